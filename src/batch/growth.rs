//! What pages do when texts grow: of every block in every language how many lines it takes, how
//! many stay free below it, and whether its type had to become smaller.
//!
//! In: a [`Plan`] and shares in percent. Out: one [`Matrix`] a language and format; nothing is
//! written. Each share is a reading of its own, laid out as a build lays it out.

mod page;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::edition::{BuildSession, FormatLayout};
use super::guard::guarded;
use super::plan::Plan;
use super::report::{Outcome, Report};
use super::session::Session;
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::Abs;
use crate::layout::frame::{PlacedLine, lines};
use crate::model::lang::Lang;
use crate::source::{Project, Unit};
pub use page::growth_page;

/// A language in a format: its blocks, and what each is at each share.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The language.
    pub lang: Lang,
    /// The format's name.
    pub format: String,
    /// By share: how many pages there are; `None` where it could not be laid out.
    pub pages: Vec<Option<usize>>,
    /// By share: the names of faults that are of no block, in order.
    pub faults: Vec<Vec<String>>,
    /// The blocks in reading order.
    pub blocks: Vec<BlockPath>,
}

/// A block by its place: `history/2`, `history/heading`, `title`.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockPath {
    /// Its place.
    pub place: String,
    /// By share: what it is; `None` where it stands on no page.
    pub cells: Vec<Option<GrownBlock>>,
}

/// A block at a share.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GrownBlock {
    /// How many lines it takes.
    pub lines: usize,
    /// How many more would fit below the last thing in its column, before the text's lower edge.
    pub free: usize,
    /// The size of most of its type, in points.
    pub size: f64,
    /// The names of its faults, in order.
    pub faults: Vec<String>,
}

impl BlockPath {
    /// Whether its type is smaller at a share than it is as written: by how many percent. What no eye
    /// sees is none.
    pub fn smaller(&self, share: usize) -> Option<f64> {
        let cell = |n: usize| self.cells.get(n).and_then(Option::as_ref);
        let (first, now) = (cell(0)?, cell(share)?);
        let less = 100.0 - 100.0 * now.size / first.size;
        (less > 1.5).then_some(less)
    }

    /// The faults that it has at a share and not as written.
    pub fn new_faults(&self, share: usize) -> Vec<&str> {
        let faults = |n: usize| {
            let cell = self.cells.get(n).and_then(Option::as_ref);
            cell.map(|cell| cell.faults.as_slice()).unwrap_or_default()
        };
        let before = faults(0);
        faults(share)
            .iter()
            .filter(|fault| !before.contains(fault))
            .map(String::as_str)
            .collect()
    }
}

/// Lays a plan's languages out as they are written and longer by each share. What is wrong with the
/// texts as written lies in the report; then there is no matrix.
pub fn growth(plan: &Plan, shares: &[u32]) -> (Report, Vec<Matrix>) {
    let session = Session::default();
    let mut out: Vec<Matrix> = vec![];
    let mut report = Report::default();
    for (n, share) in std::iter::once(0).chain(shares.iter().copied()).enumerate() {
        let grown = Plan { grown: Some(share).filter(|share| *share > 0), ..plan.clone() };
        let told = super::in_pool(&grown, |report| {
            let opened = session.open(&grown, report)?.in_one_language();
            let session = opened.session(&grown, &report.sources);
            let measured: Vec<_> =
                opened.langs.par_iter().map(|lang| measure(&session, lang)).collect();
            for (lang, (made, sink)) in opened.langs.iter().zip(measured) {
                if n == 0 {
                    report.content.append_new(sink);
                }
                add(&mut out, &opened.project, lang, made, n);
            }
            Ok(())
        });
        // What longer texts lack is told in their cells; why they could not be made, here.
        let stops = told.outcome() != Outcome::Done;
        if n == 0 || stops {
            report = told;
        }
        if stops {
            return (report, vec![]);
        }
    }
    let all = shares.len() + 1;
    for matrix in &mut out {
        matrix.pages.resize(all, None);
        matrix.faults.resize(all, vec![]);
        matrix.blocks.iter_mut().for_each(|block| block.cells.resize(all, None));
    }
    (report, out)
}

/// A language in one format, at one share.
struct Measured {
    pages: usize,
    faults: Vec<String>,
    cells: Vec<(String, GrownBlock)>,
}

/// Lays a language out in all formats.
fn measure(session: &BuildSession<'_>, lang: &Lang) -> (Vec<Measured>, Sink) {
    let mut sink = Sink::default();
    let edition = session.project.editions().iter().find(|edition| edition.lang == *lang);
    let units = edition.map(|edition| edition.units()).unwrap_or_default();
    let formats: BTreeSet<usize> = (0..session.project.formats().len()).collect();
    let made = guarded(&format!("the pages in `{lang}`"), Span::NONE, &mut sink, |sink| {
        let document = session.document(lang, sink)?;
        let laid = session.lay_out(&document, &formats);
        Ok(laid.values().map(|laid| measured(laid, &units)).collect())
    });
    (made.unwrap_or_default(), sink)
}

