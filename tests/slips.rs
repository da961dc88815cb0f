//! Slips that people make: what has one meaning is taken, what has none is told with the shape.
//!
//! What is told is compared with `tests/ref/diag/slip-*.txt`; `UPDATE_REF=1` rewrites it.

use warraq::diag::{Sink, Sources};
use warraq::source::load;

use crate::source::{BROCHURE, Folder, compare};

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

fn folder() -> Folder {
    Folder::new().with("a.svg", SVG).with("t.csv", "a,b\n1,2\n")
}

/// A project as it was read, without its places; nothing, where it has faults.
pub(crate) fn project(folder: &Folder) -> String {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(folder.0.path(), &mut sources, &mut sink);
    project.map(|project| placeless(&format!("{project:?}"))).unwrap_or_default()
}

/// The same, and all faults.
fn read(folder: &Folder) -> (String, String) {
    (project(folder), folder.faults())
}

/// What is printed of a value, without spans, styles of scalars, folders and the bytes of profiles.
fn placeless(text: &str) -> String {
    let left_out = [
        ("profile: [", ']'),
        ("Span {", '}'),
        ("dir: \"", '"'),
        ("roots: [", ']'),
        ("style: ", ' '),
    ];
    left_out.iter().fold(text.to_owned(), |text, (open, close)| {
        let mut parts = text.split(open);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |out, part| {
            out + part.split_once(*close).map_or(part, |(_, rest)| rest)
        })
    })
}

/// Asserts that each of the bodies is read as the first.
fn alike(bodies: &[&str]) {
    let whole = |body: &str| read(&folder().with_body(body));
    let (wanted, faults) = whole(bodies[0]);
    assert!(!wanted.is_empty(), "{}: {faults}", bodies[0]);
    for body in &bodies[1..] {
        let (found, told) = whole(body);
        assert_eq!(found, wanted, "{body}: {told}");
        assert_eq!(told.is_empty(), faults.is_empty(), "{body}: {told}");
    }
}

#[test]
fn blocks_are_taken_under_other_names_and_in_other_shapes() {
    alike(&[
        "- figure: { file: a.svg, alt: x }",
        "- image: { src: a.svg, alt: x }",
        "- Photo: { URL: a.svg, Alt: x }",
        "- img: { href: [a.svg], alt_text: x }",
        "- figure: [{ path: a.svg, alt: x }]",
    ]);
    alike(&["- figure: { file: a.svg }", "- figure: a.svg", "- picture: a.svg"]);
    alike(&["- pagebreak:", "- page_break:", "- page-break", "- PageBreak: yes"]);
    alike(&["- list: [a]", "- list: a", "- List: { items: a }"]);
    alike(&[
        "- terms: [{ term: الماء, text: شرح }]",
        "- terms: { term: الماء, text: شرح }",
        "- terms: { الماء: شرح }",
        "- terms: [{ الماء: شرح }]",
        "- Terms: [{ Term: الماء, definition: شرح }]",
    ]);
    alike(&[
        "- contact: { rows: [{ label: هاتف, value: 0100 }] }",
        "- contact: [{ label: هاتف, value: 0100 }]",
        "- contact: { هاتف: 0100 }",
        "- contact: { rows: { هاتف: 0100 } }",
    ]);
    alike(&["- callout: { body: [a] }", "- callout: [a]", "- note: { text: a }"]);
    alike(&["- quote: { text: a, attribution: b }", "- blockquote: { text: a, author: b }"]);
}

#[test]
fn tables_are_taken_from_values_with_any_separator() {
    let whole = "- table: { head: [a, b], rows: [[1, 2]] }";
    let texts = |body: &str| {
        let (found, told) = read(&folder().with_body(body));
        assert_eq!(told, "", "{body}");
        let from = found.find("head: Some").unwrap();
        found[from..].split("lines:").next().unwrap().to_owned()
    };
    let wanted = texts(whole);
    for body in [
        "- table: { csv: t.csv }",
        "- table: t.csv",
        "- table: { file: t.csv }",
        "- table: [[a, b], [1, 2]]",
        "- table: |\n    a\tb\n    1\t2",
        "- table:\n    csv: |\n      a;b\n      1;2",
        "- table: { tsv: \"a\\tb\\n1\\t2\" }",
    ] {
        assert_eq!(texts(body), wanted, "{body}");
    }
}

