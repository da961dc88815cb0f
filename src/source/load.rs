//! A project's folder to a [`Project`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::assets::Pictures;
use super::beside::{Beside, name_of};
use super::bilingual::{LanguagePair, pairs};
use super::decode::{Decode, Decoder};
use super::files::{self, File, Unread};
use super::formats::{self, Ingredients};
use super::languages::{Drafts, UnreadText, named, read_texts, tell_unlisted};
use super::measure::measure;
use super::pictured::picture_paths;
use super::schema::brochure::{Brochure, Output};
use super::schema::text::TextFile;
use super::schema::{self, SchemaKind};
use super::settled::settled;
use super::shape::Shapes;
use super::units::{Unit, units};
use super::{nearby, print, pseudo, shipped, tables, themes, unused, workspace};
use crate::diag::{Diagnostic, Failed, FileId, Sink, Sources, Span};
use crate::model::Allowed;
use crate::model::lang::Lang;
use crate::model::pdf::TextLayer;
use crate::model::print::{Format, Print};
use crate::model::style::Theme;
use crate::model::{Document, Status};

/// What translations were made from is recorded here, in a project's folder.
pub const LOCK: &str = "text/i18n.lock";

/// Why there is no project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadError {
    /// The folder, or `brochure.yaml` in it, is not there; the sink says which.
    Absent,
    /// The project has faults that concern all languages; they are in the sink.
    Failed,
}

impl From<Failed> for LoadError {
    fn from(_: Failed) -> Self {
        Self::Failed
    }
}

/// A project, read: what all its languages have in common, and their texts.
#[derive(Debug)]
pub struct Project {
    /// The folder that holds `brochure.yaml`.
    pub dir: PathBuf,
    /// Where its files are looked for: its own folder, then what its workspace shares.
    pub(super) roots: Vec<PathBuf>,
    /// All its languages, those in work last, whether they were read or not.
    pub langs: Vec<Lang>,
    pub(super) brochure: Brochure,
    pub(super) print: Arc<Print>,
    /// What is wrong with what the project says of its printing.
    unprintable: Vec<Diagnostic>,
    /// Never empty.
    pub(super) formats: Vec<Format>,
    pub(super) pictures: Pictures,
    editions: Vec<Edition>,
    pub(super) pairs: Vec<LanguagePair>,
}

/// One language of a project.
#[derive(Debug)]
pub struct Edition {
    /// Its language.
    pub lang: Lang,
    /// Where `brochure.yaml` lists it.
    pub listed: Span,
    pub(super) text: Option<TextFile>,
    /// The files that it alone is read from: its text, and the tables that its text names.
    pub(super) files: Vec<FileId>,
    /// What was found while its text was read.
    pub(super) faults: Vec<Diagnostic>,
}

/// What is known of a section before its document is made.
#[derive(Debug, Clone, Copy)]
pub struct SectionEntry<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where the id stands.
    pub span: Span,
    /// Whether it has no text and is left out of the outputs.
    pub is_empty: bool,
}

impl Edition {
    /// How far a person has got with the text; `None` where it could not be read.
    pub fn status(&self) -> Option<Status> {
        self.text.as_ref().map(|text| text.status.unwrap_or_default())
    }

    /// The sections in order; none where the text could not be read.
    pub fn sections(&self) -> impl Iterator<Item = SectionEntry<'_>> {
        let sections = self.text.as_ref().map(|text| text.sections.as_slice());
        sections.unwrap_or_default().iter().map(|section| SectionEntry {
            id: &section.id.0.text,
            span: section.id.0.span,
            is_empty: section.body.as_ref().is_none_or(Vec::is_empty),
        })
    }

    /// Its pieces of text in reading order; none where the text could not be read.
    pub fn units(&self) -> Vec<Unit> {
        self.text.as_ref().map(units).unwrap_or_default()
    }

    /// Where the title stands; nowhere, if the text could not be read.
    pub fn place(&self) -> Span {
        self.text.as_ref().map_or(Span::NONE, |text| text.title.text.span)
    }
}

impl Project {
    /// The project's languages, in the order of `brochure.yaml`; the first is the source.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// File name of the outputs, without extension.
    pub fn slug(&self) -> &str {
        self.brochure.slug.as_ref().map_or("", |slug| &slug.text)
    }

