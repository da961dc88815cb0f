//! The formats of a project, each with its own whole theme.
//!
//! In: the shipped theme, the project's changes to it, the formats that `brochure.yaml` asks
//! for. Out: [`Format`]s. A size or a fold brings shipped changes of its own (`themes/formats/`),
//! so that columns and type suit it; what the project says for that format alone comes last.

mod house;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decode::Str;
use super::node::{Key, Node, NodeKind};
use super::schema::formats::{FormatEntry, NamedSize};
use super::schema::{self, SchemaKind};
use super::shape::{Shapes, settle};
use super::shipped::{self, Shipped, ShippedFile};
use super::{theme, yaml};
use crate::diag::{Diagnostic, Failed, FileId, Sink, Sources, Span};
use crate::geom::{Abs, Size};
use crate::model::print::{FoldScheme, Format, FormatKind, Leaflet};
use crate::model::style::{PageStyle, Theme};

/// A file that was read.
type File = (FileId, Arc<str>);

/// A file of changes that a format brings, and whether it is drawn for the theme alone.
pub(super) type Brought = (bool, ShippedFile);

/// The format of a project that names none.
const DEFAULT: &str = "booklet";

/// Height of the lines that shipped formats count in, where they do not say another.
const DRAWN_FOR: Abs = Abs::pt(18.0);

/// Width of the narrowest column, and height of the lowest, that holds text: two or three words a line.
const SMALLEST_COLUMN: Abs = Abs::mm(30.0);

/// What the themes of a project's formats are made of.
pub(super) struct Ingredients<'n> {
    /// The shipped theme.
    pub(super) shipped: Shipped,
    /// The project's own themes, in the order in which they are laid upon the shipped one.
    pub(super) own: Vec<File>,
    /// The project's `theme.yaml`.
    pub(super) changes: Option<File>,
    /// `brochure.yaml` as nodes.
    pub(super) brochure: &'n Node<'n>,
    /// The formats, in the project's order.
    pub(super) entries: Vec<FormatEntry>,
    /// For each of them the shipped changes that it brings, later ones over earlier ones.
    pub(super) brought: Vec<Vec<Brought>>,
}

/// The formats that are asked for; the theme's booklet where none is.
/// `page` is the size of those that say neither a size nor a fold.
pub(super) fn entries(
    asked: Option<&[FormatEntry]>,
    page: Option<NamedSize>,
    brochure: Span,
) -> Vec<FormatEntry> {
    let name = Str { text: DEFAULT.to_owned(), span: brochure };
    let usual = FormatEntry { name, size: None, fold: None, paper: None, span: brochure };
    let mut entries = asked.map_or_else(|| vec![usual], <[FormatEntry]>::to_vec);
    for entry in entries.iter_mut().filter(|entry| entry.fold.is_none()) {
        entry.size = entry.size.or(page);
    }
    entries
}

/// Tells of formats that would write the same files.
pub(super) fn check(entries: &[FormatEntry], sink: &mut Sink) {
    for (i, entry) in entries.iter().enumerate() {
        let name = &entry.name;
        if let Some(twin) = entries[..i].iter().find(|other| other.name.text == name.text) {
            let message = format!("the format `{}` stands twice", name.text);
            let fault = Diagnostic::error("duplicate-format", name.span, message);
            sink.push(
                fault
                    .with_related(twin.name.span, "it stands here first")
                    .with_hint("give one of the two a `name` of its own"),
            );
            continue;
        }
        // The first format's files bear no name of a format, but those of its other outputs.
        if i > 0 && ["booklet", "print", "proof"].contains(&name.text.as_str()) {
            let message = format!("only the first format can be named `{}`", name.text);
            let fault = Diagnostic::error("reserved-format", name.span, message);
            sink.push(fault.with_hint("write it first, or give it a `name` of its own"));
        }
    }
}

/// The shipped changes that a format brings to a shipped theme, as files of `sources`: those to all
/// themes, then those to that one.
pub(super) fn brought(entry: &FormatEntry, theme: &str, sources: &mut Sources) -> Vec<Brought> {
    let names = match (entry.fold, entry.size) {
        (Some(_), _) => vec!["leaflet"],
        (None, Some(size)) => drawn_for(size),
        (None, None) => vec![],
    };
    let own = names.last().map(|name| format!("{theme}/{name}"));
    let mut find = |name: &str| shipped::format_changes(name, sources);
    let common: Vec<_> = names.iter().filter_map(|name| Some((false, find(name)?))).collect();
    common.into_iter().chain(own.and_then(|name| Some((true, find(&name)?)))).collect()
}