#[test]
fn brochures_are_taken_in_other_shapes() {
    let head = "slug: test\n";
    for (wanted, others) in [
        ("languages: [ar]\n", &["languages: ar\n", "Languages: [ar]\n", "langs: ar\n"][..]),
        (
            "languages: [ar]\noutputs: [pdf, epub]\n",
            &[
                "languages: ar\noutputs: pdf, epub\n",
                "languages: ar\noutputs: [pdf، epub]\n",
                "languages: ar\nOutput: [PDF, ePub]\n",
            ],
        ),
        (
            "languages: [ar]\nformats: [letter-fold]\n",
            &[
                "languages: [ar]\nformats: trifold\n",
                "languages: [ar]\nformat: [Tri-Fold]\n",
                "languages: [ar]\nformats: { fold: letter }\n",
                "languages: [ar]\nformats: [{ Fold: tri_fold }]\n",
            ],
        ),
        (
            "languages: [ar]\npage: { size: a4 }\n",
            &["languages: [ar]\npage: { size: A4 }\n", "languages: [ar]\npage: a4\n"],
        ),
        (
            "languages: [ar]\nprint: { profile: uncoated, marks: [crop] }\n",
            &["languages: [ar]\nPrint: { paper: uncoated, marks: crop }\n"],
        ),
        ("languages: [ar]\nformats: [a3]\n", &["languages: [ar]\nformats: A3\n"]),
    ] {
        let of = |text: &str| read(&folder().with("brochure.yaml", format!("{head}{text}")));
        let (project, faults) = of(wanted);
        assert!(!project.is_empty(), "{wanted}: {faults}");
        for other in others {
            let (found, told) = of(other);
            assert!(found == project, "{other}: {told}");
        }
    }
}

/// A comma between braces ends a value for YAML, whatever the text, its language and its block.
#[test]
fn commas_between_braces_stay_in_their_text() {
    let texts = [
        ["الماء والنار", "والهواء"],
        ["Kostenloser Test", "etwa 45 Minuten"],
        ["one, two", "and three"],
        ["قائمة طويلة", "ثم 12"],
    ];
    let blocks: [(&str, &str); 5] = [
        ("terms", "- term: كلمة\n        text: "),
        ("steps", "- title: كلمة\n        text: "),
        ("pairs", "- do: كلمة\n        dont: "),
        ("timeline", "- when: كلمة\n        text: "),
        ("facts", "- number: \"12\"\n        label: "),
    ];
    for [first, rest] in texts {
        for (block, row) in blocks {
            let whole = format!("- {block}:\n      {row}\"{first}, {rest}\"");
            let braced = row.trim_start_matches("- ").replace("\n        ", ", ");
            let braced = format!("- {block}:\n      - {{ {braced}{first}, {rest} }}");
            alike(&[&whole, &braced]);
        }
    }
}

/// A flag without a value and a slip of the pen are no text.
#[test]
fn keys_between_braces_stay_keys() {
    for body in ["- figure: { file: a.svg, decorativ }", "- terms: [{ term: a, text: b, tex }]"]
    {
        let (_, told) = read(&folder().with_body(body));
        assert!(told.contains("unknown-key"), "{body}: {told}");
    }
}

#[test]
fn a_lead_is_the_first_paragraph() {
    let text = |section: &str| {
        let text = format!("title: T\nsections:\n  - heading: H\n{section}");
        read(&folder().with("text/ar.yaml", text))
    };
    for lead in ["مرحبًا بكم", "Welcome, all of you", "\"a: b\""] {
        let (wanted, told) = text(&format!("    body:\n      - {lead}\n      - two\n"));
        assert!(!wanted.is_empty(), "{told}");
        for name in ["lead", "intro", "Introduction", "summary"] {
            for section in [
                format!("    {name}: {lead}\n    body:\n      - two\n"),
                format!("    body: [two]\n    {name}: {lead}\n"),
                format!("    {name}: {lead}\n    body: two\n"),
            ] {
                let (found, told) = text(&section);
                assert!(found == wanted, "{section}: {told}");
            }
        }
    }
}