    /// What is to be made, in the order in which it is made.
    pub fn outputs(&self) -> Vec<Output> {
        let asked = self.brochure.outputs.as_deref().unwrap_or(&Output::USUAL);
        Output::ALL.into_iter().filter(|output| asked.contains(output)).collect()
    }

    /// The formats that it is made in, in all languages; never empty.
    pub fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// How the pages of the first format look, in all languages.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.formats[0].theme
    }

    /// How it is printed.
    pub fn print(&self) -> &Print {
        &self.print
    }

    /// Whether files for a print shop can be made; the other outputs need no press.
    ///
    /// # Errors
    /// [`Failed`], with what is wrong in `sink`.
    pub fn printable(&self, sink: &mut Sink) -> Result<(), Failed> {
        let mut told = Sink::default();
        self.unprintable.iter().cloned().for_each(|fault| told.push(fault));
        let sound = told.check();
        sink.append_new(told);
        sound
    }

    /// Faults of finished pages that stop no build.
    pub fn allowed(&self) -> Vec<Allowed> {
        self.brochure.allow.clone().unwrap_or_default()
    }

    /// The record of what translations were made from; `None` where the project keeps none.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn lock(
        &self,
        sources: &mut Sources,
    ) -> Result<Option<(FileId, Arc<str>)>, Box<Diagnostic>> {
        match files::read(&self.dir, LOCK, None, sources) {
            Ok(file) => Ok(Some(file)),
            Err(Unread::Missing) => Ok(None),
            Err(Unread::Bad(fault)) => Err(fault),
        }
    }

    /// How text is stored in PDF files.
    pub fn text_layer(&self) -> TextLayer {
        let said = self.brochure.pdf;
        TextLayer {
            order: said.and_then(|said| said.text_order).unwrap_or_default(),
            marks: said.and_then(|said| said.text_marks).unwrap_or_default(),
        }
    }

    /// The document of one language.
    pub(super) fn in_one_language(
        &self,
        lang: &Lang,
        sources: &Sources,
        epoch: Option<i64>,
        sink: &mut Sink,
    ) -> Result<Document, Failed> {
        let Some(edition) = self.editions.iter().find(|edition| edition.lang == *lang) else {
            let message = format!("the project has no text in `{lang}`");
            sink.push(Diagnostic::error("unknown-language", Span::NONE, message));
            return Err(Failed);
        };
        let mut own = Sink::default();
        edition.faults.iter().cloned().for_each(|fault| own.push(fault));
        let document = edition
            .text
            .as_ref()
            .map(|text| super::resolve::resolve(self, edition, text, sources, epoch, &mut own));
        let sound = own.check();
        sink.append(own);
        sound.and_then(|()| document.ok_or(Failed))
    }
}