/// The shipped pages that come next to a size. Pages between A6 and A4 are those of the theme.
fn drawn_for(NamedSize { name, size, .. }: NamedSize) -> Vec<&'static str> {
    match (name, size.width.to_mm()) {
        (Some("a3" | "us-tabloid"), _) => vec!["a4", "a3"],
        (Some("us-legal"), _) => vec!["us-letter"],
        (Some(name), _) => vec![name],
        (None, ..102.0) => vec!["dl"],
        (None, ..130.0) => vec!["a6"],
        (None, ..180.0) => vec![],
        (None, ..254.0) => vec!["a4"],
        (None, _) => vec!["a4", "a3"],
    }
}

/// The formats of a project.
pub(super) struct ProjectFormats {
    pub(super) formats: Vec<Format>,
    /// What an author should know of them.
    pub(super) remarks: Vec<Diagnostic>,
    /// The project's own colours that no theme has use for, with their places.
    pub(super) unused: BTreeMap<String, Span>,
}

/// Makes the formats, and remarks on them.
///
/// # Errors
/// The faults of the themes.
pub(super) fn formats(parts: &Ingredients<'_>) -> Result<ProjectFormats, Vec<Diagnostic>> {
    let mut sink = Sink::default();
    let made = parts.base(&mut sink).and_then(|base| {
        let first = parts.first(&mut sink)?;
        let each = parts.entries.iter().zip(&parts.brought);
        let made: Vec<_> = each
            .map(|(entry, brought)| {
                let mut told = Sink::default();
                let format = parts.format((&base, first.as_ref()), entry, brought, &mut told);
                // What is wrong with the common part is wrong in every format.
                sink.append_new(told);
                format
            })
            .collect();
        made.into_iter().collect::<Result<Vec<_>, _>>()
    });
    sink.tell_once("low-contrast");
    match (made, sink.check()) {
        (Ok(made), Ok(())) => {
            let remarks = sink.diagnostics().to_vec();
            let unused = parts.unused(&made);
            let formats = made.into_iter().map(|(format, _)| format).collect();
            Ok(ProjectFormats { formats, remarks, unused })
        }
        _ => Err(sink.diagnostics().to_vec()),
    }
}

