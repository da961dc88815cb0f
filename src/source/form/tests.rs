use super::*;
use crate::diag::Sources;

fn form(text: &str, kind: SchemaKind) -> Result<String, String> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let file = sources.add("a.yaml", text);
    formed(text, Some(kind), file, &mut sink).map_err(|Failed| {
        let fault = &sink.diagnostics()[0];
        format!("{} {}", fault.id, fault.span.start)
    })
}

/// A text that comes out as the other one, and that one as it is.
#[track_caller]
fn becomes(text: &str, wanted: &str) {
    for (text, wanted) in [
        (text.to_owned(), wanted.to_owned()),
        (wanted.to_owned(), wanted.to_owned()),
        (text.replace('\n', "\r\n"), wanted.replace('\n', "\r\n")),
    ] {
        // What has one line alone does not say how lines end.
        if !text.contains('\n') && wanted.contains('\r') {
            continue;
        }
        assert_eq!(form(&text, SchemaKind::Text).as_ref(), Ok(&wanted), "{text}");
    }
}

#[test]
fn keys_stand_as_the_schema_has_them_and_bring_their_comments() {
    becomes(
        "# head\n\n# the parts\nsections:\n- body: [a]\n  # its name\n  id: x   # short\n  own: 1\n\
         # what it is called\nstatus:  draft\ntitle :\tA\n",
        "# head\n\ntitle: A\n# what it is called\nstatus: draft\n# the parts\nsections:\n\
         \x20 # its name\n  - id: x   # short\n    body: [a]\n    own: 1\n",
    );
    becomes(
        "# yaml-language-server: $schema=x\n# draft\nstatus: draft\ntitle: a\n",
        "# yaml-language-server: $schema=x\ntitle: a\n# draft\nstatus: draft\n",
    );
}

#[test]
fn remarks_behind_an_entry_stay_with_it() {
    becomes(
        "subtitle: b\n# more on the subtitle\n\ntitle: a\nstatus: draft\n# end",
        "title: a\n\nsubtitle: b\n# more on the subtitle\n\nstatus: draft\n# end\n",
    );
    becomes(
        "sections:\n    - id: a\n      body:\n            - b\n            # - c\n      # heading: d\n# end\n",
        "sections:\n  - id: a\n    body:\n      - b\n      # - c\n    # heading: d\n# end\n",
    );
}

#[test]
fn texts_keep_what_they_are_whatever_stands_in_them() {
    becomes(
        "title: \"a\n   b  \n\n \t c\"\t\nsubtitle: 'it''s #1\n  # 2'\nsections:\n  - body:\n    - |2\n        a: b  \n\n       - c\n    - >\n           folded\n             further\n\n\n    - plain\n        and more\n    - [it's,\n       'x # y', # z\n       b]\n",
        "title: \"a\n  b  \n\n  c\"\nsubtitle: 'it''s #1\n  # 2'\nsections:\n  - body:\n      - |2\n          a: b  \n\n         - c\n      - >\n        folded\n          further\n\n      - plain\n        and more\n      - [it's,\n         'x # y', # z\n         b]\n",
    );
    becomes("title: |+\n   a\n\n   ", "title: |+\n  a\n\n");
    becomes("title: |+\n   a\n\n\nstatus: draft\n", "title: |+\n  a\n\n\nstatus: draft\n");
    becomes("status: draft\n\n\ntitle: |+\n    a\n\n", "title: |+\n  a\n\nstatus: draft\n");
}

#[test]
fn blanks_go_where_nobody_typed_them_on_purpose() {
    becomes(
        "\n\ntitle: a  \n\t\n \nsections:  # parts \t\n\n\n  -   id:   x\n",
        "title: a\n\nsections:  # parts\n\n  - id: x\n",
    );
    becomes("title: a", "title: a\n");
    becomes("# alone\n\n\n# and not\n\n", "# alone\n\n# and not\n");
    becomes("title: a\n...\n\n", "title: a\n...\n");
    becomes(
        "%YAML 1.2\n---\nstatus: draft\ntitle: a\n",
        "%YAML 1.2\n---\ntitle: a\nstatus: draft\n",
    );
}

#[test]
fn aliases_stay_behind_their_anchors() {
    let text = "subtitle: &same words\ntitle: *same\n";
    becomes(text, text);
    becomes(
        "own: &base\n    b: 1\nsections:\n  - <<: *base\n    id: a\n",
        "own: &base\n  b: 1\nsections:\n  - id: a\n    <<: *base\n",
    );
}

#[test]
fn a_text_whose_last_line_does_not_end_gets_an_end() {
    for text in
        ["title: |\n  a", "title: |+\n  a", "title: >-\n  a", "title: 'a'", "title: a # b"]
    {
        becomes(text, &format!("{text}\n"));
    }
}

#[test]
fn what_has_no_form_stays_and_its_place_is_told() {
    for (text, told) in [
        ("title: a\n? subtitle\n: b\n", "no-form 9"),
        ("- \n  &x\n  a: 1\n  b:\n   c: 1\n", "no-form"),
        ("title: a\n title: b\n", ""),
        ("a: [\n", ""),
        ("title: a\ntitle: b\n", "duplicate-key"),
    ] {
        let said = form(text, SchemaKind::Text).expect_err(text);
        assert!(said.starts_with(told), "{text}: {said}");
    }
}
