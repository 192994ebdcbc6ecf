//! The rules of `check` and of the definitions of ready and done: one file a rule, named like its id. One more rule is
//! one more file and its two lines here; its documentation holds its first tests.

mod absolute_term;
mod bad_ballot;
mod bad_enum;
mod bad_poll;
mod bad_rank;
mod bad_type;
mod blocked_story;
mod broken_gherkin;
mod comparative_term;
mod compound_criterion;
mod compound_goal;
mod contradicting_comparison;
mod dangling_link;
mod dead_dependency;
mod definition;
mod dependency_cycle;
mod duplicate_criterion;
mod duplicate_id;
mod duplicate_story;
mod empty_epic;
mod empty_sprint_goal;
mod engine;
mod entangled_story;
mod escape_clause;
mod finished_epic_open;
mod history_gap;
mod hollow_benefit;
mod inconsistent_comparisons;
mod indefinite_time;
mod invalid_estimate;
mod late_dependency;
mod late_release;
mod long_blocked;
mod long_rank;
mod long_title;
mod misnamed_file;
mod misplaced_file;
mod misplaced_link;
mod missing_acceptance;
mod missing_benefit;
mod missing_outcome;
mod missing_role;
mod missing_story_form;
mod missing_unhappy_path;
mod mixed_forms;
mod must_overload;
mod negative_criterion;
mod noisy_statement;
mod off_scale_points;
mod open_ended_term;
mod orphan_story;
mod overcommitted_sprint;
mod overlapping_sprints;
mod oversized_story;
mod parent_cycle;
mod passive_criterion;
mod placeholder_text;
mod rank_collision;
mod rank_inversion;
mod reversed_dates;
mod score_out_of_range;
mod short_runway;
mod skipped_file;
mod solution_talk;
mod stale_schema;
mod stale_sprint;
mod stale_story;
mod statement;
mod stranded_story;
mod superlative_term;
mod system_role;
mod thin_contingency;
mod too_many_criteria;
mod ui_detail;
mod undeclared_name;
mod unestimated_story;
mod unexplained_allow;
mod unexplained_block;
mod unexplained_carry_over;
mod unitless_number;
mod unknown_field;
mod unlisted_language;
mod unmeasured_quality;
mod unmet_gate;
mod unportable_text;
mod unreadable_file;
mod unready_in_sprint;
mod unready_release;
mod unused_allow;
mod unused_override;
mod unverified_done;
mod vague_pronoun;
mod vague_term;
mod words;

pub use definition::ItemResult;
pub use definition::Judge;
pub use definition::Judgement;
pub use definition::Verdict;
pub use definition::is_ready;
pub use definition::judge;
pub use definition::lent;
pub use engine::Context;
pub use engine::From;
pub use engine::Hit;
pub use engine::Selection;
pub use engine::Setting;
pub use engine::SettingForm;
pub use engine::floor;
pub use engine::of_planning;
pub use engine::run;
pub use engine::running;
pub use history_gap::gaps;
pub use reversed_dates::reversed;
pub use score_out_of_range::invalid_scores;
pub use undeclared_name::declared_names;

use crate::diag::Severity;
use crate::model::Record;

/// One thing that can be wrong with a backlog.
pub struct Rule {
    /// Names the defect and reads after "allow"; the file name with `-` for `_`.
    pub id: &'static str,
    /// Markdown. The first line is the summary; blocks opened by `yaml fails` and `yaml passes` are its first tests.
    pub doc: &'static str,
    /// What is said of a record in which it finds nothing.
    pub passes: Passes,
    /// How much a finding weighs, unless `po.yaml` says otherwise.
    pub severity: Severity,
    /// From where in the life of a record it is looked at.
    pub from: From,
    /// Without it the data itself cannot be trusted: closed records are looked at too.
    pub integrity: bool,
    /// What `rules.ID` in `po.yaml` may say beside severity and from.
    pub options: &'static [Setting],
    pub find: Find,
}

/// What is wrong with one record, as seen from it.
pub type InRecord = for<'a> fn(&'a Record, &Context<'a>) -> Vec<Hit<'a>>;
/// What can only be seen by looking at all of them.
pub type InBacklog = for<'a> fn(&Context<'a>) -> Vec<Hit<'a>>;

/// How a rule finds what it looks for.
#[derive(Clone, Copy)]
pub enum Find {
    Record(InRecord),
    Backlog(InBacklog),
    Both(InRecord, InBacklog),
    /// The loader has found it already.
    Loader,
}

/// What a product owner reads beside the tick of an item whose rule finds nothing: lower case, without a full stop.
#[derive(Clone, Copy)]
pub enum Passes {
    Says(&'static str),
    /// More than that, where the record has it to tell.
    Tells(&'static str, Told),
}

/// What a record that passes has to tell, if anything.
pub type Told = fn(&Record, &Context) -> Option<String>;

impl Passes {
    /// What is asked for, whatever the record.
    fn words(&self) -> &'static str {
        match self {
            Self::Says(words) | Self::Tells(words, _) => words,
        }
    }

    /// What is true of a record that passes.
    fn of(&self, record: &Record, cx: &Context) -> String {
        let told = match self {
            Self::Says(_) => None,
            Self::Tells(_, told) => told(record, cx),
        };
        told.unwrap_or_else(|| self.words().to_owned())
    }
}

impl Rule {
    /// The first line of the documentation.
    pub fn summary(&self) -> &'static str {
        self.doc.lines().next().unwrap_or_default()
    }

