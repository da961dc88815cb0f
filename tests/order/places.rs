//! The surroundings in which a token is tried, and what is seen of a whole line there.

use super::dice::Dice;
use super::language::{Digits, LANGUAGES, Language};
use super::plain;
use super::table::{KINDS, Kind, Token, token};

/// What holds a sample in the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Paragraph,
    Heading,
    Cell,
    Term,
}

pub(super) const HOLDERS: [Holder; 4] =
    [Holder::Paragraph, Holder::Heading, Holder::Cell, Holder::Term];

/// A text to be set and what must be seen of it.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// What is tried, for whoever reads of a fault.
    pub(super) what: String,
    /// The language of the project.
    pub(super) lang: &'static str,
    pub(super) holder: Holder,
    pub(super) typed: String,
    /// What each token is from left to right, without spaces.
    pub(super) tokens: Vec<String>,
    /// What the whole line is, where that is more than its tokens.
    pub(super) line: Option<String>,
}

/// A surrounding: `w` and `v` are words, `t` and `u` tokens, `a` what is attached to a word, `,`
/// and `?` the signs of the language. The second form is the first without markup.
struct Place(&'static str, &'static str, fn(&Token, &Language) -> bool);

const ANY: fn(&Token, &Language) -> bool = |_, _| true;
/// Foreign words beside each other are one phrase, so only numbers part there.
const NUMBER: fn(&Token, &Language) -> bool = |token, _| !token.has_letters();
/// A full stop after it may be its own.
const UNDOTTED: fn(&Token, &Language) -> bool = |token, _| !token.typed.ends_with('.');
/// Groups with spaces between would go on in the next token.
const APART: fn(&Token, &Language) -> bool =
    |token, _| !token.has_letters() && token.kind != Kind::Phone && token.kind != Kind::Moment;
/// A link holds no link.
const LINKABLE: fn(&Token, &Language) -> bool = |token, _| token.kind != Kind::Address;
/// After a Hebrew prefix and its hyphen, no second sign.
const ATTACHED: fn(&Token, &Language) -> bool =
    |token, language| !language.is_hebrew() || !token.typed.starts_with(['-', '−', '±', '+']);
/// The shapes that markup of CommonMark takes beside a letter.
const PLAIN_EDGES: fn(&Token, &Language) -> bool = |token, language| {
    let mut ends =
        [token.typed.chars().next(), token.typed.chars().last()].into_iter().flatten();
    !language.is_hebrew() && ends.all(char::is_alphanumeric)
};

const PARAGRAPHS: &[Place] = &[
    Place("{w} {t} {v}", "", ANY),
    Place("{t}", "", ANY),
    Place("{w} ({t}) {v}", "", ANY),
    Place("{w} [{t}] {v}", "", ANY),
    Place("{w} «{t}» {v}", "", ANY),
    Place("{w} ({t} {v})", "", ANY),
    Place("({w} {t}) {v}", "", UNDOTTED),
    Place("{w} {a}{t} {v}", "", ATTACHED),
    Place("{w} {a}{t}", "", |t, l| ATTACHED(t, l) && UNDOTTED(t, l)),
    Place("{w} {a}({t}) {v}", "", ANY),
    Place("{w} {a}«{t}»", "", ANY),
    Place("{w}{,} {t}{,} {v}", "", UNDOTTED),
    Place("{w} {t}. {v}", "", UNDOTTED),
    Place("{w}. {t} {v}", "", ANY),
    Place("{w} {t}{?}", "", UNDOTTED),
    Place("{w} {v} {t}.", "", UNDOTTED),
    Place("{w}: {t}", "", UNDOTTED),
    Place("{w} {v} {t}", "", UNDOTTED),
    Place("{t} {w} {v}", "", ANY),
    Place("{w} **{t}** {v}", "{w} {t} {v}", ANY),
    Place("{w} {a}**{t}** {v}", "{w} {a}{t} {v}", PLAIN_EDGES),
    Place("{w} [{t}](https://example.org/) {v}", "{w} {t} {v}", LINKABLE),
    Place("{w} ([{t}](https://example.org/)) {v}", "{w} ({t}) {v}", LINKABLE),
    Place("{w} [{t}]{color=night} {v}", "{w} {t} {v}", ANY),
    Place("{w} {a}[{t}]{.underline} {v}", "{w} {a}{t} {v}", ATTACHED),
    Place("{w} {t} {u} {v}", "", APART),
    Place("{w} {t}{,} {u} {v}", "", NUMBER),
    Place("{w} ({t}) ({u}) {v}", "", APART),
];

