//! What leads to all editions: `index.html` for people, `opds.json` for reading apps, `manifest.json`
//! for programs.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::edition::BuildSession;
use super::guard::guarded;
use super::kept::{self, Inputs, Kept, Remarks};
use super::manifest::{self, Entry, Manifest, sha256};
use super::offer::offered;
use super::plan::name;
use super::press::{EditionMaker, Stopwatch};
use super::write::{OutDir, WriteError};
use crate::diag::{Failed, Sink, Span};
use crate::model::lang::Lang;
use crate::source::{Output, Project};
use crate::web::{self, Listing, Notice, OPDS, Offered};

/// Where the page lies in the output folder.
pub(super) const PATH: &str = "index.html";
/// Width of a cover on the page in pixels, twice what it is shown at.
const COVER_WIDTH: u32 = 256;

/// The end of a run: the page of all editions, the places of its files, the manifest.
pub(super) struct Finish<'a> {
    pub(super) session: &'a BuildSession<'a>,
    pub(super) out: &'a OutDir,
    /// What lay in the output folder before.
    pub(super) old: &'a Manifest,
    pub(super) known: &'a Kept<'a>,
    /// What the editions of the run are made from, as far as that is known.
    pub(super) editions: BTreeMap<String, Inputs>,
    pub(super) deny_warnings: bool,
}

impl<'a> Finish<'a> {
    pub(super) fn new(
        session: &'a BuildSession<'a>,
        (out, old): (&'a OutDir, &'a Manifest),
        known: &'a Kept<'a>,
        deny_warnings: bool,
    ) -> Self {
        Self { session, out, old, known, editions: BTreeMap::new(), deny_warnings }
    }

    /// Makes the pages of all editions, where they are wanted, gives the files of the run their
    /// places, and writes the manifest, which names them, at last. Until then a list of them lies
    /// beside it: a run that is cut off in between is healed by the next.
    ///
    /// # Errors
    /// [`Failed`], with what could not be made or written in one of the sinks.
    pub(super) fn run(
        &self,
        mut manifest: Manifest,
        with_page: bool,
        content: &mut Sink,
        trouble: &mut Sink,
    ) -> Result<(), Failed> {
        manifest.url = self.session.project.publish();
        // Without the pages the files are still of use.
        let _ = self.pages(&mut manifest, with_page, content, trouble);
        let out = self.out;
        let mut told = |error: WriteError| trouble.tell(error.into());
        if !out.is_unchanged() {
            out.write(manifest::NEXT, &manifest.to_json()).map_err(&mut told)?;
        }
        for (path, error) in out.commit() {
            manifest.files.retain(|entry| entry.path != path);
            told(error);
        }
        out.write_new(manifest::PATH, &manifest.to_json()).map_err(&mut told)?;
        out.remove(manifest::NEXT).map_err(&mut told)?;
        out.write_new(kept::PATH, &self.known.record(&manifest)).map_err(&mut told)?;
        out.remove(kept::JOURNAL).map_err(told)
    }

    /// What leads to all editions: the page, and the catalogue where the folder has an address.
    fn pages(
        &self,
        manifest: &mut Manifest,
        with_page: bool,
        content: &mut Sink,
        trouble: &mut Sink,
    ) -> Result<(), Failed> {
        let with_feed = manifest.url.is_some();
        let own = self.old.files.iter().any(|entry| entry.path == OPDS);
        if own && (!with_feed || manifest.files.is_empty()) {
            self.out.stage_removal(OPDS);
        }
        if manifest.files.is_empty() {
            return Ok(());
        }
        let (files, inputs) = (manifest.clone(), self.inputs(manifest));
        let listed = OnceCell::new();
        let listings = || listed.get_or_init(|| listings(self.session, &files)).as_slice();
        let page = |told: &mut Sink| html(self.session, listings(), told).map(Some);
        let made = match with_page {
            true => self.page(PATH, &inputs, page, manifest, content, trouble),
            false => Ok(()),
        };
        let feed = |_: &mut Sink| Ok(web::catalogue(listings()));
        let made_feed = match with_feed {
            true => self.page(OPDS, &inputs, feed, manifest, content, trouble),
            false => Ok(()),
        };
        made.and(made_feed)
    }