    /// Whether it may be an item of a definition; the rule that judges whole definitions may not.
    pub fn may_be_item(&self) -> bool {
        self.id != unmet_gate::RULE.id
    }

    /// What it finds in one record.
    fn in_record<'a>(&self, record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
        match self.find {
            Find::Record(find) | Find::Both(find, _) => find(record, cx),
            Find::Backlog(_) | Find::Loader => Vec::new(),
        }
    }

    /// What it finds in the backlog as a whole.
    fn in_backlog<'a>(&self, cx: &Context<'a>) -> Vec<Hit<'a>> {
        match self.find {
            Find::Backlog(find) | Find::Both(_, find) => find(cx),
            Find::Record(_) | Find::Loader => Vec::new(),
        }
    }
}

/// Every rule, by what it guards: the files, the links, the values, the readiness.
pub static ALL: &[&Rule] = &[
    &unreadable_file::RULE,
    &skipped_file::RULE,
    &stale_schema::RULE,
    &duplicate_id::RULE,
    &misnamed_file::RULE,
    &misplaced_file::RULE,
    &dangling_link::RULE,
    &misplaced_link::RULE,
    &parent_cycle::RULE,
    &dependency_cycle::RULE,
    &dead_dependency::RULE,
    &late_dependency::RULE,
    &blocked_story::RULE,
    &unknown_field::RULE,
    &bad_enum::RULE,
    &bad_type::RULE,
    &score_out_of_range::RULE,
    &invalid_estimate::RULE,
    &bad_poll::RULE,
    &bad_ballot::RULE,
    &contradicting_comparison::RULE,
    &inconsistent_comparisons::RULE,
    &undeclared_name::RULE,
    &reversed_dates::RULE,
    &rank_collision::RULE,
    &rank_inversion::RULE,
    &bad_rank::RULE,
    &long_rank::RULE,
    &history_gap::RULE,
    &unportable_text::RULE,
    &unmet_gate::RULE,
    &missing_acceptance::RULE,
    &missing_benefit::RULE,
    &missing_story_form::RULE,
    &missing_role::RULE,
    &system_role::RULE,
    &hollow_benefit::RULE,
    &compound_goal::RULE,
    &noisy_statement::RULE,
    &mixed_forms::RULE,
    &long_title::RULE,
    &duplicate_story::RULE,
    &entangled_story::RULE,
    &orphan_story::RULE,
    &unestimated_story::RULE,
    &off_scale_points::RULE,
    &oversized_story::RULE,
    &vague_term::RULE,
    &escape_clause::RULE,
    &open_ended_term::RULE,
    &superlative_term::RULE,
    &comparative_term::RULE,
    &absolute_term::RULE,
    &indefinite_time::RULE,
    &negative_criterion::RULE,
    &vague_pronoun::RULE,
    &passive_criterion::RULE,
    &ui_detail::RULE,
    &solution_talk::RULE,
    &unlisted_language::RULE,
    &broken_gherkin::RULE,
    &compound_criterion::RULE,
    &too_many_criteria::RULE,
    &duplicate_criterion::RULE,
    &missing_unhappy_path::RULE,
    &unmeasured_quality::RULE,
    &unitless_number::RULE,
    &placeholder_text::RULE,
    &unverified_done::RULE,
    &empty_sprint_goal::RULE,
    &overcommitted_sprint::RULE,
    &unready_in_sprint::RULE,
    &overlapping_sprints::RULE,
    &stranded_story::RULE,
    &unexplained_carry_over::RULE,
    &stale_sprint::RULE,
    &must_overload::RULE,
    &thin_contingency::RULE,
    &late_release::RULE,
    &unready_release::RULE,
    &missing_outcome::RULE,
    &finished_epic_open::RULE,
    &empty_epic::RULE,
    &stale_story::RULE,
    &long_blocked::RULE,
    &unexplained_block::RULE,
    &short_runway::RULE,
    &unexplained_allow::RULE,
    &unused_allow::RULE,
    &unused_override::RULE,
];

/// The rules about what sprints hold and when they are.
static PLANNING: &[&Rule] = &[
    &late_dependency::RULE,
    &overcommitted_sprint::RULE,
    &unready_in_sprint::RULE,
    &overlapping_sprints::RULE,
    &stranded_story::RULE,
    &stale_sprint::RULE,
];

/// Whether a rule is about what sprints hold and when they are: a command that changes that says what it finds.
pub fn is_of_planning(rule: &Rule) -> bool {
    PLANNING.iter().any(|planning| planning.id == rule.id)
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id == id).copied()
}

/// The id of the rule that `name` was meant to be.
fn nearest(name: &str) -> Option<&'static str> {
    crate::text::nearest(name, ALL.iter().map(|rule| rule.id))
}

#[cfg(test)]
mod tests;
