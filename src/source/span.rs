//! Spans: `[نص]{color=night weight=700 .underline}`, a stretch that looks otherwise.
//!
//! In: what stands between the braces (Pandoc's bracketed span: `.word` and `key=value`, values
//! perhaps in quotation marks), its place, and the content. Out: [`Inline::Styled`], in an
//! [`Inline::Isolate`] where `lang` or `dir` is said. What a script does not have (slant in
//! Arabic and Hebrew) or what nobody gets here (capitals, tracking) is told with what to use
//! in its place.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::decode::{listed, nearest};
use super::languages::unknown_language;
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::Dir;
use crate::model::lang::{Digits, Lang};
use crate::model::style::{ColorName, Colors, Kashida};
use crate::model::{Inline, IsolateKind, SpanStyle, plain};

const KEYS: [&str; 7] = ["color", "weight", "opacity", "kashida", "digits", "lang", "dir"];
const CLASSES: [&str; 4] = ["underline", "overline", "strike", "italic"];
const KASHIDA: [(&str, Kashida); 3] =
    [("none", Kashida::None), ("sparing", Kashida::Sparing), ("full", Kashida::Full)];
const DIRS: [(&str, Dir); 2] = [("ltr", Dir::Ltr), ("rtl", Dir::Rtl)];
/// What word processors offer and this program does not, as classes and as keys.
const REFUSED: [&str; 9] = [
    "caps",
    "allcaps",
    "uppercase",
    "smallcaps",
    "small-caps",
    "tracking",
    "letter-spacing",
    "spacing",
    "slant",
];
/// What to use instead of slant and capitals (docs/spec/arabic.md, 5.2).
const INSTEAD: &str = "use `weight=700`, a `color` or `.overline`";

/// What the braces of a span say.
#[derive(Debug, Default)]
struct Asked {
    style: SpanStyle,
    lang: Option<Lang>,
    dir: Option<Dir>,
}

/// Makes the inline content of a span. `place` finds bytes of `attributes` in the file; `span`
/// is the whole.
pub(super) fn styled(
    attributes: &str,
    content: Vec<Inline>,
    span: Span,
    place: &dyn Fn(Range<usize>) -> Span,
    colors: &Colors,
    sink: &mut Sink,
) -> Vec<Inline> {
    let words = words(attributes);
    let fault = if words.is_empty() {
        Some((
            "empty-span",
            "the braces say nothing",
            "write `{color=night}`, or `\\{` for the sign",
        ))
    } else if content.is_empty() {
        Some(("empty-span", "the brackets hold no text", "write `[text]{color=night}`"))
    } else {
        None
    };
    if let Some((id, message, hint)) = fault {
        sink.push(Diagnostic::error(id, span, message).with_hint(hint));
        return content;
    }
    let text = plain(&content);
    let mut reader = SpanReader { asked: Asked::default(), text: &text, colors, sink };
    let mut said = BTreeSet::new();
    for range in words {
        let word = &attributes[range.clone()];
        let name = word.split_once('=').map_or(word, |(key, _)| key);
        if said.insert(name) {
            reader.word(word, place(range));
        } else {
            let fault =
                Diagnostic::error("bad-span", place(range), format!("`{name}` is said twice"));
            reader.sink.push(fault.with_hint("remove one of them"));
        }
    }
    reader.asked.wrap(content, span)
}

/// The words between braces: parted by white space outside of quotation marks.
fn words(attributes: &str) -> Vec<Range<usize>> {
    let (mut out, mut start, mut quoted) = (vec![], None, false);
    for (i, c) in attributes.char_indices() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            out.extend(start.take().map(|from| from..i));
        } else if start.is_none() {
            start = Some(i);
        }
    }
    out.extend(start.map(|from| from..attributes.len()));
    out
}