    /// Makes a page, unless it is as it would be made, and lists it.
    fn page(
        &self,
        path: &str,
        inputs: &str,
        make: impl FnOnce(&mut Sink) -> Result<Option<String>, Failed>,
        manifest: &mut Manifest,
        content: &mut Sink,
        trouble: &mut Sink,
    ) -> Result<(), Failed> {
        let there = (self.old, self.out);
        if let Some(page) = self.known.find(path, inputs, there, self.deny_warnings) {
            page.remarks.file.into_iter().for_each(|fault| content.push(fault));
            manifest.files.push(page.entry);
            return Ok(());
        }
        let mut told = Sink::default();
        let page = make(&mut told);
        let remarks = Remarks { pages: vec![], file: told.diagnostics().to_vec() };
        content.append(told);
        let Some(page) = page? else { return Ok(()) };
        let part = self.out.stage(path, page.as_bytes()).map_err(|e| trouble.tell(e.into()))?;
        let entry = Entry {
            path: path.into(),
            bytes: page.len(),
            sha256: sha256(page.as_bytes()),
            ..Entry::default()
        };
        // What cannot be written down is made again.
        let _ = self.known.note(&entry, inputs.to_owned(), &remarks, (self.out, part));
        manifest.files.push(entry);
        Ok(())
    }

    /// What the page is made from: its editions, those of this run and others, and their files.
    fn inputs(&self, manifest: &Manifest) -> String {
        let seen = |all: Inputs, entry: &Entry| all.with("file", entry.seen());
        let all = manifest.files.iter().fold(Inputs::new(), seen);
        let has_files = |lang: &&Lang| {
            manifest.files.iter().any(|e| e.language.as_deref() == Some(lang.as_str()))
        };
        let langs = all_editions(self.session.project);
        let all = langs.iter().filter(has_files).fold(all, |all: Inputs, lang| {
            let known = self.editions.get(lang.as_str()).cloned();
            let inputs = known.or_else(|| {
                let mut watch = Stopwatch::default();
                let read = (&self.session).read(lang, &mut watch, &mut Sink::default());
                Some(read.ok()?.inputs)
            });
            all.with(lang.as_str(), inputs.map(Inputs::digest).unwrap_or_default())
        });
        all.digest()
    }
}

/// The page that leads to the files of editions.
pub(super) fn html(
    session: &BuildSession<'_>,
    listings: &[Listing],
    content: &mut Sink,
) -> Result<String, Failed> {
    guarded("the page of all editions", Span::NONE, content, |content| {
        web::index(listings, session.project.theme(), session.fonts())
            .map_err(|fault| content.tell(fault))
    })
}

/// The editions that have files, in the project's order. Their faults were told when the files
/// were made.
pub(super) fn listings(session: &BuildSession<'_>, manifest: &Manifest) -> Vec<Listing> {
    let editions = all_editions(session.project);
    editions.par_iter().filter_map(|edition| listing(session, edition, manifest).ok()).collect()
}

/// The languages of a project, then its editions in two of them.
fn all_editions(project: &Project) -> Vec<Lang> {
    let alone = project.editions().iter().map(|edition| edition.lang.clone());
    alone.chain(project.pairs().iter().map(|pair| pair.edition.clone())).collect()
}

fn listing(
    session: &BuildSession<'_>,
    lang: &Lang,
    manifest: &Manifest,
) -> Result<Listing, Failed> {
    let mut told = Sink::default();
    let own = manifest.files.iter().filter(|e| e.language.as_deref() == Some(lang.as_str()));
    let store_cover = own.clone().find(|e| e.output.as_deref() == Some(name(Output::Cover)));
    let files: Vec<Offered> = own.filter_map(|entry| offered(session.project, entry)).collect();
    if files.is_empty() {
        return Err(Failed);
    }
    let document =
        guarded("the text", Span::NONE, &mut told, |told| session.document(lang, told))?;
    let page = &document.theme.page;
    let height = (f64::from(COVER_WIDTH) * (page.height / page.width)).round();
    // A height in pixels is small and positive.
    let height = height as u32;
    let cover = guarded("the cover", Span::NONE, &mut told, |told| {
        session.cover(&document, (COVER_WIDTH, height), told)
    });
    Ok(Listing {
        lang: document.lang.clone(),
        title: document.full_title(),
        notice: Notice::of(&document),
        words: document.meta.words.clone(),
        digits: document.digits,
        files,
        cover: cover.ok(),
        store_cover: store_cover.map(|entry| entry.path.clone()),
    })
}