impl Ingredients<'_> {
    /// The theme that formats are drawn for, as it is shipped; nothing where no format is to be
    /// brought from it to another one.
    fn first(&self, sink: &mut Sink) -> Result<Option<Node<'_>>, Failed> {
        let mut brought = self.brought.iter().flatten();
        if brought.all(|(of_theme, _)| *of_theme) {
            return Ok(None);
        }
        self.shipped.first().ok_or(Failed)?.nodes(sink).map(Some)
    }

    /// The nodes that all formats have in common.
    fn base(&self, sink: &mut Sink) -> Result<Node<'_>, Failed> {
        let mut node = theme::whole(&self.shipped, sink)?;
        for (own, (file, text)) in self.files() {
            let mut changes = yaml::parse(text, *file, sink)?;
            if own {
                changes.remove("base");
            }
            let shapes = Shapes::new(schema::strict(SchemaKind::Theme));
            let changes = settle(changes, &shapes, text, sink);
            if let Some(size) = changes.get("page").and_then(|page| page.get("size")) {
                let message = "the size of pages is said in `brochure.yaml`";
                let fault = Diagnostic::error("two-sizes", size.span, message);
                return Err(sink.tell(fault.with_hint("write there `page: { size: a4 }`")));
            }
            if changes.kind != NodeKind::Null {
                theme::lay(&mut node, changes);
            }
        }
        if let Some(mut changes) = self.brochure.get("theme").cloned() {
            changes.remove("name");
            if matches!(changes.kind, NodeKind::Map(_)) {
                theme::lay(&mut node, changes);
            }
        }
        if let Some(mut page) = self.brochure.get("page").cloned() {
            page.remove("size");
            node.overlay(within("page", page));
        }
        if let Some(brand) = self.brochure.get("brand") {
            node.overlay(within("brand", brand.clone()));
        }
        if let Some(bleed) = self.brochure.get("print").and_then(|print| print.get("bleed")) {
            node.overlay(within("page", within("bleed", bleed.clone())));
        }
        Ok(node)
    }

    fn format(
        &self,
        (base, first): (&Node<'_>, Option<&Node<'_>>),
        entry: &FormatEntry,
        brought: &[Brought],
        sink: &mut Sink,
    ) -> Result<(Format, BTreeSet<String>), Failed> {
        let mut node = base.clone();
        let mut own_lines = brought.is_empty();
        for (of_theme, file) in brought {
            let mut changes = file.nodes(sink)?;
            own_lines |= changes.get("page").is_some_and(|page| page.get("baseline").is_some());
            if let (false, Some(first)) = (of_theme, first) {
                changes = theme::suited(changes, base, first);
            }
            theme::lay(&mut node, changes);
        }
        if let Some(changes) = self.own(entry) {
            two_sizes(entry, changes).map_or(Ok(()), |fault| Err(sink.tell(fault)))?;
            theme::lay(&mut node, changes.clone());
        }
        let mut places = theme::places(&node);
        let (mut theme, unused) = theme::with_unused(node, sink)?;
        self.recolor(&mut theme, &mut places, kind(entry), sink)?;
        if let Some(NamedSize { size, .. }) = entry.size {
            if !self.says_lines(entry, brought.is_empty().then_some(base)) {
                let drawn = if own_lines { theme.page.baseline } else { DRAWN_FOR };
                theme.page.lines = lines(&theme.page, drawn, size.height);
            }
            (theme.page.width, theme.page.height) = (size.width, size.height);
        }
        let kind = kind(entry);
        let fault = bad_bleed(&theme, kind, places.of(theme::BLEED))
            .or_else(|| bad_fold(&theme, kind, entry.span))
            .or_else(|| too_narrow(&theme, kind, entry.span));
        fault.map_or(Ok(()), |fault| Err(sink.tell(fault)))?;
        let (theme, places) = (Arc::new(theme), Arc::new(places));
        let name = entry.name.text.clone();
        Ok((Format { name, kind, theme, places, span: entry.span }, unused))
    }

    /// The colours of the project's own files that are unused in every format.
    fn unused(&self, made: &[(Format, BTreeSet<String>)]) -> BTreeMap<String, Span> {
        let Some(((first, unused), rest)) = made.split_first() else { return BTreeMap::new() };
        let own = self.own_files();
        let everywhere = |name: &&String| rest.iter().all(|(_, unused)| unused.contains(*name));
        let place = |name: &String| (name.clone(), first.places.of(&format!("colors.{name}")));
        let places = unused.iter().filter(everywhere).map(place);
        places.filter(|(_, span)| span.file.is_some_and(|file| own.contains(&file))).collect()
    }

    /// Whether the project says how many lines the pages of a format have, for it alone or in
    /// what is common to all.
    fn says_lines(&self, entry: &FormatEntry, common: Option<&Node<'_>>) -> bool {
        let lines = |node: Option<&Node<'_>>| Some(node?.get("page")?.get("lines")?.span);
        let own = self.own_files();
        lines(self.own(entry)).is_some()
            || lines(common).and_then(|span| span.file).is_some_and(|file| own.contains(&file))
    }

    /// The files that are laid upon the shipped theme, and whether each is a theme of its own.
    fn files(&self) -> impl Iterator<Item = (bool, &File)> {
        let own = self.own.iter().map(|file| (true, file));
        own.chain(self.changes.as_ref().map(|file| (false, file)))
    }

    /// The files in which the project changes its theme.
    fn own_files(&self) -> BTreeSet<FileId> {
        let themes = self.files().map(|(_, (file, _))| *file);
        themes.chain(self.brochure.span.file).collect()
    }

    /// The changes that the project makes for one format.
    fn own(&self, entry: &FormatEntry) -> Option<&Node<'_>> {
        let NodeKind::Seq(items) = &self.brochure.get("formats")?.kind else { return None };
        items.iter().find(|item| item.span == entry.span)?.get("theme")
    }
}

/// How many lines a page of a height has below the theme's head and above as much white at its foot
/// as on the page that the theme is drawn for, whose lines are `drawn` high.
fn lines(page: &PageStyle, drawn: Abs, height: Abs) -> f64 {
    let foot = page.height - page.top - drawn * page.lines;
    ((height - page.top - foot + Abs::pt(0.01)) / page.baseline).floor().max(1.0)
}

