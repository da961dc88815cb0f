//! Slips in what stands under `text/`: keys, indents, signs, Markdown, letters.

use super::answers::{Slip, TONGUES, answered, noted, quiet, taken_body};

/// Keys of a text with something that they hold, each as an item of a body.
const BLOCKS: [(&str, &str); 6] = [
    ("figure", "file: assets/map.svg\nalt: x"),
    ("quote", "text: x\nattribution: y"),
    ("callout", "title: x\nbody: [y]"),
    ("contact", "title: x\nrows: [{ label: a, value: b }]"),
    ("table", "head: [a, b]\nrows: [[c, d]]"),
    ("qr", "data: https://a.org\nalt: x"),
];

/// A key with two letters in each other's place.
fn slipped(key: &str) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle - 1, middle);
    letters.into_iter().collect()
}

/// A block whose second line is moved by some spaces, with a mark there, and as it should be.
fn block(name: &str, lines: &str, indent: usize) -> (String, String) {
    let (first, second) = lines.split_once('\n').unwrap();
    let moved = " ".repeat(indent);
    (
        format!("- {name}:\n    {first}\n{moved}⟪{second}⟫\n"),
        format!("- {name}:\n    {first}\n    {second}\n"),
    )
}

#[test]
fn misspelt_keys_are_named() {
    let mut slips = vec![];
    for tongue in TONGUES {
        for (name, lines) in BLOCKS {
            for line in lines.lines() {
                let key = line.split(':').next().unwrap();
                let wrong = slipped(key);
                if key.len() < 4 || wrong == key {
                    continue;
                }
                let text = lines.replacen(key, &format!("⟪{wrong}⟫"), 1);
                let text = text.replace('\n', "\n    ");
                slips.push(
                    Slip::body(1, tongue, &format!("- {name}:\n    {text}"))
                        .right(key)
                        .types(&format!("`{key}`")),
                );
            }
            let wrong = slipped(name);
            let text = lines.replace('\n', "\n    ");
            if name.len() > 3 && wrong != name {
                slips.push(
                    Slip::body(1, tongue, &format!("- ⟪{wrong}⟫:\n    {text}"))
                        .right(name)
                        .types(&format!("`{name}`")),
                );
            }
        }
    }
    answered(&slips);
}

#[test]
fn wrong_indents_are_shown_as_they_should_be() {
    let mut slips = vec![];
    for tongue in TONGUES {
        for (name, lines) in BLOCKS {
            for indent in [2, 3, 5, 6] {
                let (typed, right) = block(name, lines, indent);
                let second = lines.split('\n').nth(1).unwrap();
                let slip = Slip::body(2, tongue, &typed).instead(&right);
                let slip = slip.says(&[&format!("`{name}`")]);
                slips.push(slip.types(&format!("`          {second}`")));
            }
        }
    }
    answered(&slips);
}

#[test]
fn dashes_that_lack_something_are_written_out() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, c] = tongue.words;
        for next in ["", "\n- list: [x]", "\n- figure:\n    file: assets/map.svg\n    alt: x"] {
            slips.push(
                Slip::body(2, tongue, &format!("- {a}\n⟪{b}⟫{next}"))
                    .right(&format!("- {b}"))
                    .types(&format!("- {b}`")),
            );
            slips.push(
                Slip::body(2, tongue, &format!("- {a}\n⟪-{b}⟫{next}"))
                    .right(&format!("- {b}"))
                    .types(&format!("- {b}`")),
            );
        }
        slips.push(
            Slip::body(2, tongue, &format!("- {a}\n- list:\n    - {b}\n    ⟪{c}⟫"))
                .right(&format!("- {c}"))
                .types(&format!("- {c}`")),
        );
    }
    answered(&slips);
}

#[test]
fn tabs_that_indent_are_shown_with_spaces() {
    let mut slips = vec![];
    for tongue in TONGUES {
        for (name, lines) in BLOCKS {
            let mut inner = lines.lines();
            let (first, second) = (inner.next().unwrap(), inner.next().unwrap());
            slips.push(
                Slip::body(3, tongue, &format!("- {name}:\n⟪\t⟫{first}\n    {second}"))
                    .right("    ")
                    .types("two spaces"),
            );
        }
    }
    answered(&slips);
}