fn measured(laid: &FormatLayout, units: &[Unit]) -> Measured {
    let mut cells: BTreeMap<usize, GrownBlock> = BTreeMap::new();
    let places = BlockPlaces::new(units);
    let style = &laid.document.theme.page;
    let lower = style.top + style.baseline * style.lines;
    for page in &laid.layout.pages {
        let lines = lines(&page.items);
        let mut last: BTreeMap<usize, PlacedLine<'_>> = BTreeMap::new();
        for line in &lines {
            let Some(block) = places.block(line.span) else { continue };
            let cell = cells.entry(block).or_default();
            cell.lines += 1;
            cell.size = cell.size.max(size(line));
            last.insert(block, *line);
        }
        for (block, line) in last {
            let free = (lower - lowest(&lines, &line)) / style.baseline;
            // A handful of lines, and none below the edge.
            let free = free.max(0.0).floor() as usize;
            cells.entry(block).or_default().free = free;
        }
    }
    let mut faults = vec![];
    for fault in &laid.faults {
        match places.block(fault.span).and_then(|block| cells.get_mut(&block)) {
            Some(cell) => note(&mut cell.faults, fault),
            None => note(&mut faults, fault),
        }
    }
    let named =
        cells.into_iter().filter_map(|(n, cell)| Some((places.names.get(n)?.clone(), cell)));
    Measured { pages: laid.layout.pages.len(), faults, cells: named.collect() }
}

/// Notes a fault once.
fn note(faults: &mut Vec<String>, fault: &Diagnostic) {
    if faults.iter().all(|known| known != fault.id) {
        faults.push(fault.id.to_owned());
    }
}

/// The size of a line's largest type.
fn size(line: &PlacedLine<'_>) -> f64 {
    let pieces = line.line.pieces.iter().filter(|piece| !piece.is_space());
    pieces.map(|piece| piece.style.size.to_pt()).fold(0.0, f64::max)
}

/// The lowest baseline of the column that a line stands in.
fn lowest(lines: &[PlacedLine<'_>], line: &PlacedLine<'_>) -> Abs {
    let sides = |line: &PlacedLine<'_>| (line.at.x, line.at.x + line.line.width);
    let (left, right) = sides(line);
    let beside = |other: &&PlacedLine<'_>| {
        let (from, to) = sides(other);
        other.turned.is_none() && other.span != Span::NONE && from < right && to > left
    };
    lines.iter().filter(beside).map(|line| line.at.y).fold(line.at.y, Abs::max)
}

/// Which block a place of a file lies in.
struct BlockPlaces<'u> {
    units: Vec<(&'u Unit, usize)>,
    names: Vec<String>,
}

impl<'u> BlockPlaces<'u> {
    fn new(units: &'u [Unit]) -> Self {
        let mut names: Vec<String> = vec![];
        let mut all = vec![];
        for unit in units {
            let mut parts = unit.place.split('/');
            let name: Vec<&str> = parts.by_ref().take(2).collect();
            let name = name.join("/");
            let known = names.iter().position(|known| *known == name);
            let number = known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            all.push((unit, number));
        }
        all.sort_by_key(|(unit, _)| (unit.span.start, unit.span.end));
        Self { units: all, names }
    }

    fn block(&self, span: Span) -> Option<usize> {
        let file = span.file?;
        let after = self.units.partition_point(|(unit, _)| unit.span.start <= span.start);
        let (unit, block) = self.units.get(after.checked_sub(1)?)?;
        (unit.span.file == Some(file) && span.start <= unit.span.end).then_some(*block)
    }
}

/// Adds what was measured at the share of a number.
fn add(
    out: &mut Vec<Matrix>,
    project: &Project,
    lang: &Lang,
    made: Vec<Measured>,
    share: usize,
) {
    for (format, measured) in project.formats().iter().zip(made) {
        let known = out.iter().position(|m| m.lang == *lang && m.format == format.name);
        let at = known.unwrap_or_else(|| {
            out.push(Matrix {
                lang: lang.clone(),
                format: format.name.clone(),
                pages: vec![],
                faults: vec![],
                blocks: vec![],
            });
            out.len() - 1
        });
        let Some(matrix) = out.get_mut(at) else { continue };
        matrix.pages.resize(share, None);
        matrix.pages.push(Some(measured.pages));
        matrix.faults.resize(share, vec![]);
        matrix.faults.push(measured.faults);
        for (place, cell) in measured.cells {
            let known = matrix.blocks.iter().position(|block| block.place == place);
            let at = known.unwrap_or_else(|| {
                matrix.blocks.push(BlockPath { place, cells: vec![] });
                matrix.blocks.len() - 1
            });
            if let Some(block) = matrix.blocks.get_mut(at) {
                block.cells.resize(share, None);
                block.cells.push(Some(cell));
            }
        }
    }
}