/// The pages of a format with a `size` are as wide and high as that says.
fn two_sizes(entry: &FormatEntry, changes: &Node<'_>) -> Option<Diagnostic> {
    let page = changes.get("page")?;
    let side = ["size", "width", "height"].iter().find_map(|key| page.get(key))?;
    let (message, hint) = match entry.size {
        Some(_) => (
            "the format's `size` says how wide and how high its pages are",
            "remove one of the two",
        ),
        None if page.get("size").is_some() => {
            ("a format says its size beside its name", "write `{ name: …, size: a5 }`")
        }
        None => return None,
    };
    let fault = Diagnostic::error("two-sizes", side.span, message).with_hint(hint);
    Some(match entry.size {
        Some(size) => fault.with_related(size.span, "it stands here"),
        None => fault,
    })
}

/// A map of one key.
fn within<'n>(key: &'static str, value: Node<'n>) -> Node<'n> {
    let span = value.span;
    let key = Key { text: key.into(), span };
    Node { span, kind: NodeKind::Map(vec![(key, value)]) }
}

/// What a format is; sheets lie on their longer side, so that folds run from top to bottom.
fn kind(entry: &FormatEntry) -> FormatKind {
    let Some(fold) = entry.fold else { return FormatKind::Booklet };
    let a4 = Size::new(Abs::mm(297.0), Abs::mm(210.0));
    let paper = entry.paper.map_or(a4, |paper| match (paper.name, paper.size) {
        // A named sheet is folded across its longer side; one with lengths is taken as given.
        (Some(_), size) => Size::new(size.height, size.width),
        (None, size) => size,
    });
    FormatKind::Leaflet(Leaflet { fold, paper, one_side: false })
}

/// Margins that leave no column of text are a slip of a unit.
fn too_narrow(theme: &Theme, kind: FormatKind, span: Span) -> Option<Diagnostic> {
    let page = &theme.page;
    let column = page.width - page.inside - page.outside;
    let is_sound = page.inside.min(page.outside) >= Abs::ZERO && column >= SMALLEST_COLUMN;
    if is_sound || kind != FormatKind::Booklet {
        return None;
    }
    let (inside, outside) = (page.inside.to_mm(), page.outside.to_mm());
    let message = format!(
        "a page of {:.0} mm with margins of {inside:.0} and {outside:.0} mm holds no text",
        page.width.to_mm()
    );
    let fault = Diagnostic::error("page-too-narrow", span, message);
    Some(fault.with_hint("widen the page, or set `inside` and `outside` under `page`"))
}

/// A fold whose panels would hold no text does not fit its paper.
fn bad_fold(theme: &Theme, kind: FormatKind, span: Span) -> Option<Diagnostic> {
    let FormatKind::Leaflet(Leaflet { fold, paper, .. }) = kind else { return None };
    let style = &theme.leaflet;
    let narrowest = match fold {
        FoldScheme::Bifold => paper.width / 2.0,
        FoldScheme::LetterFold => (paper.width - style.tuck * 2.0) / 3.0,
        FoldScheme::ZFold => paper.width / 3.0,
        FoldScheme::GateFold => (paper.width - style.gate_tuck * 2.0) / 4.0,
    };
    let room = narrowest.min(paper.height) - style.margin * 2.0;
    if room >= SMALLEST_COLUMN {
        return None;
    }
    let (name, panel) = (fold.name(), narrowest.to_mm());
    let (width, height) = (paper.width.to_mm(), paper.height.to_mm());
    let message = format!(
        "paper of {width:.0} × {height:.0} mm is too small for the fold `{name}`: \
         its narrowest panel has {panel:.0} mm"
    );
    let fault = Diagnostic::error("fold-too-narrow", span, message);
    Some(fault.with_hint(
        "take a larger `paper`, such as `a4`, or a fold of fewer panels, such as `bifold`",
    ))
}

/// Most bleed that a press has room for.
const MOST_BLEED: Abs = Abs::mm(25.0);

/// A bleed that a page or a press has no room for is a slip of a unit.
fn bad_bleed(theme: &Theme, kind: FormatKind, span: Span) -> Option<Diagnostic> {
    let page = &theme.page;
    let size = match kind {
        FormatKind::Booklet => Size::new(page.width, page.height),
        FormatKind::Leaflet(leaflet) => leaflet.paper,
    };
    let side = size.width.min(size.height);
    if page.bleed <= MOST_BLEED && page.bleed * 4.0 <= side {
        return None;
    }
    let (bleed, side) = (page.bleed.to_mm(), side.to_mm());
    let message = format!("a bleed of {bleed:.0} mm is too large for a page of {side:.0} mm");
    let fault = Diagnostic::error("bleed-too-large", span, message);
    Some(fault.with_hint("print shops ask for `3mm` to `5mm`"))
}