/// Surroundings that change the order of the line, so that only tokens are judged.
const LOOSE: &[Place] = &[
    Place("{w} \"{t}\" {v}", "", ANY),
    Place("{w} {t} % {v}", "", ANY),
    Place("{w} % {t} {v}", "", ANY),
    Place("{w} Windows {t} {v}", "", ANY),
    Place("{w} {t} Windows {v}", "", ANY),
    Place("{w} {t} {u} {v}", "", |t, l| {
        !APART(t, l) && UNDOTTED(t, l) && t.kind != Kind::Phone
    }),
];

const SHORT: &[Place] = &[
    Place("{w} {t} {v}", "", ANY),
    Place("{t}", "", ANY),
    Place("{t} {w}", "", ANY),
    Place("{w} {a}{t}", "", |t, l| ATTACHED(t, l) && UNDOTTED(t, l)),
    Place("{w} ({t})", "", ANY),
];

/// Arabic and its kin inside English; the tokens there have no letters of the paragraph's own.
const INSIDE: &[Place] = &[
    Place("The word {w} {t} {v} is here.", "", NUMBER),
    Place("It is ({w} {a}{t} {v}) there", "", |t, l| NUMBER(t, l) && ATTACHED(t, l)),
    Place("He said {w} ({t}) {v}{,} {w} is", "", NUMBER),
];

/// Letters that run from right to left and join nothing else: they stand for tokens in the order
/// of a line, since a token takes part in it as a word of the paragraph.
const STAND_INS: [char; 2] = ['\u{7ca}', '\u{7cb}'];

/// Every token of the table in every surrounding, in all languages.
pub(super) fn samples() -> Vec<Sample> {
    let mut out = vec![];
    for (l, language) in LANGUAGES.iter().enumerate() {
        for (d, digits) in language.digits.iter().enumerate() {
            for (k, kind) in KINDS.into_iter().enumerate() {
                let seed = ((l * 8 + d) * 32 + k) as u64;
                let mut maker =
                    Maker { language, digits: *digits, kind, dice: Dice::new(seed) };
                maker.all(&mut out);
            }
        }
    }
    out
}

struct Maker {
    language: &'static Language,
    digits: Digits,
    kind: Kind,
    dice: Dice,
}

impl Maker {
    fn all(&mut self, out: &mut Vec<Sample>) {
        let tag = self.language.tag;
        for holder in HOLDERS {
            let places = if holder == Holder::Paragraph { PARAGRAPHS } else { SHORT };
            out.extend(places.iter().filter_map(|place| self.sample(place, tag, holder, true)));
        }
        let paragraph = Holder::Paragraph;
        out.extend(LOOSE.iter().filter_map(|place| self.sample(place, tag, paragraph, false)));
        out.extend(INSIDE.iter().filter_map(|place| self.sample(place, "en", paragraph, true)));
    }

    fn token(&mut self) -> Option<Token> {
        token(self.kind, self.language, self.digits, &mut self.dice)
    }

    fn sample(
        &mut self,
        place: &Place,
        lang: &'static str,
        holder: Holder,
        whole: bool,
    ) -> Option<Sample> {
        let language = self.language;
        let pair = std::iter::repeat_with(|| Some([self.token()?, self.token()?])).take(8);
        let fits = |pair: &[Token; 2]| pair.iter().all(|token| place.2(token, language));
        let tokens = pair.map_while(|pair| pair).find(fits)?;
        let attached = self.dice.pick(language.attached);
        let fill = |form: &str, tokens: [&str; 2]| {
            let [w, v] = language.words;
            form.replace("{w}", w)
                .replace("{v}", v)
                .replace("{a}", attached)
                .replace("{,}", &language.comma.to_string())
                .replace("{?}", &language.question.to_string())
                .replace("{t}", tokens[0])
                .replace("{u}", tokens[1])
        };
        let [typed_form, plain_form] =
            [place.0, if place.1.is_empty() { place.0 } else { place.1 }];
        let stand_ins = STAND_INS.map(String::from);
        let line = plain::seen(&fill(plain_form, [&stand_ins[0], &stand_ins[1]]), lang != "en");
        let ink = tokens.each_ref().map(Token::ink);
        let line = line.replace(STAND_INS[0], &ink[0]).replace(STAND_INS[1], &ink[1]);
        let used = if place.0.contains("{u}") { 2 } else { 1 };
        Some(Sample {
            what: format!("{:?} in `{}`", self.kind, place.0),
            lang,
            holder,
            typed: fill(typed_form, [&tokens[0].typed, &tokens[1].typed]),
            tokens: ink[..used].to_vec(),
            line: whole.then_some(line),
        })
    }
}
