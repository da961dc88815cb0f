//! Characters that no face has: each is told once a paragraph; those of a script that no face of
//! the stack is made for are told together, with the name of a family that would help.

use icu_properties::CodePointSetData;
use icu_properties::props::{ExtendedPictographic, RegionalIndicator};
use icu_segmenter::GraphemeClusterSegmenter;
use unicode_script::Script;

use super::StyledRun;
use super::analyze::strong_script;
use super::paragraph::Paragraph;
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Lang;

/// Reports what is missing in a paragraph.
pub(super) fn report(paragraph: &Paragraph<'_, '_>, sink: &mut Sink) {
    let mut told: Vec<&str> = vec![];
    let mut scripts: Vec<&str> = vec![];
    let mut seen = 0;
    for (unit, word) in paragraph.units.iter().zip(&paragraph.words) {
        for &offset in &word.missing {
            let at = unit.start + offset as usize;
            let rest = paragraph.text.text.get(at..).filter(|_| at >= seen);
            let Some(sign) = rest.map(sign) else { continue };
            let Some(c) = sign.chars().next() else { continue };
            seen = at + sign.len();
            let run = paragraph.run(unit);
            let of = strong_script(c).unwrap_or(unit.around);
            let known = run.style.stack.entries.iter().any(|e| e.scripts.contains(&of));
            if known || !has_family(of) {
                if !told.contains(&sign) {
                    told.push(sign);
                    sink.push(missing_glyph(c, sign, place(run, at, sign)));
                }
                continue;
            }
            let name = script_name(of, &run.style.lang);
            if !scripts.contains(&name) {
                scripts.push(name);
                let span = place(run, at, sign);
                sink.push(missing_script(of, name, &run.style.lang, span));
            }
        }
    }
}

/// What is seen as one sign at the beginning of a text: a picture may be several characters.
fn sign(text: &str) -> &str {
    let mut ends = GraphemeClusterSegmenter::new().segment_str(text);
    let end = ends.find(|&end| end > 0).unwrap_or(text.len());
    &text[..end]
}

/// Where a sign stands in the source: in its run, where that is written as it is read.
fn place(run: &StyledRun, at: usize, sign: &str) -> Span {
    let alike = run.span.range().len() == run.range.len();
    let (Some(file), Some(before)) = (run.span.file, at.checked_sub(run.range.start)) else {
        return run.span;
    };
    let start = run.span.range().start + before;
    if alike { Span::new(file, start..start + sign.len()) } else { run.span }
}

fn missing_glyph(c: char, sign: &str, span: Span) -> Diagnostic {
    let shown = if c.is_control() { String::new() } else { format!("`{sign}` ") };
    let message = format!("no font has the character {shown}(U+{:04X})", u32::from(c));
    let fault = Diagnostic::error("missing-glyph", span, message);
    let picture = CodePointSetData::new::<ExtendedPictographic>().contains(c)
        || CodePointSetData::new::<RegionalIndicator>().contains(c);
    if picture {
        return fault.with_hint(
            "remove it, or put a font with such pictures into `source/fonts/`, such as `Noto Emoji`",
        );
    }
    fault.with_hint("write it otherwise, or put a font that has it into `source/fonts/`")
}

fn missing_script(script: Script, name: &str, lang: &Lang, span: Span) -> Diagnostic {
    let families = families(script, lang);
    let message = format!("no font has the letters of the script {name}");
    Diagnostic::error("missing-script", span, message).with_hint(format!(
        "put a font that has them into `source/fonts/`, such as {families}: it is used by itself"
    ))
}

/// Whether families are known for a script that the program has no face of.
fn has_family(script: Script) -> bool {
    !matches!(
        script,
        Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Arabic
            | Script::Hebrew
            | Script::Common
            | Script::Inherited
            | Script::Unknown
    )
}

/// A script's name; those of one language are one.
fn script_name(script: Script, lang: &Lang) -> &'static str {
    match script {
        Script::Hiragana | Script::Katakana => "Japanese",
        Script::Han if lang.primary() == "ja" => "Japanese",
        other => other.full_name(),
    }
}

/// Free families that have a script, by language where it matters.
fn families(script: Script, lang: &Lang) -> String {
    let region = match (script, lang.primary()) {
        (Script::Hiragana | Script::Katakana, _) | (Script::Han, "ja") => Some("JP"),
        (Script::Hangul, _) | (Script::Han, "ko") => Some("KR"),
        (Script::Han, _) => {
            let traditional = lang.script_subtag() == Some("Hant")
                || matches!(lang.region(), Some("TW" | "HK" | "MO"));
            Some(if traditional { "TC" } else { "SC" })
        }
        (Script::Bopomofo, _) => Some("TC"),
        _ => None,
    };
    let name = region.unwrap_or(script.full_name()).replace('_', " ");
    format!("`Noto Serif {name}` or `Noto Sans {name}`")
}
