//! The board as a table for a terminal, as JSON, and as a page that can be sent.

use std::fmt::Write;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::board::{Board, LangBoard, StatusRow, TranslationState};
use super::diff::diff;
use crate::model::Status;
use crate::model::lang::Lang;

/// A row a language: how many pieces are in which state.
pub fn table(board: &Board) -> String {
    let head = ["language".to_owned(), "status".to_owned()];
    let states = TranslationState::ALL.map(|state| state.name().to_owned());
    let mut rows: Vec<Vec<String>> = vec![head.into_iter().chain(states).collect()];
    for lang in &board.langs {
        let counts = TranslationState::ALL.map(|state| lang.count(state).to_string());
        let own = [lang.lang.to_string(), status(lang).to_owned()];
        rows.push(own.into_iter().chain(counts).collect());
    }
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(n, (cell, &width))| match n {
            0 | 1 => format!("{cell:width$}"),
            _ => format!("{cell:>width$}"),
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Everything the board says, for tools.
pub fn json(board: &Board) -> String {
    let row = |row: &StatusRow| {
        json!({
            "id": row.id,
            "state": row.state.name(),
            "place": row.own.as_ref().or(row.source.as_ref()).map(|unit| &unit.place),
            "source": row.source.as_ref().map(|unit| &unit.text),
            "made-from": row.then,
            "translation": row.own.as_ref().map(|unit| &unit.text),
        })
    };
    let lang = |lang: &LangBoard| {
        let counts = TranslationState::ALL
            .map(|state| (state.name().to_owned(), lang.count(state).into()));
        json!({
            "language": lang.lang.as_str(),
            "status": status(lang),
            "counts": Value::Object(counts.into_iter().collect()),
            "blocks": lang.rows.iter().map(row).collect::<Vec<_>>(),
        })
    };
    let langs: Vec<Value> = board.langs.iter().map(lang).collect();
    format!("{:#}\n", json!({ "source": board.source.as_str(), "languages": langs }))
}

const fn status(board: &LangBoard) -> &'static str {
    match board.status {
        Some(Status::Final) => "final",
        Some(Status::Draft) => "draft",
        None => "unread",
    }
}

const STYLE: &str = "\
body{font:1rem/1.6 'Noto Naskh Arabic','Noto Sans',system-ui,sans-serif;color:#1b2a2f;background:#fff;\
max-width:64rem;margin:2rem auto;padding:0 1.5rem}\
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.25rem;margin:2.5rem 0 .75rem;border-block-end:2px solid #1f5c52}\
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.45rem .7rem;\
border-block-end:1px solid #d9e0de}td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}\
article{display:grid;grid-template-columns:1fr 1fr;gap:.25rem 1.5rem;padding:.9rem 0;border-block-end:1px solid #d9e0de}\
article header{grid-column:1/-1;font-size:.85rem;color:#50605d}b.s{color:#fff;border-radius:.25rem;padding:.05rem .45rem;\
margin-inline-end:.5rem;font-weight:600}.stale b.s{background:#8a5a00}.missing b.s{background:#a3262e}\
.extra b.s{background:#43566b}.draft b.s{background:#5d6b74}del{background:#fbe3e1;color:#8c1d18}\
ins{background:#dff1e3;color:#14532d;text-decoration:none}del+ins{margin-inline-start:.25em}p{margin:0;white-space:pre-line}\
.bar{display:flex;block-size:.6rem;border-radius:.3rem;overflow:hidden;background:#e8eceb;min-inline-size:8rem}\
.bar i{display:block}.fresh{background:#2f7d5b}i.stale{background:#c98200}i.missing{background:#a3262e}\
i.draft{background:#8b9aa3}i.extra{background:#43566b}\
@media (max-width:40rem){article{grid-template-columns:1fr}}";

/// A page for those who keep the languages together: counts, then each piece that someone has to
/// look at, with what has changed.
pub fn page(board: &Board, title: &str) -> String {
    let mut out = String::new();
    let title = escaped(title);
    // Writing to a string never fails.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>Translations of {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>Translations of <bdi>{title}</bdi></h1>\n<p>Source: {} ({} pieces of text)</p>\n",
        escaped(&board.source.english_name()),
        board.pieces.len()
    );
    out.push_str("<table>\n<thead><tr><th scope=\"col\">Language</th><th scope=\"col\">Status</th><th scope=\"col\">Progress</th>");
    for state in TranslationState::ALL {
        let _ = write!(out, "<th class=\"n\" scope=\"col\">{}</th>", state.name());
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    board.langs.iter().for_each(|lang| summary(&mut out, lang));
    out.push_str("</tbody>\n</table>\n");
    for lang in &board.langs {
        let _ = writeln!(
            out,
            "<h2 id=\"{0}\">{1}</h2>",
            lang.lang,
            escaped(&lang.lang.english_name())
        );
        let open: Vec<&StatusRow> =
            lang.rows.iter().filter(|row| row.state != TranslationState::Fresh).collect();
        if open.is_empty() {
            out.push_str("<p>Everything is fresh.</p>\n");
        }
        open.into_iter().for_each(|row| article(&mut out, board, lang, row));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn summary(out: &mut String, lang: &LangBoard) {
    let _ = write!(
        out,
        "<tr><th scope=\"row\"><a href=\"#{0}\">{1}</a></th><td>{2}</td><td><span class=\"bar\">",
        lang.lang,
        escaped(&lang.lang.english_name()),
        status(lang)
    );
    let all = lang.rows.len().max(1) as f64;
    for state in TranslationState::ALL {
        let share = lang.count(state) as f64 / all * 100.0;
        let _ =
            write!(out, "<i class=\"{}\" style=\"inline-size:{share:.2}%\"></i>", state.name());
    }
    out.push_str("</span></td>");
    for state in TranslationState::ALL {
        let _ = write!(out, "<td class=\"n\">{}</td>", lang.count(state));
    }
    out.push_str("</tr>\n");
}

fn article(out: &mut String, board: &Board, lang: &LangBoard, row: &StatusRow) {
    let state = row.state.name();
    let id = escaped(&row.id);
    let _ = write!(
        out,
        "<article class=\"{state}\">\n<header><b class=\"s\">{state}</b><code>{id}</code></header>\n"
    );
    let source = row.source.as_ref().map_or(String::new(), |unit| match &row.then {
        Some(then) if row.state == TranslationState::Stale => diff(then, &unit.text)
            .iter()
            .map(|(sign, text)| match sign {
                '-' => format!("<del>{}</del>", escaped(text)),
                '+' => format!("<ins>{}</ins>", escaped(text)),
                _ => escaped(text),
            })
            .collect(),
        _ => escaped(&unit.text),
    });
    out.push_str(&paragraph(&board.source, &source));
    out.push_str(&paragraph(
        &lang.lang,
        &row.own.as_ref().map_or(String::new(), |own| escaped(&own.text)),
    ));
    out.push_str("</article>\n");
}

fn paragraph(lang: &Lang, html: &str) -> String {
    format!("<p lang=\"{lang}\" dir=\"auto\">{html}</p>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