/// Reads the project whose `brochure.yaml` lies in `dir`, without its languages in work.
///
/// # Errors
/// As for [`load_with`].
pub fn load(dir: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Project, LoadError> {
    load_with(dir, &Drafts::None, sources, sink)
}

/// Reads the project whose `brochure.yaml` lies in `dir`. Every file goes into `sources`;
/// faults that concern all languages go into `sink`, the others wait for
/// [`Project::document`].
///
/// # Errors
/// [`LoadError`]: there is no project, or its common files have faults.
pub fn load_with(
    dir: &Path,
    drafts: &Drafts,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Project, LoadError> {
    let (file, text) = brochure_file(dir, sources, sink)?;
    let roots = workspace::roots(dir, sources, sink)?;
    let node = settled(&text, file, &Shapes::new(schema::strict(SchemaKind::Brochure)), sink)?;
    let beside = Beside::text(&node, TextFile::FIELDS);
    let brochure = Brochure::decode(&node, &mut Decoder::new(sink).beside(beside));
    let mut sound = sink.check();
    let unread = read_texts(dir, &node, drafts, sources, sink);
    let unread = pseudo::add(unread, drafts, sources);
    tell_unlisted(dir, &node, &unread, sink);

    let asked = brochure.as_ref().and_then(|brochure| brochure.formats.as_deref());
    let page = brochure.as_ref().and_then(|brochure| brochure.page?.size);
    let entries = formats::entries(asked, page, node.span);
    let mut told = Sink::default();
    formats::check(&entries, &mut told);
    let pairs = pairs(brochure.as_ref(), &named(&node), &mut told);
    let mut unprintable = Sink::default();
    let print = brochure
        .as_ref()
        .map(|brochure| print::print(&roots, brochure, file, &mut unprintable));
    sound = sound.and(told.check());
    sink.append(told);
    let changes = themes::changes(dir, sources, sink);
    let name = brochure
        .as_ref()
        .and_then(|b| b.theme.clone()?.name)
        .unwrap_or_else(shipped::default_name);
    let found = themes::find(&roots, name, sources, sink);
    let theme = found.as_ref().map_or(shipped::DEFAULT, |found| found.name);
    let brought = entries.iter().map(|entry| formats::brought(entry, theme, sources)).collect();
    let (formats, mut editions) = rayon::join(
        || {
            let (found, changes) = (found?, changes?);
            formats::formats(&Ingredients {
                shipped: found.shipped,
                own: found.own,
                changes,
                brochure: &node,
                entries,
                brought,
            })
        },
        || {
            let shapes = Shapes::new(schema::strict(SchemaKind::Text));
            unread.into_par_iter().map(|unread| unread.read(&shapes)).collect::<Vec<_>>()
        },
    );
    tables::fill(&roots, &mut editions, sources);
    let formats = match formats {
        Ok(made) => {
            made.remarks.iter().for_each(|remark| sink.push(remark.clone()));
            unused::tell(&made, sources, sink);
            Ok(made.formats)
        }
        Err(faults) => {
            faults.into_iter().for_each(|fault| sink.push(fault));
            Err(Failed)
        }
    };
    if formats.is_err() || editions.is_empty() {
        sound = Err(Failed);
    }
    match (brochure, print, formats, sound) {
        (Some(mut brochure), Some(print), Ok(formats), Ok(())) => {
            brochure.slug.get_or_insert_with(|| name_of(dir));
            let print = Arc::new(print);
            let pictures = Pictures::load(&roots, picture_paths(&brochure, &editions));
            let unprintable = unprintable.diagnostics().to_vec();
            let dir = dir.to_owned();
            Ok(Project {
                dir,
                roots,
                langs: named(&node),
                brochure,
                print,
                unprintable,
                formats,
                pictures,
                editions,
                pairs,
            })
        }
        _ => {
            sink.append(unprintable);
            let faults = editions.into_iter().flat_map(|edition| edition.faults);
            faults.for_each(|fault| sink.push(fault));
            Err(LoadError::Failed)
        }
    }
}

fn brochure_file(
    dir: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<File, LoadError> {
    match files::read(dir, "brochure.yaml", None, sources) {
        Ok(file) => Ok(file),
        Err(Unread::Bad(fault)) => {
            sink.push(*fault);
            Err(LoadError::Failed)
        }
        Err(Unread::Missing) => {
            let shown = dir.display();
            let message = if dir.is_dir() {
                format!("there is no `brochure.yaml` in `{shown}`")
            } else {
                format!("there is no folder `{shown}`")
            };
            let fault = Diagnostic::error("missing-project", Span::NONE, message);
            let fault = match files::beside(dir, "brochure.yaml") {
                Some(near) => {
                    let from = dir.join(near);
                    fault.with_hint(format!("rename `{}` to `brochure.yaml`", from.display()))
                }
                None => fault.with_hint(nearby::hint(dir)),
            };
            sink.push(fault);
            Err(LoadError::Absent)
        }
    }
}

impl UnreadText {
    fn read(self, shapes: &Shapes) -> Edition {
        let Self { lang, listed, file } = self;
        let mut sink = Sink::default();
        let files = file.iter().map(|(file, _)| *file).collect();
        let text = match file {
            Ok((file, text)) => settled(&text, file, shapes, &mut sink)
                .and_then(|node| measure(&node, &mut sink).map(|()| node))
                .ok()
                .and_then(|node| {
                    let beside = Beside::brochure(Brochure::FIELDS);
                    TextFile::read(&node, &mut Decoder::new(&mut sink).beside(beside))
                }),
            Err(fault) => {
                sink.push(fault);
                None
            }
        };
        Edition { lang, listed, text, files, faults: sink.diagnostics().to_vec() }
    }
}