impl Asked {
    fn wrap(self, mut content: Vec<Inline>, span: Span) -> Vec<Inline> {
        if self.style != SpanStyle::default() {
            content = vec![Inline::Styled { style: Box::new(self.style), content, span }];
        }
        let dir = self.dir.or_else(|| self.lang.as_ref().map(Lang::dir));
        match dir {
            Some(dir) => vec![Inline::Isolate {
                lang: self.lang,
                dir,
                kind: IsolateKind::Phrase,
                content,
            }],
            None => content,
        }
    }
}

struct SpanReader<'a> {
    asked: Asked,
    /// The characters that the span holds.
    text: &'a str,
    colors: &'a Colors,
    sink: &'a mut Sink,
}

impl SpanReader<'_> {
    fn word(&mut self, word: &str, span: Span) {
        if let Some(class) = word.strip_prefix('.') {
            self.class(class, span);
        } else if let Some((key, value)) = word.split_once('=') {
            self.key(key, value.trim_matches('"'), span);
        } else {
            let message = format!("`{word}` is neither a `.word` nor a `key=value`");
            let known: Vec<String> = CLASSES.iter().map(|class| format!(".{class}")).collect();
            let near = nearest(word, known.iter().map(String::as_str).chain(KEYS));
            let fault = Diagnostic::error("bad-span", span, message);
            self.sink.push(match near {
                Some(near) if KEYS.contains(&near) => {
                    fault.with_hint(format!("did you mean `{near}=…`?"))
                }
                Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
                None => fault.with_hint("write for example `{color=night .underline}`"),
            });
        }
    }

    fn class(&mut self, class: &str, span: Span) {
        match class {
            "underline" => self.asked.style.underline = true,
            "overline" => self.asked.style.overline = true,
            "strike" => self.asked.style.strike = true,
            "italic" if !self.refuses("slant", span) => self.asked.style.italic = true,
            "italic" => {}
            _ if REFUSED.contains(&class) => self.unsupported(class, span),
            _ => self.unknown(&format!("unknown class `.{class}`"), class, &CLASSES, span),
        }
    }

    fn key(&mut self, key: &str, value: &str, span: Span) {
        match key {
            "color" => self.asked.style.color = self.color(value, span),
            "weight" => {
                let weight = self.number(value, span, 1.0..=1000.0, "`weight=700`");
                self.asked.style.weight = weight;
            }
            "opacity" => {
                let (text, unit) = match value.strip_suffix('%') {
                    Some(percent) => (percent, 100.0),
                    None => (value, 1.0),
                };
                let share = self.number(text, span, 0.0..=unit, "`opacity=60%`");
                self.asked.style.opacity = share.map(|share| share / unit);
            }
            "kashida" => self.asked.style.kashida = self.choice(key, value, &KASHIDA, span),
            "digits" => self.asked.style.digits = self.digits(value, span),
            "lang" => {
                self.asked.lang = Lang::parse(value);
                if self.asked.lang.is_none() {
                    self.sink.push(unknown_language(value, span));
                }
            }
            "dir" => self.asked.dir = self.choice(key, value, &DIRS, span),
            _ if REFUSED.contains(&key) => self.unsupported(key, span),
            _ => self.unknown(&format!("unknown key `{key}`"), key, &KEYS, span),
        }
    }

    fn color(&mut self, value: &str, span: Span) -> Option<ColorName> {
        if self.colors.named.contains_key(value) {
            return Some(ColorName(value.to_owned()));
        }
        let known: Vec<&str> = self.colors.named.keys().map(String::as_str).collect();
        let message = format!("the theme has no colour `{value}`");
        let mut fault = Diagnostic::error("unknown-color", span, message);
        if let Some(near) = nearest(value, known.iter().copied()) {
            fault = fault.with_hint(format!("did you mean `{near}`?"));
        }
        fault = fault.with_hint(format!("the theme's colours are {}", listed(&known)));
        let (name, rgb) = own_color(value);
        self.sink.push(fault.with_hint(format!(
            "a colour of your own gets a name in `theme.yaml`: `colors: {{ {name}: {{ rgb: \"{rgb}\" }} }}`"
        )));
        None
    }

    fn number(
        &mut self,
        value: &str,
        span: Span,
        range: std::ops::RangeInclusive<f64>,
        example: &str,
    ) -> Option<f64> {
        let number = value.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let (least, most) = (range.start(), range.end());
            let message = format!("`{value}` is no number from {least} to {most}");
            let fault = Diagnostic::error("bad-number", span, message);
            self.sink.push(fault.with_hint(format!("write for example {example}")));
        }
        number
    }

    fn digits(&mut self, value: &str, span: Span) -> Option<Digits> {
        let known = Digits::ALL.map(|(name, digits, _)| (name, digits));
        self.choice("digits", value, &known, span)
    }

    fn choice<T: Copy>(
        &mut self,
        key: &str,
        value: &str,
        known: &[(&str, T)],
        span: Span,
    ) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == value);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let message = format!("`{key}` cannot be `{value}`");
            self.tell("unknown-word", &message, value, &names, span);
        }
        found.map(|(_, meant)| *meant)
    }

    fn unknown(&mut self, message: &str, word: &str, known: &[&str], span: Span) {
        self.tell("unknown-key", message, word, known, span);
    }

    fn tell(
        &mut self,
        id: &'static str,
        message: &str,
        word: &str,
        known: &[&str],
        span: Span,
    ) {
        let fault = Diagnostic::error(id, span, message);
        self.sink.push(match nearest(word, known.iter().copied()) {
            Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
            None => fault.with_hint(format!("known are {}", listed(known))),
        });
    }

    /// Tells that the script of the text has no such thing, if it has none.
    fn refuses(&mut self, what: &str, span: Span) -> bool {
        let Some(script) = self.text.chars().find_map(unslanted) else { return false };
        let message = format!("{script} script has no {what}");
        self.sink.push(Diagnostic::warning("latin-style", span, message).with_hint(INSTEAD));
        true
    }

    fn unsupported(&mut self, what: &str, span: Span) {
        if !self.refuses(&format!("`{what}`"), span) {
            let message = format!("`{what}` is not supported");
            let fault = Diagnostic::error("unsupported-style", span, message);
            self.sink.push(fault.with_hint("use `weight`, a `color` or `.italic`"));
        }
    }
}

