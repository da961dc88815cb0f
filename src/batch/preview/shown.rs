//! A language's pages, set, with the places in the source that they come from.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::mark::{FaultMark, mark, place};
use crate::batch::edition::{BuildSession, FormatLayout};
use crate::batch::open::Opened;
use crate::batch::press::Proof;
use crate::batch::proof::ProofPictures;
use crate::batch::session::Faces;
use crate::diag::{Diagnostic, Severity, Sink, Sources, Span};
use crate::geom::{Abs, Rect, Size};
use crate::layout::frame::{FrameItem, Page, PlacedLine, lines};
use crate::model::Document;
use crate::model::lang::Lang;
use crate::model::print::FormatKind;
use crate::raster::PagePainter;
use crate::web::{self, WebFonts};

/// A line's reach above and below its baseline, as shares of its type.
const REACH: (f64, f64) = (0.95, 0.4);

/// A language, set in all formats.
pub struct ShownLanguage {
    /// Its language.
    pub lang: Lang,
    /// The brochure's title in it.
    pub title: String,
    /// Its formats, in the project's order.
    pub formats: Vec<ShownFormat>,
    /// What is wrong with its pages.
    pub(super) faults: Vec<FaultMark>,
    document: Document,
    faces: Arc<Faces>,
    web: OnceLock<Result<Vec<u8>, String>>,
}

/// A language in one format.
pub struct ShownFormat {
    /// The format's name.
    pub name: String,
    /// Whether it is one sheet that is folded.
    pub leaflet: bool,
    /// Its pages.
    pub pages: Vec<ShownPage>,
    /// A leaflet's states as it is unfolded, by name.
    pub states: Vec<String>,
    drawing: PagePainter,
    pictures: Option<ProofPictures>,
    drawn: Mutex<Vec<Drawn>>,
}

/// A page that was drawn: its number, its width in pixels, and the PNG file.
type Drawn = (usize, u32, Arc<[u8]>);

/// A page.
#[derive(Debug, Clone)]
pub struct ShownPage {
    /// Its trimmed size.
    pub size: Size,
    /// What its folio says or would say.
    pub label: String,
    /// A name that changes when anything on it does.
    pub digest: String,
    /// What stands on it, in reading order.
    pub spots: Vec<Spot>,
}

/// A text or a picture on a page, and where it comes from.
#[derive(Debug, Clone)]
pub struct Spot {
    /// What it fills of the page.
    pub rect: Rect,
    /// What it says.
    pub text: String,
    /// Path of its file, its line there, and what stands in that line.
    pub place: Option<(String, usize, String)>,
    /// The gravest fault that names it.
    pub fault: Option<Severity>,
}

impl std::fmt::Debug for ShownLanguage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl ShownLanguage {
    /// Sets a language in all formats of its project.
    pub(super) fn new(document: Document, opened: &Opened, session: &BuildSession<'_>) -> Self {
        let formats = (0..opened.project.formats().len()).collect();
        let laid: Vec<FormatLayout> =
            session.lay_out(&document, &formats).into_values().collect();
        let faults = laid.iter().fold(Sink::default(), |mut all, laid| {
            let mut own = Sink::default();
            laid.faults.iter().for_each(|fault| own.push(fault.clone()));
            all.append_new(own);
            all
        });
        let names = opened.project.formats().iter().map(|format| format.name.clone());
        let laid: Vec<(String, FormatLayout)> = names.zip(laid).collect();
        let formats = laid
            .into_par_iter()
            .map(|(name, laid)| ShownFormat::new(name, &laid, session, faults.diagnostics()))
            .collect();
        Self {
            lang: document.lang.clone(),
            title: document.title.to_plain(),
            formats,
            faults: faults.diagnostics().iter().map(|f| mark(f, session.sources)).collect(),
            faces: Arc::clone(&opened.faces),
            document,
            web: OnceLock::new(),
        }
    }

    /// A number that tells its web page from an earlier one.
    pub fn web_digest(&self) -> String {
        let mut hasher = DefaultHasher::new();
        let pages = self.formats.iter().flat_map(|format| &format.pages);
        pages.for_each(|page| page.digest.hash(&mut hasher));
        self.title.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }

    /// The web page, made when it is first asked for.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn web(&self) -> Result<&[u8], &str> {
        let make = || {
            let fonts = WebFonts::new(&self.document, &self.faces.book);
            let fonts = fonts.map_err(|fault| fault.message)?;
            Ok(web::html(&self.document, &fonts, &[]).into_bytes())
        };
        let made = self.web.get_or_init(make).as_ref();
        made.map(Vec::as_slice).map_err(String::as_str)
    }
}

impl ShownFormat {
    fn new(
        name: String,
        laid: &FormatLayout,
        session: &BuildSession<'_>,
        faults: &[Diagnostic],
    ) -> Self {
        let FormatLayout { document, layout, .. } = laid;
        let leaflet = matches!(document.format, FormatKind::Leaflet(_));
        let pictures = match leaflet {
            true => Some(ProofPictures::new(session, laid, vec![])),
            false => None,
        };
        let states = pictures.as_ref().map(|p| p.names().to_vec()).unwrap_or_default();
        let page = |page: &Page| shown_page(page, document, session.sources, faults);
        Self {
            name,
            leaflet,
            pages: layout.pages.iter().map(page).collect(),
            states,
            drawing: PagePainter::new(layout, &document.assets, session.fonts()),
            pictures,
            drawn: Mutex::default(),
        }
    }