#[test]
fn colons_in_text_need_quotes_and_the_line_is_shown_with_them() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, c] = tongue.words;
        slips.push(
            Slip::body(4, tongue, &format!("- ⟪{a}: {b}⟫"))
                .right(&format!("\"{a}: {b}\""))
                .types(&format!("`- \"{a}: {b}\"`")),
        );
        for key in ["caption", "credit"] {
            let head = "- figure:\n    file: assets/map.svg\n    alt: x\n    ";
            slips.push(
                Slip::body(4, tongue, &format!("{head}{key}: {a}⟪⟫: {b} {c}"))
                    .instead(&format!("{head}{key}: \"{a}: {b} {c}\""))
                    .types(&format!("`{key}: \"{a}: {b} {c}\"`")),
            );
        }
    }
    answered(&slips);
}

#[test]
fn bare_values_are_kept_as_typed() {
    for tongue in TONGUES {
        for value in [
            "no",
            "yes",
            "on",
            "1.10",
            "0799123456",
            "12:30",
            "1e3",
            "0x1F",
            "2026-03-21",
            "1_000",
        ] {
            for (open, close) in
                [("- ", ""), ("- terms: [{ term: a, text: ", " }]"), ("- list: [", "]")]
            {
                taken_body(
                    5,
                    tongue,
                    &format!("{open}{value}{close}"),
                    &format!("{open}\"{value}\"{close}"),
                );
            }
        }
    }
}

#[test]
fn quotation_marks_of_word_processors_are_named() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, _] = tongue.words;
        for (open, close) in [("“", "”"), ("„", "“"), ("”", "”"), ("‘", "’"), ("«", "»")]
        {
            let text = format!("{open}assets/map.svg{close}");
            slips.push(
                Slip::body(6, tongue, &format!("- figure: {{ file: ⟪{text}⟫, alt: x }}"))
                    .right("\"assets/map.svg\"")
                    .types("`file: \"assets/map.svg\"`"),
            );
        }
        for (open, close) in [("“", "”"), ("„", "“"), ("”", "”")] {
            slips.push(
                Slip::body(
                    6,
                    tongue,
                    &format!(
                        "- figure:\n    file: assets/map.svg\n    alt: ⟪{open}{b}{close}⟫"
                    ),
                )
                .right(&format!("\"{b}\""))
                .types(&format!("`alt: \"{b}\"`")),
            );
            let path = format!("text/{}.yaml", tongue.tag);
            let text = format!(
                "title: ⟪{open}{a}{close}⟫\nsections:\n  - id: one\n    heading: x\n    body: [{b}]\n"
            );
            slips.push(
                Slip::new(6, tongue.tag, &path, text)
                    .right(&format!("\"{a}\""))
                    .types(&format!("`title: \"{a}\"`")),
            );
        }
    }
    answered(&slips);
}

#[test]
fn backslashes_in_paths_are_shown_as_slashes() {
    let mut slips = vec![];
    for tongue in TONGUES {
        slips.push(
            Slip::body(7, tongue, "- figure: { file: ⟪assets\\map.svg⟫, alt: x }")
                .right("assets/map.svg")
                .types("`assets/map.svg`"),
        );
        slips.push(
            Slip::body(7, tongue, "- figure:\n    file: ⟪\"assets\\map.svg\"⟫\n    alt: x")
                .right("\"assets/map.svg\"")
                .types("`file: \"assets/map.svg\"`"),
        );
    }
    answered(&slips);
}

#[test]
fn dates_are_taken_or_shown() {
    let mut slips = vec![];
    for wrong in [
        "21/03/2026",
        "21.3.2026",
        "2026/03/21",
        "21 March 2026",
        "21 مارس 2026",
        "March 21, 2026",
        "٢٠٢٦-٠٣-٢١",
        "2026-3-21",
    ] {
        slips.push(
            Slip::new(
                11,
                "ar",
                "brochure.yaml",
                format!("slug: x\nlanguages: [ar]\ndate: ⟪{wrong}⟫\n"),
            )
            .right("2026-03-21")
            .types("`2026-03-21`"),
        );
    }
    answered(&slips);
}

