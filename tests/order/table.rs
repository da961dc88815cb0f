//! The table of tokens in right-to-left paragraphs: what is typed, and what is seen from left to
//! right. It is the specification itself; nothing here comes from the program.

use super::dice::Dice;
use super::language::{Digits, Language};
use super::plain;

/// A kind of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Decimal,
    Percent,
    Sign,
    Fraction,
    Currency,
    Phone,
    Date,
    Time,
    Moment,
    Range,
    Serial,
    Ratio,
    Unit,
    Address,
    Name,
}

pub(super) const KINDS: [Kind; 15] = [
    Kind::Decimal,
    Kind::Percent,
    Kind::Sign,
    Kind::Fraction,
    Kind::Currency,
    Kind::Phone,
    Kind::Date,
    Kind::Time,
    Kind::Moment,
    Kind::Range,
    Kind::Serial,
    Kind::Ratio,
    Kind::Unit,
    Kind::Address,
    Kind::Name,
];

/// A token, as it is typed and as it is seen from left to right.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) typed: String,
    pub(super) seen: String,
}

impl Token {
    fn as_typed(kind: Kind, typed: String) -> Self {
        Self { kind, seen: typed.clone(), typed }
    }

    /// Whether it has letters, so that it and a foreign word beside it are one phrase.
    pub(super) fn has_letters(&self) -> bool {
        self.typed.contains(char::is_alphabetic)
    }

    /// What is seen of it, without spaces and what has no ink.
    pub(super) fn ink(&self) -> String {
        self.seen.chars().filter(|&c| plain::is_shown(c)).collect()
    }
}

const CURRENCIES: [&str; 6] = ["$", "€", "£", "¥", "₹", "₪"];
const UNITS: [&str; 14] =
    ["GB", "MB", "km", "cm", "mm", "m", "kg", "g", "mg", "GHz", "kHz", "kW", "V", "°C"];
const NAMES: [&str; 6] = ["Windows", "Linux", "Centre", "Firefox", "Reader", "Union"];
/// Words that end in a sign or hold one.
const SIGNED: [&str; 11] = [
    "C++",
    "C#",
    "R&D",
    "ICMEC®",
    "Unicode™",
    "TNF-α",
    "U.S.A.",
    "e.g.",
    "Ph.D.",
    "HTTP/3",
    "inter\u{ad}national",
];
/// What stands between two words of a phrase.
const JOINTS: [&str; 15] = [
    " ", "® ", "™ ", " → ", " › ", " × ", " ≥ ", " · ", " – ", " & ", ": ", "\u{202f}", " + ",
    " / ", " « » ",
];

/// A token of a kind, if the table has it for the language and the digits.
pub(super) fn token(
    kind: Kind,
    language: &Language,
    digits: Digits,
    dice: &mut Dice,
) -> Option<Token> {
    let is_latin = digits == Digits::Latin;
    let typed = |text: String| Some(Token::as_typed(kind, digits.write_digits(&text)));
    let latin = |text: String| is_latin.then(|| Token::as_typed(kind, text));
    match kind {
        Kind::Decimal => Some(number(kind, &decimal(dice), language, digits)),
        Kind::Percent => {
            let sign = dice.pick(&["%", "%", "‰", "°"]);
            let text = format!("{}{}{sign}", dice.some(1, 2), fraction_part(dice));
            Some(number(kind, &text, language, digits))
        }
        Kind::Sign => sign(language, digits, dice),
        Kind::Fraction => match dice.below(3) {
            0 if is_latin => {
                latin(format!("{}{}", dice.digits(1), dice.pick(&["½", "¼", "¾"])))
            }
            1 => typed(format!("{}/{}", dice.digits(2), dice.digits(1))),
            _ => typed(format!("{}/{}", dice.digits(1), dice.digits(1))),
        },
        Kind::Currency => {
            let (sign, amount) = (dice.pick(&CURRENCIES), decimal(dice));
            latin(if dice.below(3) > 0 {
                format!("{sign}{amount}")
            } else {
                format!("{amount}{sign}")
            })
        }
        Kind::Phone => typed(phone(language, dice)),
        Kind::Date => typed(date(dice)),
        Kind::Time => typed(time(dice)),
        Kind::Moment => {
            let (date, time) = (date(dice), time(dice));
            let (date, time) = (digits.write_digits(&date), digits.write_digits(&time));
            Some(Token {
                kind,
                typed: format!("{date} {time}"),
                seen: format!("{time} {date}"),
            })
        }
        Kind::Range => range(language, digits, dice),
        Kind::Serial => typed(serial(dice)),
        Kind::Ratio => latin(match dice.below(7) {
            3 => format!("{}×{}.{}", dice.some(1, 2), dice.some(1, 2), dice.digits(1)),
            4 => format!("{} × {}", dice.some(1, 3), dice.some(1, 3)),
            5 => format!("10^{}", dice.digits(1)),
            0 => format!("{}×{}", dice.some(1, 3), dice.some(1, 3)),
            1 => format!("{}×{}×{}", dice.some(1, 2), dice.some(1, 2), dice.digits(1)),
            _ => format!("{}:{}", dice.digits(1), dice.digits(1)),
        }),
        Kind::Unit => {
            let amount = match dice.below(7) {
                4 => format!("{}×{}.{}", dice.digits(1), dice.digits(1), dice.digits(1)),
                5 => format!("{} × {}", dice.digits(1), dice.digits(3)),
                6 => format!("{}/{}/{}", dice.digits(3), dice.digits(3), dice.digits(3)),
                0 => format!("{}-{}", dice.digits(1), dice.digits(2)),
                1 => format!("{}.{}", dice.digits(1), dice.digits(1)),
                _ => dice.some(1, 3),
            };
            latin(format!("{amount} {}", dice.pick(&UNITS)))
        }
        Kind::Address => is_latin.then(|| address(language, dice)),
        Kind::Name => latin(name(dice)),
    }
}