/// Colours that all browsers know (HTML 4.01, 6.5), as examples.
const BASIC: [(&str, &str); 16] = [
    ("black", "#000000"),
    ("silver", "#C0C0C0"),
    ("gray", "#808080"),
    ("white", "#FFFFFF"),
    ("maroon", "#800000"),
    ("red", "#FF0000"),
    ("purple", "#800080"),
    ("fuchsia", "#FF00FF"),
    ("green", "#008000"),
    ("lime", "#00FF00"),
    ("olive", "#808000"),
    ("yellow", "#FFFF00"),
    ("navy", "#000080"),
    ("blue", "#0000FF"),
    ("teal", "#008080"),
    ("aqua", "#00FFFF"),
];

/// A name and a value with which a theme would have the colour that was asked for.
fn own_color(value: &str) -> (&str, &str) {
    let rgb = |hex: &&str| hex.len() == 7 && hex[1..].bytes().all(|b| b.is_ascii_hexdigit());
    if let Some(hex) = Some(value).filter(|value| value.starts_with('#')).filter(rgb) {
        return ("mine", hex);
    }
    let basic = BASIC.iter().find(|(name, _)| name.eq_ignore_ascii_case(value));
    let name =
        |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    basic.copied().unwrap_or((Some(value).filter(name).unwrap_or("mine"), "#1F5C52"))
}

/// The name of a letter's script, where that has neither slant nor capitals
/// (docs/spec/arabic.md, 5.1).
fn unslanted(c: char) -> Option<&'static str> {
    match c.script() {
        Script::Arabic => Some("Arabic"),
        Script::Hebrew => Some("Hebrew"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_outside_of_quotation_marks() {
        let text = " .a  key=\"b c\" d ";
        let found: Vec<_> = words(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, [".a", "key=\"b c\"", "d"]);
    }
}