    /// A page as a PNG file of so many pixels across; `None` where it cannot be drawn.
    pub fn page(&self, number: usize, width: u32) -> Option<Arc<[u8]>> {
        let size = self.pages.get(number)?.size;
        let kept = || self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().iter().find(|drawn| (drawn.0, drawn.1) == (number, width)).cloned();
        if let Some((_, _, png)) = known {
            return Some(png);
        }
        let height = (f64::from(width) * (size.height / size.width)).round();
        // Pages are a few times as high as wide, and widths have a limit.
        let pixels = self.drawing.draw(number, width, height as u32).ok()?;
        let png: Arc<[u8]> = pixels.to_png().ok()?.into();
        kept().push((number, width, Arc::clone(&png)));
        Some(png)
    }

    /// A leaflet in one of its states as a PNG file.
    pub fn state(&self, name: &str) -> Option<Vec<u8>> {
        let pictures = self.pictures.as_ref()?;
        let number = self.states.iter().position(|known| known == name)?;
        pictures.draw(number).ok()
    }
}

fn shown_page(
    page: &Page,
    document: &Document,
    sources: &Sources,
    faults: &[Diagnostic],
) -> ShownPage {
    let mut hasher = DefaultHasher::new();
    hash(&page.items, document, &mut hasher);
    let mut spots: Vec<(Span, Spot)> = vec![];
    for placed in lines(&page.items) {
        add_line(&placed, sources, &mut spots);
    }
    for item in &page.items {
        if let FrameItem::Image { asset, rect, clip, span, .. } = item {
            let path = document.assets.get(asset.0 as usize).map(|asset| asset.path.clone());
            spots.push((*span, spot(*span, clip.unwrap_or(*rect), path, sources)));
        }
    }
    for (span, spot) in &mut spots {
        spot.fault = faults.iter().filter(|f| meet(f.span, *span)).map(|f| f.severity).max();
    }
    let spots = spots.into_iter().map(|(_, spot)| spot).filter(|s| s.place.is_some());
    ShownPage {
        size: page.size,
        label: page.label.clone(),
        digest: format!("{:016x}", hasher.finish()),
        spots: spots.collect(),
    }
}

fn spot(span: Span, rect: Rect, text: Option<String>, sources: &Sources) -> Spot {
    let place = place(span, sources);
    Spot { rect, text: text.unwrap_or_default(), place, fault: None }
}

/// Adds a line to the spot of its text, which is the last one if it has begun.
fn add_line(placed: &PlacedLine<'_>, sources: &Sources, spots: &mut Vec<(Span, Spot)>) {
    let size = placed.line.pieces.iter().fold(Abs::ZERO, |most, p| most.max(p.size));
    let (above, below) = (size * REACH.0, size * REACH.1);
    let rect = Rect::new(Abs::ZERO, -above, placed.line.width, above + below);
    let rect = placed.on_page(rect);
    let mut pieces: Vec<_> = placed.line.pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.start);
    let words: String = pieces.iter().map(|piece| &*piece.shaped.text).collect();
    match spots.last_mut().filter(|(span, last)| *span == placed.span && near(last.rect, rect))
    {
        Some((_, last)) => {
            last.rect = around(last.rect, rect);
            last.text.push(' ');
            last.text.push_str(words.trim());
        }
        None => {
            let words = Some(words.trim().to_owned());
            spots.push((placed.span, spot(placed.span, rect, words, sources)));
        }
    }
}

/// Whether a line stands in the column of those before it.
fn near(before: Rect, line: Rect) -> bool {
    line.left() < before.right() && before.left() < line.right() && line.top() >= before.top()
}

fn around(a: Rect, b: Rect) -> Rect {
    let (left, top) = (a.left().min(b.left()), a.top().min(b.top()));
    Rect::new(left, top, a.right().max(b.right()) - left, a.bottom().max(b.bottom()) - top)
}

/// Whether two places share a byte, or one is a point in the other.
fn meet(a: Span, b: Span) -> bool {
    a.file.is_some() && a.file == b.file && a.start <= b.end && b.start <= a.end
}

/// Feeds what is seen of items.
fn hash(items: &[FrameItem], document: &Document, hasher: &mut DefaultHasher) {
    let mut pictures = BTreeSet::new();
    for item in items {
        match item {
            FrameItem::Text { at, line, .. } => {
                format!("{at:?}{:?}", line.stretched).hash(hasher);
                for piece in &line.pieces {
                    let style = &piece.style;
                    let seen = (piece.x, piece.size, style.rise, style.color, style.decoration);
                    format!("{seen:?}").hash(hasher);
                    (piece.shaped.font, &piece.shaped.text).hash(hasher);
                    format!("{:?}", piece.shaped.glyphs).hash(hasher);
                }
            }
            FrameItem::Image { asset, rect, clip, mirrored, .. } => {
                format!("{rect:?}{clip:?}{mirrored}").hash(hasher);
                pictures.insert(asset.0);
            }
            FrameItem::Turned { at, items } => {
                format!("{at:?}").hash(hasher);
                hash(items, document, hasher);
            }
            FrameItem::Shape { .. } => format!("{item:?}").hash(hasher),
            FrameItem::TagStart(_) | FrameItem::TagEnd => {}
        }
    }
    for picture in pictures {
        document.assets.get(picture as usize).map(|asset| &asset.bytes).hash(hasher);
    }
}