#[test]
fn what_word_processors_leave_is_mended_or_told() {
    for tongue in TONGUES {
        let [a, b, _] = tongue.words;
        for sign in ['\u{200f}', '\u{200e}'] {
            // The marks stay where they are: they change no fault and no letter.
            quiet(14, tongue, &format!("- {sign}{a}{sign} {b}"));
        }
    }
    quiet(14, TONGUES[0], "- ﺍﻟﻤﻜﺘﺒﺔ ﻣﻔﺘﻮﺣﺔ");
    quiet(14, TONGUES[0], "- المكتبــــة");
    for (typed, id) in [("ﺍﻟﻤﻜﺘﺒﺔ", "presentation-forms"), ("المكتبــــة", "tatweel")]
    {
        noted(14, TONGUES[0], &format!("- {typed}"), id);
    }
}

#[test]
fn titles_that_stand_twice_are_shown() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, _] = tongue.words;
        let path = format!("text/{}.yaml", tongue.tag);
        for key in ["title", "subtitle", "publisher"] {
            let rest = "sections:\n  - id: one\n    heading: x\n    body: [y]\n";
            let title = if key == "title" { "" } else { "title: x\n" };
            let text = format!("{title}{key}: {a}\n⟪{key}: {b}\n⟫{rest}");
            slips.push(
                Slip::new(15, tongue.tag, &path, text)
                    .says(&[&format!("`{key}`"), "twice"])
                    .types("keep one"),
            );
        }
    }
    answered(&slips);
}

#[test]
fn lists_in_a_text_are_told_with_the_bar() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, c] = tongue.words;
        for (sign, other) in [("-", "-"), ("•", "•"), ("1.", "2.")] {
            slips.push(
                Slip::body(16, tongue, &format!("- {a}\n  ⟪{sign} {b}⟫\n  {other} {c}"))
                    .instead(&format!("- |\n  {a}\n\n  {sign} {b}\n  {other} {c}"))
                    .types("- |"),
            );
        }
    }
    answered(&slips);
}

#[test]
fn headings_that_yaml_swallows_are_told() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, _] = tongue.words;
        for sign in ["#", "##", "###"] {
            slips.push(
                Slip::body(17, tongue, &format!("- {b}\n- ⟪{sign} {a}⟫\n- {b}"))
                    .right(&format!("heading: {a}"))
                    .says(&["comment"])
                    .types(&format!("`- heading: {a}`")),
            );
        }
        for sign in ["#", "##"] {
            slips.push(
                Slip::body(17, tongue, &format!("- |\n  ⟪{sign}⟫ {a}\n\n  {b}"))
                    .right("###")
                    .types("`###`"),
            );
        }
    }
    answered(&slips);
}

#[test]
fn html_is_answered_with_markdown_once_a_block() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, c] = tongue.words;
        for (open, close, right, says) in [
            ("<b>", "</b>", "**X**", "**words**"),
            ("<strong>", "</strong>", "**X**", "**words**"),
            ("<i>", "</i>", "*X*", "*words*"),
            ("<em>", "</em>", "*X*", "*words*"),
            ("<u>", "</u>", "[X]{.underline}", "[words]{.underline}"),
            ("<s>", "</s>", "~~X~~", "~~words~~"),
            ("<a href=\"https://a.org\">", "</a>", "[X](https://a.org)", "[words](https://…)"),
            ("<span style=\"color:red\">", "</span>", "X", "{color="),
            ("<font color=\"red\">", "</font>", "X", "{color="),
            ("<h2>", "</h2>", "X", "heading"),
            ("<p>", "</p>", "X", "empty line"),
        ] {
            let right = right.replace('X', b);
            slips.push(
                Slip::body(18, tongue, &format!("- '{a} ⟪{open}{b}{close}⟫ {c}'"))
                    .right(&right)
                    .says(&["HTML"])
                    .types(says),
            );
        }
        slips.push(
            Slip::body(18, tongue, &format!("- '{a}⟪<br>⟫{c}'"))
                .right(" ")
                .says(&["HTML"])
                .types("\\"),
        );
    }
    answered(&slips);
}

