//! `glossary.yaml`: how terms of the first language are to be said in the others.

use std::path::Path;

use super::decode::{Decode, Decoder, Str, record};
use super::files::{self, Unread};
use super::languages::unknown_language;
use super::load::Project;
use super::node::{Node, NodeKind};
use super::yaml;
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::model::lang::Lang;

/// A term of the first language.
#[derive(Debug, Clone)]
pub struct Term {
    /// The term.
    pub term: Str,
    /// How it is said, by language.
    pub renderings: Vec<(Lang, Rendering)>,
}

/// How a term is said in a language.
#[derive(Debug, Clone, Default)]
pub struct Rendering {
    /// One of these has to stand where the term stands; any will do where there is none.
    pub wanted: Vec<Str>,
    /// None of these may.
    pub avoid: Vec<Str>,
}

/// The long form of a rendering.
struct RenderingMap {
    r#use: Option<OneOrMore>,
    avoid: Option<OneOrMore>,
}

/// A text, or a list of them.
struct OneOrMore(Vec<Str>);

impl Decode for OneOrMore {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Seq(_) => Decode::decode(node, cx).map(Self),
            _ => Str::decode(node, cx).map(|one| Self(vec![one])),
        }
    }
}

impl Decode for Rendering {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if !matches!(node.kind, NodeKind::Map(_)) {
            let OneOrMore(wanted) = OneOrMore::decode(node, cx)?;
            return Some(Self { wanted, avoid: vec![] });
        }
        let RenderingMap { r#use, avoid } = RenderingMap::decode(node, cx)?;
        let list = |list: Option<OneOrMore>| list.map(|list| list.0).unwrap_or_default();
        Some(Self { wanted: list(r#use), avoid: list(avoid) })
    }
}

impl Decode for RenderingMap {
    const FIELDS: &'static [&'static str] = &["use", "avoid"];

    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let entries = cx.entries(node, Self::FIELDS)?;
        let r#use = cx.field(node, entries, "use", Decode::decode)?;
        let avoid = cx.field(node, entries, "avoid", Decode::decode)?;
        Some(Self { r#use, avoid })
    }
}

impl Decode for Term {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            cx.mismatch(node, "a term with its renderings, `{ term: …, en: … }`");
            return None;
        };
        let term = cx.field(node, entries, "term", Str::decode)?;
        let mut renderings = vec![];
        for (key, value) in entries.iter().filter(|(key, _)| key.text != "term") {
            match Lang::parse(&key.text) {
                Some(lang) => {
                    renderings.extend(Rendering::decode(value, cx).map(|r| (lang, r)));
                }
                None => cx.sink.push(unknown_language(&key.text, key.span)),
            }
        }
        Some(Self { term, renderings })
    }
}

/// The whole file.
struct File {
    terms: Vec<Term>,
}

record!(File { terms });

impl Project {
    /// The terms of the project's glossary, then those that its workspace shares, but for terms that
    /// the project has, too; none where there is no such file.
    ///
    /// # Errors
    /// [`Failed`], with what is wrong with a file in `sink`.
    pub fn glossary(
        &self,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Result<Vec<Term>, Failed> {
        let mut terms: Vec<Term> = vec![];
        for root in &self.roots {
            for term in glossary(root, sources, sink)? {
                if terms.iter().all(|known| known.term.text != term.term.text)
                    || *root == self.dir
                {
                    terms.push(term);
                }
            }
        }
        Ok(terms)
    }
}

/// The terms of the glossary in a folder.
fn glossary(dir: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<Term>, Failed> {
    let (file, text) = match files::read(dir, "glossary.yaml", None, sources) {
        Ok(file) => file,
        Err(Unread::Missing) => return Ok(vec![]),
        Err(Unread::Bad(fault)) => return Err(sink.tell(*fault)),
    };
    let mut own = Sink::default();
    let node = yaml::parse(&text, file, &mut own);
    let read = node.map(|node| match node.kind {
        NodeKind::Null => {
            let place = Span::new(file, 0..0);
            own.push(Diagnostic::error("empty-file", place, "the file is empty"));
            None
        }
        _ => File::decode(&node, &mut Decoder::new(&mut own)),
    });
    let sound = own.check();
    sink.append(own);
    sound?;
    Ok(read?.map(|file| file.terms).unwrap_or_default())
}
