//! Whether translations say terms as the glossary wants them.
//!
//! A term is found in any case, with the marks of Arabic script or without them, and with the
//! small words that are written onto it: و ف ب ل ك س ال and those of Hebrew. A `*` at the end of a
//! term or of a rendering stands for any ending.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diag::Diagnostic;
use crate::i18n::{Board, LangBoard, StatusRow};
use crate::model::lang::Lang;
use crate::source::Term;

/// Letters that words of Arabic and of Hebrew script begin with and that are words by themselves.
const PREFIXES: [&str; 2] = ["وفبلكسا", "והבכלמש"];
/// At most so many of them, as in وبالـ.
const MOST: usize = 4;

/// `wrong-term`: renderings that are missing where their term stands, and those that are to be
/// avoided, each with its language.
pub fn glossary(board: &Board, terms: &[Term]) -> Vec<(Lang, Diagnostic)> {
    let mut out = vec![];
    for lang in &board.langs {
        let rows = lang.rows.iter();
        out.extend(
            rows.flat_map(|row| row_faults(row, lang, terms)).map(|f| (lang.lang.clone(), f)),
        );
    }
    out
}

fn row_faults(row: &StatusRow, lang: &LangBoard, terms: &[Term]) -> Vec<Diagnostic> {
    let (Some(source), Some(own)) = (&row.source, &row.own) else { return vec![] };
    let (from, to) = (words(&source.text), words(&own.text));
    let mut out = vec![];
    for term in terms.iter().filter(|term| stands(&from, &term.term.text)) {
        let rendering = term.renderings.iter().find(|(other, _)| *other == lang.lang);
        let Some((_, rendering)) = rendering else { continue };
        let said = &term.term.text;
        let fault = |message: String, place| {
            Diagnostic::warning("wrong-term", own.span, message)
                .with_related(source.span, format!("`{said}` stands here"))
                .with_related(place, "the glossary says so here")
        };
        for avoid in rendering.avoid.iter().filter(|avoid| stands(&to, &avoid.text)) {
            let message = format!("`{said}` is not to be `{}` in `{}`", avoid.text, lang.lang);
            out.push(fault(message, avoid.span));
        }
        let Some(first) = rendering.wanted.first() else { continue };
        if !rendering.wanted.iter().any(|wanted| stands(&to, &wanted.text)) {
            let message = format!("`{said}` is to be `{}` in `{}`", first.text, lang.lang);
            out.push(fault(message, first.span));
        }
    }
    out
}

/// The words of a text in the form in which they are compared.
fn words(text: &str) -> Vec<String> {
    let folded: String =
        text.nfkd().filter(|&c| !is_combining_mark(c) && c != 'ـ').map(fold).collect();
    let folded = folded.to_lowercase();
    let parts = folded.split(|c: char| !(c.is_alphanumeric() || c == '*' || c == '\u{200c}'));
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters that are written for each other.
fn fold(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        c => c,
    }
}

/// Whether a term stands in a text, its words one behind the other.
fn stands(text: &[String], term: &str) -> bool {
    let term = words(term);
    !term.is_empty()
        && text.windows(term.len()).any(|part| {
            let begins = is_said(&part[0], &term[0]);
            begins && part.iter().zip(&term).skip(1).all(|(word, wanted)| is_said(word, wanted))
        })
}

/// Whether a word is the one that is wanted, with small words before it.
fn is_said(word: &str, wanted: &str) -> bool {
    let bare = wanted.trim_end_matches('*');
    let any = bare.len() < wanted.len();
    let mut rest = word;
    for _ in 0..=MOST {
        if rest == bare || any && rest.starts_with(bare) {
            return true;
        }
        // The article of the glossary is not always that of the text: للـ swallows it.
        let article = bare.strip_prefix("ال");
        if article.is_some_and(|bare| rest == bare || any && rest.starts_with(bare)) {
            return true;
        }
        let mut chars = rest.chars();
        let Some(first) = chars.next().filter(|&c| PREFIXES.iter().any(|p| p.contains(c)))
        else {
            return false;
        };
        rest = &rest[first.len_utf8()..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_with_every_small_word_before_it_and_in_no_other_word() {
        for prefix in
            ["", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "وبال", "كال", "لل", "ولل"]
        {
            for (term, word) in [("وقاية", "وِقايَة"), ("أطفال", "أطفال"), ("التوعية", "توعية")]
            {
                let text = format!("تعمل {prefix}{word} هنا");
                assert!(stands(&words(&text), term), "{text} {term}");
            }
        }
        for (text, term, found) in [
            ("The Prevention programmes", "prevention", true),
            ("preventions", "prevention", false),
            ("preventions", "prevention*", true),
            ("Пропавших детей", "пропавш* дет*", true),
            ("וילדים", "ילדים", true),
            ("missing children", "missing child", false),
            ("Café", "cafe", true),
        ] {
            assert_eq!(stands(&words(text), term), found, "{text} {term}");
        }
    }
}
