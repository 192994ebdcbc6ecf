//! Two goals in one story.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Statement;
use super::words;
use super::words::Language;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;
use std::ops::Range;

pub static RULE: Rule = Rule {
    id: "compound-goal",
    doc: DOC,
    passes: Passes::Says("it has one goal"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

const DOC: &str = "\
a story has more than one goal

## What it finds
In the goal, \"and\", \"or\", `&`, `/` or `;` followed at once by a verb of a list (accept, activate, add …), where
another such verb stands before it.

## Why it matters
Each goal has a value and a size of its own. In one story the dear part rides on the cheap one, and half of it is never
done (Lucassen et al. 2016, atomic).

## Traps
Nouns behind \"and\" do not count: \"accept the terms and conditions\". A noun that is a verb as well does: \"find
parcels by name or order number\"; `ignore: [order]` where that happens. A choice of two verbs is one goal, \"approve or
reject a batch\", and so are \"search and filter\".

## Options
`add`: more verbs. `ignore`: words that are none here.

## Fix
`po split S-1` makes a story of each.

```yaml fails
{as_a: admin, i_want: to block accounts and delete orders, so_that: fraud stops}
```
```yaml fails
{as_a: admin, i_want: to block and delete accounts, so_that: fraud stops}
```
```yaml fails
{as_a: admin, i_want: to create/edit a tag, so_that: I find things}
```
```yaml fails
{as_a: buyer, i_want: to pay by card and to return goods}
```
```yaml passes
{as_a: clerk, i_want: to approve or reject a batch}
```
```yaml passes
{as_a: clerk, i_want: to search and filter bookings}
```
```yaml passes
{as_a: admin, i_want: to block accounts, so_that: fraud stops}
```
```yaml passes
{as_a: buyer, i_want: to accept the terms and conditions}
```
```yaml passes
{as_a: sailor, i_want: to call search and rescue}
```
```yaml passes
{as_a: seller, i_want: to export orders as CSV or PDF}
```
```yaml passes
{as_a: admin, i_want: read and write access}
```
```yaml passes
{as_a: seller, i_want: 'to select \"copy and delete\" in the menu'}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some((story, statement)) = Statement::of_story(record, cx) else {
        return Vec::new();
    };
    let spoken = statement.goal.as_ref().zip(words::spoken(story, cx));
    let Some((goal, language)) = spoken else {
        return Vec::new();
    };
    let text = goal.text();
    let verbs = cx.lexicon(language, RULE.id).find(text, Vec::new());
    let second = verbs.windows(2).find_map(|pair| {
        let joint = joined(language, text, &pair[1])?;
        let between = text[pair[0].end..pair[1].start].trim().to_lowercase();
        (!language.either.contains(&between)).then_some(joint)
    });
    let Some(range) = second else {
        return Vec::new();
    };
    let shown = text[range.clone()].split_whitespace().collect::<Vec<_>>();
    let message = format!("\"{}\" begins a second goal", shown.join(" "));
    let help = format!("po split {} makes a story of each", record.id());
    vec![
        goal.hit(record, range, message)
            .label("one story more?")
            .help(help),
    ]
}

/// The verb with the word or mark before it that joins it to another.
fn joined(language: &Language, text: &str, verb: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..verb.start].trim_end();
    if before.ends_with(['&', '/', ';']) {
        return Some(before.len() - 1..verb.end);
    }
    let blank = before.len() < verb.start;
    let (start, word) = last_word(before);
    if blank && language.infinitive.contains(&word) {
        let (start, word) = last_word(before[..start].trim_end());
        return language.also.contains(&word).then_some(start..verb.end);
    }
    (blank && language.also.contains(&word)).then_some(start..verb.end)
}

/// The last word of a text, and where it begins.
fn last_word(text: &str) -> (usize, String) {
    let blank = text.rfind(char::is_whitespace);
    let start = blank.map_or(0, |blank| blank + 1);
    (start, text[start..].to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::Sample;

    #[test]
    fn the_second_goal_is_marked_with_what_joins_it() {
        for (goal, found) in [
            ("block accounts and delete orders", "and delete"),
            ("block and delete accounts", "and delete"),
            ("create/edit a tag", "/edit"),
            ("create, edit & delete a tag", "& delete"),
            ("accept the terms and conditions", ""),
            ("call search and rescue", ""),
            ("export orders as CSV or PDF", ""),
            ("read and write access", ""),
            ("approve or reject a batch", ""),
            ("search and filter bookings", ""),
            ("to pay by card and to return goods", "and to return"),
        ] {
            let text = format!("id: S-1\nstatus: refined\nas_a: admin\ni_want: {goal}\n");
            let hits = Sample::new("{}", &[("stories/S-1.yaml", &text)]).check("compound-goal");
            let marked = hits.first().map(|hit| {
                let place = &hit.place;
                let letters = place.source.chars().skip(place.column as usize - 1);
                letters.take(place.length as usize).collect::<String>()
            });
            assert_eq!(marked.unwrap_or_default(), found, "{goal}");
        }
    }
}
