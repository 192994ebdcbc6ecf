use crate::rules::tests::Sample;

#[test]
fn every_language_without_lists_is_told_once() {
    let story = |lang: &str, status: &str| format!("status: {status}\nlang: {lang}\n");
    let files = [
        ("stories/S-1.yaml", story("fr", "idea")),
        ("stories/S-2.yaml", story("it", "done")),
        ("stories/S-3.yaml", story("it", "idea")),
        ("stories/S-4.yaml", story("it", "idea")),
        ("stories/S-5.yaml", story("de", "idea")),
    ];
    let files: Vec<(&str, String)> = files
        .into_iter()
        .map(|(path, text)| (path, format!("id: {}\n{text}", &path[8..11])))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (*p, t.as_str())).collect();
    let found = Sample::new("lang: fr", &files).check("unlisted-language");
    let found: Vec<_> = found
        .iter()
        .map(|f| (f.place.path.as_str(), f.place.line, f.message.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (
                "po.yaml",
                1,
                "no word lists for \"fr\": word rules find nothing in it"
            ),
            (
                "stories/S-3.yaml",
                3,
                "no word lists for \"it\": word rules find nothing in it (1 more stories have it)"
            ),
        ]
    );
}
