//! The languages of a project: what `languages` lists, and the text file of each.

use std::path::Path;

use super::decode::{Decode, Decoder, Str, nearest};
use super::files::{self, File, Unread};
use super::input;
use super::node::Node;
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::model::lang::Lang;

/// Signs that part the items of a list in other scripts, or in other programs.
const SEPARATORS: [(char, &str); 8] = [
    ('،', "an Arabic comma"),
    ('؛', "an Arabic semicolon"),
    ('，', "a Chinese comma"),
    ('、', "an ideographic comma"),
    (';', "a semicolon"),
    ('|', "a bar"),
    ('/', "a slash"),
    (',', "a comma inside quotation marks"),
];

/// Which of the languages in work are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Drafts {
    /// None.
    #[default]
    None,
    /// These, where the project has them.
    Of(Vec<Lang>),
    /// All.
    All,
    /// Those that nobody wrote (`pseudo`).
    Pseudo,
    /// All, with every text longer by so many percent (`grown`).
    Grown(u32),
}

impl Drafts {
    fn has(&self, lang: &Lang) -> bool {
        match self {
            Self::None | Self::Pseudo => false,
            Self::Of(langs) => langs.contains(lang),
            Self::All | Self::Grown(_) => true,
        }
    }
}

/// A listed language whose text is not yet parsed.
pub(super) struct UnreadText {
    pub(super) lang: Lang,
    pub(super) listed: Span,
    pub(super) file: Result<File, Diagnostic>,
}

