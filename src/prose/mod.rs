//! What rewrites running text: quotation marks, digits, links, and the order that it is read in.
//!
//! In: the inline content of one paragraph, as its author typed it. Out: the same with everything
//! that the program adds by itself. Each step is a pass over one flattening of the tree (`flat`),
//! and pages and web take what it decides from the tree that results, so both show the same.
//!
//! The order of a line: numbers by a grammar (`number`, `phone`, `unit`), addresses by their form
//! (`address`), both found by `token`; phrases of the other direction by their strong characters
//! (`phrase`, `pair`); what of all that needs an isolate (`order`, `script`). The rule above them:
//! never worse than the bidi algorithm alone (UAX #9), and no token is ever cut.

mod address;
mod bound;
mod class;
mod digits;
mod flat;
mod marks;
mod number;
mod order;
mod pair;
mod phone;
mod phrase;
mod quotes;
mod script;
mod token;
mod unit;
mod whole;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use crate::diag::Sink;
use crate::geom::Dir;
use crate::model::Inline;
use crate::model::lang::{Digits, Lang};
use flat::{Flat, Wrap};
pub use token::{Token, TokenKind, tokens};

/// What a paragraph stands in.
#[derive(Clone, Copy)]
pub struct ProseSetting<'a> {
    /// Its language.
    pub lang: &'a Lang,
    /// The digits that its numbers are to be written in, where the source asks for it.
    pub digits: Option<Digits>,
    /// The address that a bare page or e-mail address leads to, if it may.
    pub link: &'a dyn Fn(TokenKind, &str) -> Option<String>,
}

/// Finishes the content of a paragraph; faults of its quotation marks go into `sink`.
pub fn finish(
    inlines: Vec<Inline>,
    setting: &ProseSetting<'_>,
    sink: &mut Sink,
) -> Vec<Inline> {
    let flat = prepared(inlines, setting, sink);
    let tokens = with_dialled(&flat, tokens(flat.text()));
    let mut wraps = links(&flat, &tokens, setting);
    let order = order::order(flat.text(), &tokens, setting.lang);
    wraps.extend(whole::stretches(&flat, &tokens, setting.lang, &order));
    wraps.extend(order);
    // A link holds the isolate of its words.
    wraps.sort_by_key(|wrap| (wrap.range.start, Reverse(wrap.range.end)));
    flat.into_inlines(&wraps)
}

/// The content of a short text at whose spaces no line may end: a number with its unit, in words or not.
pub fn in_one_piece(inlines: Vec<Inline>) -> Vec<Inline> {
    bound::in_one_piece(inlines)
}

/// Language and direction of a text all of whose letters run against `lang`'s direction or are of
/// one other script; the language is `None` where they are codes.
pub fn whole(text: &str, lang: &Lang) -> Option<(Option<Lang>, Dir)> {
    script::whole(text, lang)
}

/// The paragraph with its marks and digits, and what its author has set apart finished by itself.
fn prepared(inlines: Vec<Inline>, setting: &ProseSetting<'_>, sink: &mut Sink) -> Flat {
    let mut flat = Flat::new(inlines);
    let zones = digits::Zones::new(&flat, None);
    for (at, object) in flat.objects() {
        let Inline::Isolate { lang, content, .. } = object else { continue };
        let own = lang.as_ref().unwrap_or(setting.lang);
        let usual = setting.digits.filter(|_| own.primary() == setting.lang.primary());
        let inner = ProseSetting { lang: own, digits: zones.at(at).or(usual), ..*setting };
        let content_then = std::mem::take(content);
        *content = match lang {
            Some(_) => finish(content_then, &inner, sink),
            // A direction that is said stays as it is said.
            None => prepared(content_then, &inner, sink).into_inlines(&[]),
        };
    }
    quotes::set(&mut flat, setting.lang, sink);
    let zones = digits::Zones::new(&flat, setting.digits);
    digits::convert(&mut flat, &zones, setting.lang);
    bound::bind(&mut flat, setting.lang);
    flat
}

/// The tokens of a paragraph, with the numbers that its links dial: whatever groups they have, each is
/// one number.
fn with_dialled(flat: &Flat, mut tokens: Vec<Token>) -> Vec<Token> {
    for (shell, range) in flat.containers() {
        let Inline::Link { url, .. } = shell else { continue };
        let is_number = !flat.text()[range.clone()].contains(char::is_alphabetic);
        if url.starts_with("tel:") && is_number && !range.is_empty() {
            tokens.retain(|t| t.range.end <= range.start || range.end <= t.range.start);
            let at = tokens.partition_point(|token| token.range.start < range.start);
            tokens.insert(at, Token::phone(flat.text(), range.clone()));
        }
    }
    tokens
}

/// Links around the bare addresses that stand in none.
fn links(flat: &Flat, tokens: &[Token], setting: &ProseSetting<'_>) -> Vec<Wrap> {
    let is_address = |t: &&Token| matches!(t.kind, TokenKind::Page | TokenKind::Mail);
    let bare = tokens.iter().filter(is_address).filter(|t| !flat.is_linked(&t.range));
    bare.filter_map(|token| {
        let range = token.range.clone();
        let url = (setting.link)(token.kind, &flat.text()[range.clone()])?;
        let shell = Inline::Link { url, content: vec![], span: flat.span(&range) };
        Some(Wrap { range, shell })
    })
    .collect()
}