/// A number as it is seen: with 0–9 as typed, otherwise as plain text beside a letter.
fn number(kind: Kind, text: &str, language: &Language, digits: Digits) -> Token {
    let typed = digits.write(text);
    let seen = if digits == Digits::Latin { typed.clone() } else { beside(language, &typed) };
    Token { kind, typed, seen }
}

/// What plain UAX #9 makes of a text that stands after a letter of the language.
fn beside(language: &Language, text: &str) -> String {
    let word = language.words[0];
    let seen = plain::seen_with_spaces(&format!("{word} {text}"), true);
    let turned: String = word.chars().rev().collect();
    seen.strip_suffix(&format!(" {turned}")).expect("the word stands at the right").to_owned()
}

fn decimal(dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => format!("{}.{}", dice.some(1, 3), dice.some(1, 2)),
        1 => format!("{},{}", dice.some(1, 3), dice.digits(3)),
        2 => format!("{},{}.{}", dice.some(1, 3), dice.digits(3), dice.digits(1)),
        _ => format!("{},{},{}", dice.some(1, 3), dice.digits(3), dice.digits(3)),
    }
}

fn fraction_part(dice: &mut Dice) -> String {
    if dice.below(2) == 0 { String::new() } else { format!(".{}", dice.digits(1)) }
}

/// A signed number. Where ۰–۹ have a sign is left to the sources of each language.
fn sign(language: &Language, digits: Digits, dice: &mut Dice) -> Option<Token> {
    if digits == Digits::Persian {
        return None;
    }
    let body = format!("{}{}", dice.some(1, 2), fraction_part(dice));
    let unit =
        if digits == Digits::Latin { dice.pick(&["", "", "%", "°", "°C"]) } else { "" };
    let text = format!("{}{body}{unit}", dice.pick(&["-", "−", "+", "±"]));
    Some(number(Kind::Sign, &text, language, digits))
}

fn phone(language: &Language, dice: &mut Dice) -> String {
    let (a, b) = (dice.any(3), dice.any(4));
    let (land, net) = (dice.digits(3), dice.digits(2));
    match dice.below(if language.is_hebrew() { 19 } else { 18 }) {
        0 => format!("+{land} {net} {a} {b}"),
        1 => format!("00{land} {net} {a} {b}"),
        2 => format!("(0{}) {a}-{b}", dice.digits(1)),
        3 => format!("0{net} {a} {b}"),
        4 => format!("0{net}-{a}-{b}"),
        5 => format!("{}-{b}", dice.digits(3)),
        6 => format!("+{land} {} {a} {b}", dice.digits(1)),
        7 => format!("+{land}{net}{a}{b}"),
        8 => format!("(+{land}) {net} {a} {b}"),
        9 => format!("+{land}-{net}-{a}-{b}"),
        10 => format!("+{land} (0){net} {a} {b}"),
        11 => format!("+{land} {b} {}", dice.any(4)),
        12 => {
            format!("+{land} {} {} {} {}", dice.any(2), dice.any(2), dice.any(2), dice.any(2))
        }
        13 => format!("0{}/{}", dice.digits(1), dice.digits(7)),
        14 => format!("0{net}-{a} {} {}", dice.any(2), dice.any(2)),
        15 => format!("{net}/{a} {}", dice.digits(3)),
        16 => format!("{} 0{} {b}", dice.digits(3), dice.any(1)),
        17 => {
            format!("0{} / {} {} {}", dice.digits(1), dice.digits(3), dice.any(2), dice.any(2))
        }
        _ => format!("0{}-{a}{b}", dice.digits(1)),
    }
}

fn date(dice: &mut Dice) -> String {
    let (year, month, day) =
        (format!("20{}", dice.two(10, 30)), dice.two(1, 12), dice.two(1, 28));
    match dice.below(4) {
        0 => format!("{day}/{month}/{year}"),
        1 => format!("{year}/{month}/{day}"),
        2 => format!("{day}-{month}-{year}"),
        _ => format!("{year}-{month}-{day}"),
    }
}