/// Reads the text file of each listed language; languages that cannot be are told.
pub(super) fn read_texts(
    dir: &Path,
    brochure: &Node<'_>,
    drafts: &Drafts,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<UnreadText> {
    let mut unread: Vec<UnreadText> = vec![];
    let asked = |tag: &Str| Lang::parse(&tag.text).is_none_or(|lang| drafts.has(&lang));
    let in_work = listed(brochure, "drafts").into_iter().filter(asked);
    for tag in listed(brochure, "languages").into_iter().chain(in_work) {
        let Some(lang) = Lang::parse(&tag.text) else {
            sink.push(unknown_language(&tag.text, tag.span));
            continue;
        };
        if let Some(twin) = unread.iter().find(|text| text.lang == lang) {
            let message = format!("the language `{lang}` is listed twice");
            let fault = Diagnostic::error("duplicate-language", tag.span, message);
            sink.push(fault.with_related(twin.listed, "it is listed here first"));
            continue;
        }
        tell_meant(&lang, &tag, sink);
        let file = text_file(dir, &lang, &tag, sources);
        unread.push(UnreadText { lang, listed: tag.span, file });
    }
    if unread.is_empty() && !sink.has_errors() {
        let span = brochure.get("languages").map_or(brochure.span, |node| node.span);
        let fault = Diagnostic::error("empty-list", span, "the list of languages is empty");
        sink.push(fault.with_hint("write `languages: [ar]` with the tags of your texts"));
    }
    unread
}

/// The text of a language: the file of its tag or, where there is none, of what was typed for it.
fn text_file(
    dir: &Path,
    lang: &Lang,
    typed: &Str,
    sources: &mut Sources,
) -> Result<File, Diagnostic> {
    let mut read =
        |stem: &str| files::read(dir, &format!("text/{stem}.yaml"), Some(typed.span), sources);
    // A tag is a file's name, whatever was typed is not.
    let is_name = !typed.text.contains(['/', '\\', '\0']);
    let found = match read(lang.as_str()) {
        Err(Unread::Missing) if is_name => read(&typed.text),
        found => found,
    };
    found.map_err(|reason| match reason {
        Unread::Missing => files::missing_text(dir, lang, typed.span),
        Unread::Bad(fault) => *fault,
    })
}

/// Says how a language was understood, where that is not plain from what was typed.
fn tell_meant(lang: &Lang, typed: &Str, sink: &mut Sink) {
    if !typed.text.replace('_', "-").eq_ignore_ascii_case(lang.as_str()) {
        let message = format!("`{}` is taken as `{lang}`", typed.text);
        let fault = Diagnostic::note("language-alias", typed.span, message);
        sink.push(fault.with_hint(format!("write `{lang}`, the tag that is preferred for it")));
    }
    if !lang.has_known_script() {
        let message = format!(
            "nothing is known of the language `{lang}`: it is set from left to right, in Latin \
             letters"
        );
        let hint = format!("if that is not so, say its script, such as `{lang}-Arab`");
        sink.push(Diagnostic::warning("unknown-script", typed.span, message).with_hint(hint));
    }
}

/// All languages that a project names, those in work last.
pub(super) fn named(brochure: &Node<'_>) -> Vec<Lang> {
    let tags = ["languages", "drafts"].map(|key| listed(brochure, key));
    let mut out: Vec<Lang> = vec![];
    for lang in tags.iter().flatten().filter_map(|tag| Lang::parse(&tag.text)) {
        if !out.contains(&lang) {
            out.push(lang);
        }
    }
    out
}

/// The tags under a key. Where they are of a wrong type, the decoder has said so.
fn listed(brochure: &Node<'_>, key: &str) -> Vec<Str> {
    let languages = brochure.get(key);
    let mut told = Sink::default();
    languages
        .and_then(|node| Vec::<Str>::decode(node, &mut Decoder::new(&mut told)))
        .unwrap_or_default()
}

/// Tells of text files of languages that are not listed.
pub(super) fn tell_unlisted(
    dir: &Path,
    brochure: &Node<'_>,
    texts: &[UnreadText],
    sink: &mut Sink,
) {
    let known = named(brochure);
    if texts.is_empty() {
        return;
    }
    let span = brochure.get("languages").map_or(brochure.span, |node| node.span);
    tell_seconds(dir, &known, span, sink);
    for name in input::names(dir, "text") {
        let Some(tag) = name.strip_suffix(".yaml") else { continue };
        // Three letters are mostly a tag, but not mostly a language that people write.
        let Some(lang) = Lang::parse(tag).filter(Lang::has_name) else { continue };
        if known.contains(&lang) {
            continue;
        }
        let message = format!("`text/{name}` is not in the list of languages");
        let hint = format!("add `{lang}` to `languages`, or move the file away");
        sink.push(Diagnostic::warning("unlisted-text", span, message).with_hint(hint));
    }
}

/// Tells of files that are of a language which has another one: that one alone is read.
fn tell_seconds(dir: &Path, langs: &[Lang], span: Span, sink: &mut Sink) {
    let names = input::names(dir, "text");
    for lang in langs {
        let is_of = |name: &&String| {
            let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
            stem.and_then(Lang::parse).as_ref() == Some(lang)
        };
        let own: Vec<&String> = names.iter().filter(is_of).collect();
        let usual = format!("{lang}.yaml");
        let read = own.iter().find(|name| ***name == usual);
        let Some(read) = read.or_else(|| own.iter().find(|name| name.ends_with(".yaml")))
        else {
            continue;
        };
        for second in own.iter().filter(|name| *name != read) {
            let message =
                format!("`text/{second}` is a second text in `{lang}`, and is not read");
            let hint = format!("`text/{read}` is; put the two together, or move one away");
            sink.push(Diagnostic::warning("second-text", span, message).with_hint(hint));
        }
    }
}

/// The fault of what is neither the tag nor the name of a language. Its hint names a language
/// only where its name is meant: tags that look alike are of languages that have nothing in common.
pub fn unknown_language(text: &str, span: Span) -> Diagnostic {
    if let Some(fault) = several(text, span) {
        return fault;
    }
    let message = format!("`{text}` is neither the tag nor the name of a language");
    let fault = Diagnostic::error("unknown-language", span, message)
        .with_expected("a BCP 47 language tag, such as `ar` or `ar-EG`");
    let names = Lang::named();
    let long = text.chars().count() > 3;
    let near = nearest(text, names.iter().map(|(name, _)| name.as_str())).filter(|_| long);
    match near.and_then(|near| names.iter().find(|(name, _)| name == near)) {
        Some((name, tag)) => fault.with_hint(format!("did you mean `{tag}` ({name})?")),
        None => fault.with_hint("write two or three letters, as in `ar`, `en` or `ckb`"),
    }
}

/// The fault of several languages that are taken for one, as no comma parts them.
fn several(text: &str, span: Span) -> Option<Diagnostic> {
    let signs = SEPARATORS.iter().filter(|(sign, _)| text.contains(*sign));
    signs.copied().find_map(|(sign, name)| {
        let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
        let langs: Option<Vec<Lang>> = parts.into_iter().map(Lang::parse).collect();
        let langs = langs.filter(|langs| langs.len() > 1)?;
        let tags: Vec<String> = langs.iter().map(ToString::to_string).collect();
        let message =
            format!("`{sign}` is {name} (U+{:04X}): it parts no items", u32::from(sign));
        let fault = Diagnostic::error("wrong-comma", span, message);
        Some(fault.with_hint(format!("write `[{}]`", tags.join(", "))))
    })
}