#[test]
fn tables_are_taken_from_what_is_pasted() {
    for tongue in TONGUES {
        for typed in [
            "- table: assets/prices.csv",
            "- table: { csv: assets/prices.csv }",
            "- table: |\n    a\tb\n    1\t2",
            "- table: |\n    a,b\n    1,2",
            "- table: |\n    a;b\n    1;2",
            "- table: |\n    | a | b |\n    |---|---|\n    | 1 | 2 |",
        ] {
            quiet(19, tongue, typed);
        }
    }
}

#[test]
fn pictures_are_taken_under_their_other_names() {
    for tongue in TONGUES {
        let meant = "- figure: { file: assets/map.svg, alt: x }";
        for name in ["image", "photo", "picture", "img", "Image", "pic", "Figure"] {
            for key in ["src", "file", "path", "url", "href"] {
                taken_body(
                    31,
                    tongue,
                    &format!("- {name}: {{ {key}: assets/map.svg, alt: x }}"),
                    meant,
                );
            }
        }
    }
}

#[test]
fn text_that_begins_with_a_sign_is_shown_in_quotes() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, _] = tongue.words;
        for text in [
            format!("[{a}](https://a.org) {b}"),
            format!("[{a}]{{color=night}} {b}"),
            format!("**{a}** {b}"),
            format!("*{a}* {b}"),
            format!("@{a} {b}"),
            format!("`{a}` {b}"),
            format!("%5 {b}"),
            format!("\"{a}\" {b}"),
            format!("'{a}' {b}"),
        ] {
            let right =
                if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") };
            slips.push(
                Slip::body(32, tongue, &format!("- ⟪{text}⟫"))
                    .right(&right)
                    .says(&["quotation marks"])
                    .types(&format!("`- {right}`")),
            );
        }
    }
    answered(&slips);
}

#[test]
fn signs_that_begin_comments_are_told() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, _] = tongue.words;
        for rest in ["#12", "#5 ", "#tag"] {
            let rest = rest.trim_end();
            slips.push(
                Slip::body(30, tongue, &format!("- {a}⟪ {rest}⟫"))
                    .right("")
                    .says(&[rest])
                    .types(&format!("\"{a} {rest}\"")),
            );
            slips.push(
                Slip::body(
                    30,
                    tongue,
                    &format!(
                        "- contact:\n    rows:\n      - label: x\n        value: {b}⟪ {rest}⟫"
                    ),
                )
                .right("")
                .says(&[rest])
                .types(&format!("\"{b} {rest}\"")),
            );
        }
    }
    answered(&slips);
}

#[test]
fn colours_of_texts_are_listed_or_taken() {
    let mut slips = vec![];
    for tongue in TONGUES {
        let [a, b, _] = tongue.words;
        for color in ["red", "blue", "primary", "rouge"] {
            slips.push(
                Slip::body(33, tongue, &format!("- \"{a} [{b}]{{⟪color={color}⟫}}\""))
                    .right("color=night")
                    .says(&[color])
                    .types("`night`"),
            );
        }
        // A colour of one's own needs a name, and the line that gives it one is shown.
        noted(33, tongue, &format!("- \"[{a}]{{color=#1f5c52}}\""), "unknown-color");
    }
    answered(&slips);
}

#[test]
fn emoji_are_told_each_at_its_place() {
    let mut slips = vec![];
    for tongue in TONGUES.into_iter().take(2) {
        let [a, b, _] = tongue.words;
        for emoji in ["😀", "👍🏽", "👨‍👩‍👧", "🇸🇦", "🦋"] {
            let body = format!("- list: [\"{a} ⟪{emoji}⟫ {b}\"]");
            slips
                .push(Slip::body(28, tongue, &body).on_pages().says(&[emoji]).types("picture"));
        }
    }
    answered(&slips);
}

#[test]
fn scripts_without_a_font_are_told() {
    let mut slips = vec![];
    for tongue in TONGUES.into_iter().take(2) {
        for (text, name) in [
            ("नमस्ते", "Devanagari"),
            ("こんにちは", "Japanese"),
            ("สวัสดี", "Thai"),
            ("안녕", "Hangul"),
        ] {
            slips.push(
                Slip::body(29, tongue, &format!("- x ⟪{text}⟫"))
                    .on_pages()
                    .right("x")
                    .says(&[name])
                    .types("fonts"),
            );
        }
    }
    answered(&slips);
}
