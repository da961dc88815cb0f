//! A project as it stands now, to be looked at while it is written.
//!
//! A [`Previewer`] looks again and again. A language whose words, pictures, faces and theme are as
//! before keeps its pages; one whose text has faults keeps the last that could be set, and says so.
//! Nothing is written, and pages become pixels when somebody asks for them.

mod mark;
mod shown;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::guard::guarded;
use super::open::Opened;
use super::plan::Plan;
use super::press::EditionMaker;
use super::report::Report;
use super::session::{Faces, Session};
use super::{in_pool, parity, run};
use crate::check;
use crate::diag::{Diagnostic, Sink, Sources};
use crate::model::Document;
use crate::model::lang::Lang;
pub use mark::FaultMark;
use mark::mark;
pub use shown::{ShownFormat, ShownLanguage, ShownPage, Spot};

/// Looks at a project again and again.
#[derive(Default)]
pub struct Previewer {
    session: Session,
    /// What was seen last, in the project's order, and what it was made from.
    last: Vec<(u64, Arc<ShownLanguage>)>,
}

/// What is to be seen of a project.
#[derive(Debug, Default)]
pub struct Preview {
    /// Its languages in its order; those that were seen last, where it cannot be read.
    pub editions: Vec<Seen>,
    /// What is wrong, in the project's order.
    pub faults: Vec<FaultMark>,
}

/// A language of a preview.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its pages.
    pub shown: Arc<ShownLanguage>,
    /// Whether they are those of the text as it stands.
    pub current: bool,
}

/// A language, looked at.
struct Looked {
    lang: Lang,
    /// Its pages and what they were made from, where they can be set.
    shown: Option<(u64, Arc<ShownLanguage>)>,
    faults: Vec<Diagnostic>,
    /// What was found on pages that are kept.
    marks: Vec<FaultMark>,
}

impl Previewer {
    /// Looks at the project of a plan.
    pub fn look(&mut self, plan: &Plan) -> Preview {
        let mut looked = None;
        let mut report = in_pool(plan, |report| {
            let opened = self.session.open(plan, report)?.in_one_language();
            looked = Some(self.editions(&opened, plan, report));
            Ok(())
        });
        let Some(looked) = looked else {
            let editions = self.last.iter().map(|(_, shown)| seen(shown, false)).collect();
            let faults = marks(&report, vec![]);
            return Preview { editions, faults };
        };
        let mut preview = Preview::default();
        let mut found = vec![];
        let before = std::mem::take(&mut self.last);
        for Looked { lang, shown, faults, marks } in looked {
            let current = shown.is_some();
            let old = || before.iter().find(|(_, shown)| shown.lang == lang).cloned();
            if let Some(shown) = shown.or_else(old) {
                preview.editions.push(seen(&shown.1, current));
                self.last.push(shown);
            }
            let mut sink = Sink::default();
            faults.into_iter().for_each(|fault| sink.push(fault));
            report.content.append_new(sink);
            found.extend(marks);
        }
        preview.faults = marks(&report, found);
        preview
    }

    /// Looks at all languages, each apart from the others.
    fn editions(&self, opened: &Opened, plan: &Plan, report: &mut Report) -> Vec<Looked> {
        let session = opened.session(plan, &report.sources);
        check::sections(&opened.project, &mut report.content);
        parity(&session, &opened.langs, false, &mut report.content);
        run::passes(&mut report.content, plan);
        let look = |lang: &Lang| {
            let mut sink = Sink::default();
            let place = (&session).place(lang);
            let document = guarded(&format!("`{lang}`"), place, &mut sink, |sink| {
                session.document(lang, sink)
            });
            let shown = document.ok().and_then(|document| {
                let key = key(&document, opened, plan, &report.sources);
                let is_same = |(known, shown): &&(u64, Arc<ShownLanguage>)| {
                    *known == key && shown.lang == *lang
                };
                let kept = self.last.iter().find(is_same).cloned();
                kept.or_else(|| {
                    let made =
                        guarded(&format!("the pages in `{lang}`"), place, &mut sink, |_| {
                            Ok(ShownLanguage::new(document, opened, &session))
                        });
                    made.ok().map(|shown| (key, Arc::new(shown)))
                })
            });
            let marks = shown.iter().flat_map(|(_, shown)| shown.faults.clone()).collect();
            Looked { lang: lang.clone(), shown, faults: sink.diagnostics().to_vec(), marks }
        };
        opened.langs.par_iter().map(look).collect()
    }
}

fn seen(shown: &Arc<ShownLanguage>, current: bool) -> Seen {
    Seen { shown: Arc::clone(shown), current }
}

/// The faults of a report and those `found` on pages, each once, the gravest first.
fn marks(report: &Report, found: Vec<FaultMark>) -> Vec<FaultMark> {
    let faults = [&report.trouble, &report.content].into_iter().flat_map(|s| s.diagnostics());
    let told = faults.map(|fault| mark(fault, &report.sources));
    let mut all: Vec<FaultMark> = vec![];
    for mark in told.chain(found) {
        if !all.contains(&mark) {
            all.push(mark);
        }
    }
    all.sort_by_key(|mark| std::cmp::Reverse(mark.severity));
    all
}

/// A number that changes when anything does that a language is set from: every text but those of
/// the other languages, its pictures, the faces, and what the others are called.
fn key(document: &Document, opened: &Opened, plan: &Plan, sources: &Sources) -> u64 {
    let mut hasher = DefaultHasher::new();
    let others = opened.project.editions().iter().filter(|e| e.lang != document.lang);
    let others: Vec<_> = others
        .map(|other| plan.project.join("text").join(format!("{}.yaml", other.lang)))
        .collect();
    for file in sources.files().filter(|file| !others.contains(&file.path)) {
        (&file.path, &file.text).hash(&mut hasher);
    }
    document.assets.iter().for_each(|asset| (&asset.path, &asset.bytes).hash(&mut hasher));
    format!("{:?}", document.siblings).hash(&mut hasher);
    std::ptr::from_ref::<Faces>(&opened.faces).hash(&mut hasher);
    hasher.finish()
}