fn time(dice: &mut Dice) -> String {
    let time = format!("{}:{}", dice.two(10, 23), dice.two(0, 59));
    if dice.below(5) == 0 { format!("{time}:{}", dice.two(0, 59)) } else { time }
}

/// Two tokens of one kind with a hyphen or a dash between.
fn range(language: &Language, digits: Digits, dice: &mut Dice) -> Option<Token> {
    let form = dice.below(if digits == Digits::Latin { 5 } else { 4 });
    let (first, second) = match form {
        0 => (format!("20{}", dice.two(10, 30)), format!("20{}", dice.two(31, 60))),
        1 => (dice.some(1, 2), dice.digits(2)),
        2 => (time(dice), time(dice)),
        3 => (dice.digits(2), format!("{}%", dice.digits(2))),
        _ => (format!("${}", dice.digits(2)), format!("${}", dice.digits(3))),
    };
    let plain_hyphen = !language.is_hebrew() || (digits == Digits::Latin && form < 4);
    let dash = if plain_hyphen { dice.pick(&["-", "–"]) } else { "–" };
    let one = |text: &str| number(Kind::Range, text, language, digits);
    let (first, second) = (one(&first), one(&second));
    let typed = format!("{}{dash}{}", first.typed, second.typed);
    let seen = if language.is_hebrew() && dash == "-" {
        typed.clone()
    } else {
        format!("{}{dash}{}", second.seen, first.seen)
    };
    Some(Token { kind: Kind::Range, typed, seen })
}

/// Three groups and more with one sign between them.
fn serial(dice: &mut Dice) -> String {
    let sign = dice.pick(&[".", "/", "-", "."]);
    let most = if sign == "." { 2 } else { 4 };
    let groups: Vec<String> = (0..3 + dice.below(3)).map(|_| dice.some(1, most)).collect();
    groups.join(sign)
}

fn address(language: &Language, dice: &mut Dice) -> Token {
    let (word, turned) =
        if language.is_hebrew() { ("שלום", "םולש") } else { ("مثال", "لاثم") };
    let host = dice.pick(&["example.org", "www.icmec.org", "a-b.example.com"]);
    let name = dice.pick(&["info", "press.office", "x1"]);
    let whole = |text: String| Token::as_typed(Kind::Address, text);
    let with_word = |text: &str| Token {
        kind: Kind::Address,
        typed: text.replace('_', word),
        seen: text.replace('_', turned),
    };
    match dice.below(16) {
        0 => whole(format!("https://{host}/{name}")),
        1 => whole(format!("https://{host}/ar/2026?q={name}&n=1#a")),
        2 => whole("www.icmec.org".into()),
        3 => whole(format!("{name}@{host}")),
        4 => whole(format!("/dev/sda{}", dice.digits(1))),
        5 => whole(format!("/usr/{name}/README.md")),
        6 => whole(format!("--{}", dice.pick(&["help", "dry-run", "out"]))),
        7 => whole(format!("${}", dice.pick(&["HOME", "PATH", "USER_ID"]))),
        8 => whole(format!("#{}", dice.pick(&["tag", "Year2026"]))),
        9 => whole(format!("@{}", dice.pick(&["name", "icmec_org"]))),
        10 => whole(format!("http://{host}:80{}/{name}", dice.digits(2))),
        11 => whole(dice.pick(&["./run.sh", "src/main.rs", "README.md", "../a/b.txt"]).into()),
        12 => whole("${HOME}/bin".into()),
        13 => whole("-v".into()),
        14 => with_word(&format!("https://{host}/wiki/_")),
        _ => with_word(&format!("{name}@_.com")),
    }
}

/// A code that begins with digits and has letters that run from left to right.
fn code(dice: &mut Dice) -> String {
    let letter = dice.pick(&["A", "B", "K", "X"]);
    match dice.below(5) {
        0 => format!("{}-{letter}", dice.some(1, 3)),
        1 => format!("{}/{letter}", dice.some(1, 3)),
        2 => format!("{}-{}-{letter}", dice.some(1, 2), dice.digits(4)),
        3 => format!("{}-{}/{letter}", dice.any(2), dice.digits(4)),
        _ => format!("{}×In", dice.some(1, 2)),
    }
}

fn name(dice: &mut Dice) -> String {
    match dice.below(5) {
        3 | 4 => code(dice),
        0 => dice.pick(&SIGNED).to_owned(),
        1 => {
            let first = dice.below(NAMES.len());
            format!(
                "{}{}{}",
                NAMES[first],
                dice.pick(&JOINTS),
                NAMES[(first + 1) % NAMES.len()]
            )
        }
        _ => format!("{}{}{}", dice.pick(&NAMES), dice.pick(&JOINTS), dice.pick(&SIGNED)),
    }
}