/// A text whose keys are written in Arabic, as its words are.
#[test]
fn the_chief_keys_are_known_in_arabic() {
    let english = "title: T\nsubtitle: S\nsections:\n  - heading: H\n    body: [one]\n";
    let arabic = "العنوان: T\nالعنوان الفرعي: S\nالأقسام:\n  - العنوان: H\n    النص: [one]\n";
    let of = |text: &str| read(&folder().with("text/ar.yaml", text));
    let (wanted, told) = of(english);
    assert!(!wanted.is_empty(), "{told}");
    let (found, told) = of(arabic);
    assert!(found == wanted, "{told}");
    let head = BROCHURE.replace("languages:", "اللغات:");
    assert!(!read(&folder().with("brochure.yaml", head)).0.is_empty());
}

#[test]
fn a_name_may_be_the_key_of_the_rest() {
    let of = |text: &str| {
        read(&folder().with("brochure.yaml", format!("slug: test\nlanguages: [ar]\n{text}")))
    };
    for (name, keys) in [("pocket", "size: a6"), ("booklet", "size: a5"), ("flyer", "fold: z")]
    {
        let (wanted, told) = of(&format!("formats: [{{ name: {name}, {keys} }}]\n"));
        assert!(!wanted.is_empty(), "{told}");
        let (found, told) = of(&format!("formats:\n  - {name}:\n      {keys}\n"));
        assert!(found == wanted, "{name}: {told}");
    }
}

/// Blocks beside `body`, whatever stands there already, are told with the line to write.
#[test]
fn blocks_beside_a_body_are_told_with_the_list() {
    for (block, value) in
        [("image", "a.svg"), ("quote", "نص"), ("callout", "نص"), ("qr", "https://a.org")]
    {
        for body in ["    body: نص\n", "    body: [نص]\n", ""] {
            let text =
                format!("title: T\nsections:\n  - heading: H\n{body}    {block}: {value}\n");
            let (_, told) = read(&folder().with("text/ar.yaml", text));
            assert!(told.contains(&format!("`- {block}: {value}`")), "{body}{block}: {told}");
        }
    }
}

#[test]
fn markdown_in_place_of_a_text_is_told() {
    for text in ["# كتاب\n\n## أول\n\nنص.\n", "# Book\n\nSome words.\n"] {
        let (_, told) = read(&folder().with("text/ar.yaml", text));
        assert!(told.contains("not-yaml") && told.contains("--from"), "{told}");
    }
}

/// What stands in the wrong one of a project's two files is told with the right one.
#[test]
fn keys_of_the_other_file_are_told_with_their_file() {
    for (key, file) in [
        ("title", "text/fa.yaml"),
        ("subtitle", "text/fa.yaml"),
        ("sections", "text/fa.yaml"),
        ("status", "text/fa.yaml"),
    ] {
        let brochure = format!("slug: a\nlanguages: [fa]\n{key}: x\n");
        let (_, told) = read(&folder().with("brochure.yaml", brochure));
        assert!(told.contains(&format!("write it in `{file}`: `{key}: …`")), "{told}");
    }
    for key in ["theme", "languages", "formats", "brand", "logo", "outputs", "date"] {
        let text = format!("title: T\n{key}: x\nsections:\n  - heading: H\n    body: [a]\n");
        let (_, told) = read(&folder().with("text/ar.yaml", text));
        assert!(told.contains(&format!("write it in `brochure.yaml`: `{key}: …`")), "{told}");
    }
}

#[test]
fn colours_are_taken_in_other_shapes() {
    let wanted = "colors: { night: { rgb: \"#1f5c52\" } }\n";
    let of = |theme: &str| read(&folder().with("theme.yaml", theme));
    let (project, _) = of(wanted);
    assert!(!project.is_empty());
    for other in [
        "colors: { night: \"#1f5c52\" }\n",
        "colours:\n  night: \"#1F5C52\"\n",
        "colors: { night: { rgb: 1f5c52 } }\n",
        "Colors: { night: { hex: \"#1f5c52\" } }\n",
    ] {
        let (found, told) = of(other);
        assert!(found == project, "{other}: {told}");
    }
}

