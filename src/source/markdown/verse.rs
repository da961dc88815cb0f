//! Verses: lines of two halves with a caesura between them, as poems of Arabic script are typed. Their
//! lines stay lines.

/// Signs that poems are typed with between the halves of a verse, at least so many of one kind, with a
/// blank at both sides.
const SIGNS: [char; 7] = ['*', '.', '…', '-', '=', '~', '•'];
const LEAST: usize = 3;
/// Blanks that are a caesura by themselves.
const BLANKS: &str = "   ";
/// The shorter half has at least this share of the longer one's letters.
const BALANCE: f64 = 0.34;

/// No verse has more bytes: what is longer is prose.
const LONGEST: usize = 400;

/// Whether a paragraph is verses: two lines and more, each with a caesura about its middle.
pub(super) fn is_verse(paragraph: &str) -> bool {
    let lines = || paragraph.lines().map(str::trim).filter(|line| !line.is_empty());
    lines().nth(1).is_some() && lines().all(has_caesura)
}

fn has_caesura(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let halves = |at: usize, len: usize| are_halves(&line[..at], &line[at + len..]);
    let signs = line.split(' ').any(|part| {
        let bare = part.replace('\\', "");
        let one =
            bare.chars().next().filter(|c| SIGNS.contains(c) && bare.chars().all(|d| d == *c));
        let enough = one.is_some_and(|c| c == '…' || c == '•' || bare.chars().count() >= LEAST);
        enough && halves(part.as_ptr().addr() - line.as_ptr().addr(), part.len())
    });
    signs || line.match_indices(BLANKS).any(|(at, _)| halves(at, BLANKS.len()))
}

fn are_halves(before: &str, after: &str) -> bool {
    let letters = |half: &str| {
        f64::from(
            u32::try_from(half.chars().filter(|c| c.is_alphabetic()).count()).unwrap_or(0),
        )
    };
    let (a, b) = (letters(before), letters(after));
    a.min(b) > 0.0 && a.min(b) >= a.max(b) * BALANCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verses_are_told_from_prose() {
        for text in [
            "يا نهر كم مرت عليك قرون ... وجرت على شطيك منك عيون\nووقفت أسأل عن أحبتي *** رحلوا فجاوب دمعك",
            "قفا نبك من ذكرى حبيب ومنزل    بسقط اللوى بين الدخول فحومل\nفتوضح فالمقراة لم يعف رسمها    لما نسجتها من جنوب وشمأل",
            "بشنو از نی چون حکایت می‌کند … از جدایی‌ها شکایت می‌کند\nکز نیستان تا مرا ببریده‌اند … در نفیرم مرد و زن نالیده‌اند",
        ] {
            assert!(is_verse(text), "{text}");
        }
        for text in [
            "one line *** of two halves",
            "We waited ... and then\nnothing came of it at all",
            "قالت: متى تعود؟\nقلت: إذا أزهر الليمون.",
        ] {
            assert!(!is_verse(text), "{text}");
        }
    }
}