#[test]
fn slips_in_bodies_are_told_with_the_shape() {
    for (name, body) in [
        ("qr", "- qr: https://a.org"),
        ("terms", "- terms: [الماء, النار]"),
        ("terms-text", "- terms: الماء"),
        ("steps", "- steps: [x: y: z]"),
        ("facts", "- facts: 40"),
        ("indent-in", "- figure:\n  file: a.svg\n  alt: x"),
        ("indent-part", "- figure:\n    file: a.svg\n  alt: x"),
        ("indent-odd", "- figure:\n    file: a.svg\n   alt: x"),
        ("indent-deep", "- figure:\n    file: a.svg\n      alt: x"),
        (
            "indent-dash",
            "- figure:\n    file: a.svg\n- figure:\n  - file: a.svg\n    alt: x\n   caption: y",
        ),
        ("no-dash", "- one\ntwo"),
        ("no-space", "- one\n-two\n- three"),
        ("no-space-first", "-one\n-two"),
        ("tab", "- figure:\n\tfile: a.svg"),
        ("no-break-space", "- figure:\n\u{a0}\u{a0}\u{a0}\u{a0}file: a.svg"),
        ("ideographic-space", "- one\n\u{3000}\u{3000}- two"),
        ("smart-quotes", "- figure: { file: “a.svg”, alt: “نجوم” }"),
        ("backslash", "- figure: { file: \"assets\\map.svg\", alt: x }"),
        ("backslash-n", "- figure: { file: \"assets\\new.svg\", alt: x }"),
        ("tag", "- !include other.yaml\n- figure: !file { file: a.svg, alt: x }"),
        ("two-names", "- figure: { file: a.svg, src: a.svg, alt: x }"),
        ("map-for-text", "- quote: { text: { عنوان: نص }, attribution: [a, b] }"),
        ("unknown-block", "- gallery: [a.svg]"),
        ("table-half", "- table: { head: [a, b] }"),
        ("table-missing", "- table: prices.csv"),
        ("table-twice", "- table: { head: [a], rows: [[b]], csv: t.csv }"),
        ("heading-out", "- list: [a]\n  heading: x\n  body: [y]"),
    ] {
        compare(&format!("slip-{name}"), &folder().with_body(body).faults());
    }
}

#[test]
fn slips_in_brochures_and_themes_are_told_with_the_shape() {
    for (name, brochure) in [
        ("formats-empty", "formats: []\n"),
        ("outputs-empty", "outputs: []\n"),
        ("two-widths", "formats: [{ name: x, size: a4, theme: { page: { width: 90mm } } }]\n"),
        ("page-twice", "page: { size: a4, width: 90mm }\n"),
        ("print-word", "print: glossy\n"),
        ("digits", "digits: arab\n"),
        ("page-words", "page: [a4]\nbooklet: yes\n"),
        ("formats-map", "formats: [{ paper: a3 }]\n"),
        ("theme-map", "theme: { colors: { nigth: \"#000000\" }, name: kitab }\n"),
        ("slug-quotes", "isbn: “978-0-306-40615-7”\n"),
    ] {
        let folder = folder().with("brochure.yaml", format!("{BROCHURE}{brochure}"));
        compare(&format!("slip-{name}"), &folder.faults());
    }
    for (name, theme) in [
        ("hash", "colors:\n  night:\n    rgb: #1f5c52\n  sand: #ffffff # pale\n"),
        ("colors-list", "colors: [night]\nfonts: Amiri\n"),
        ("color-inks", "colors: { night: [92, 56, 44, 50] }\n"),
        ("theme-size", "page: { size: a4 }\n"),
        ("theme-keys", "list: { colour: nigth, hung: 3mm }\nrules: [1]\n"),
        ("color-unused", "colors: { nigth: \"#000000\", sky: \"#0000FF\" }\n"),
    ] {
        compare(&format!("slip-{name}"), &folder().with("theme.yaml", theme).faults());
    }
    let title = "title: “عنوان”\nsections:\n  - id: one\n    heading: فصل\n    body: [“نص”]\n";
    compare("slip-title-quotes", &folder().with("text/ar.yaml", title).faults());
}
