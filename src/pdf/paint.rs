//! Colours as a file names them: DeviceRGB on screens; DeviceCMYK, Separation and DeviceN in
//! print (ISO 32000-1 8.6).
//!
//! In: colours as authored. Out: [`Paint`]s, and the colour spaces that they need. Colours
//! without inks go through the press's profile here, greys as black ink alone; text that is
//! small, or all text where the project asks for it, gets the inks that keep it legible.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, dictionary};

use super::conform::PackedProfile;
use super::syntax::{name, numbers};
use crate::color::Separator;
use crate::geom::Abs;
use crate::model::print::{Print, PrintText};
use crate::model::style::{Cmyk, Color, MOST_SPOTS, Rgb, SMALL_TYPE, SpotInk, Spots};

/// Cyan, magenta, yellow, black.
pub(super) const PROCESS: usize = 4;
pub(super) const BLACK: usize = 3;
/// Process and spot inks.
pub(super) const INKS: usize = PROCESS + MOST_SPOTS;

/// What a press prints with.
#[derive(Debug, Clone, Copy)]
pub struct Inks<'a> {
    /// How the project is printed.
    pub print: &'a Print,
    /// The profile of that press, packed.
    pub profile: &'a PackedProfile,
    /// The theme's spot inks.
    pub spots: &'a [SpotInk],
    /// Which of them the file holds.
    pub plate: Plate,
}

/// Which inks of a press a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Plate {
    /// All.
    #[default]
    All,
    /// All but black: what the editions of several languages share.
    Art,
    /// Black alone: what is each language's own.
    Black,
}

/// A colour as a content stream names it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Paint {
    /// DeviceRGB.
    Rgb(Rgb),
    /// DeviceCMYK, in percent.
    Cmyk(Cmyk),
    /// Tints of the inks of a colour space, in percent; those of other inks are 0.
    Tints(u16, [f32; INKS]),
    /// Every plate there is, in full.
    All,
}

/// A set of inks by their numbers, process inks first.
pub(super) type InkSet = Vec<usize>;

/// The colours of a file.
pub(super) struct Palette<'a> {
    pub(super) inks: Option<Inks<'a>>,
    separator: OnceCell<Option<Separator>>,
    /// Inks of colours that have none, as they were found.
    separated: BTreeMap<Rgb, Cmyk>,
    /// The colour spaces in the order of their first use.
    pub(super) spaces: Vec<InkSet>,
    pub(super) uses_all: bool,
}

impl<'a> Palette<'a> {
    /// Colours for a press, or for screens.
    pub(super) fn new(inks: Option<Inks<'a>>) -> Self {
        Self {
            inks,
            separator: OnceCell::new(),
            separated: BTreeMap::new(),
            spaces: vec![],
            uses_all: false,
        }
    }

    /// Whether the file is for a press.
    pub(super) fn is_print(&self) -> bool {
        self.inks.is_some()
    }

    /// A colour of an outline; `None` where the file's plates have nothing of it.
    pub(super) fn shape(&mut self, color: Color) -> Option<Paint> {
        let Some(inks) = self.inks else { return Some(Paint::Rgb(color.rgb)) };
        self.on_plate(inks, color)
    }

    /// A colour on the file's plates. A light grey that is black ink alone leaves its place bare on
    /// the art's plates, as it does in a whole file.
    fn on_plate(&mut self, inks: Inks<'_>, color: Color) -> Option<Paint> {
        let knocks_out = inks.plate == Plate::Art && !overprints(self.tints(inks, color));
        self.printed(inks, color).or(knocks_out.then_some(Paint::Cmyk(Cmyk::default())))
    }

    /// A colour of text of a size, and whether the text lies upon what is beneath it: black and
    /// dark greys do; light ones would let the ground's inks through.
    pub(super) fn text(&mut self, color: Color, size: Abs) -> Option<(Paint, bool)> {
        let Some(inks) = self.inks else { return Some((Paint::Rgb(color.rgb), false)) };
        let is_mark = color.spots == Color::REGISTRATION.spots;
        let color = if is_mark { color } else { text_inks(inks.print, color, size) };
        let paint = self.on_plate(inks, color)?;
        let over = match (inks.plate, paint) {
            (Plate::Black, Paint::Cmyk(Cmyk([.., black]))) => black >= DARK,
            _ => overprints(self.tints(inks, color)),
        };
        Some((paint, over))
    }

    /// Whether text of a colour and size is on the file's plates.
    pub(super) fn has_text(&mut self, color: Color, size: Abs) -> bool {
        self.inks.is_none_or(|inks| inks.plate != Plate::Art)
            || self.text(color, size).is_some()
    }

    fn printed(&mut self, inks: Inks<'_>, color: Color) -> Option<Paint> {
        if inks.plate == Plate::All && color.spots == Color::REGISTRATION.spots {
            self.uses_all = true;
            return Some(Paint::All);
        }
        let mut tints = self.tints(inks, color);
        match inks.plate {
            Plate::All => {}
            Plate::Art if is_black(tints) => return None,
            Plate::Art => tints[BLACK] = 0.0,
            Plate::Black => {
                let black = tints[BLACK];
                tints = [0.0; INKS];
                tints[BLACK] = black;
            }
        }
        let [c, m, y, k, spots @ ..] = tints;
        let process_alone = spots == [0.0; MOST_SPOTS];
        Some(match process_alone {
            true => Paint::Cmyk(Cmyk([c, m, y, k])),
            false => Paint::Tints(self.space(&tints), tints),
        })
    }

    /// What a colour takes of each ink.
    fn tints(&mut self, inks: Inks<'_>, color: Color) -> [f32; INKS] {
        let mut tints = [0.0; INKS];
        if color.spots == Color::REGISTRATION.spots {
            tints[..PROCESS + inks.spots.len().min(MOST_SPOTS)].fill(100.0);
            return tints;
        }
        let process = color.cmyk.unwrap_or_else(|| self.separate(color.rgb));
        tints[..PROCESS].copy_from_slice(&process.0);
        tints[PROCESS..].copy_from_slice(&color.spots.0);
        tints
    }

    /// The inks of a colour that says none, through the press's profile.
    fn separate(&mut self, rgb: Rgb) -> Cmyk {
        if let Some(&known) = self.separated.get(&rgb) {
            return known;
        }
        let found = self.separator().map(|separator| separator.inks(rgb)).unwrap_or_default();
        self.separated.insert(rgb, found);
        found
    }

    /// What turns pictures into the press's inks.
    pub(super) fn separator(&self) -> Option<&Separator> {
        let print = self.inks?.print;
        let made = || Separator::new(&print.press.profile, print.ink_limit).ok();
        // The profile was checked when the project was read.
        self.separator.get_or_init(made).as_ref()
    }

    /// A colour in process inks alone: what a picture can be laid flat on.
    pub(super) fn process(&mut self, color: Color) -> Cmyk {
        let authored = color.cmyk.filter(|_| color.spots == Spots::default());
        authored.unwrap_or_else(|| self.separate(color.rgb))
    }

    /// The number of the colour space of some inks.
    fn space(&mut self, tints: &[f32; INKS]) -> u16 {
        let set: InkSet = (0..INKS).filter(|&ink| tints[ink] > 0.0).collect();
        let known = self.spaces.iter().position(|space| *space == set);
        let at = known.unwrap_or_else(|| {
            self.spaces.push(set);
            self.spaces.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// Writes the operators that choose a colour for fills or for strokes.
    pub(super) fn choose(&self, out: &mut Vec<u8>, paint: Paint, stroke: bool) {
        let operator =
            |fill: &'static [u8], line: &'static [u8]| if stroke { line } else { fill };
        match paint {
            Paint::Rgb(Rgb(channels)) => {
                numbers(out, &channels.map(|c| f64::from(c) / 255.0));
                out.extend_from_slice(operator(b"rg\n", b"RG\n"));
            }
            Paint::Cmyk(Cmyk(inks)) => {
                numbers(out, &inks.map(share));
                out.extend_from_slice(operator(b"k\n", b"K\n"));
            }
            Paint::Tints(space, tints) => {
                out.extend_from_slice(format!("/S{space} ").as_bytes());
                out.extend_from_slice(operator(b"cs ", b"CS "));
                for &ink in self.spaces.get(usize::from(space)).into_iter().flatten() {
                    numbers(out, &[share(tints[ink])]);
                }
                out.extend_from_slice(operator(b"scn\n", b"SCN\n"));
            }
            Paint::All => {
                out.extend_from_slice(operator(b"/SAll cs 1 scn\n", b"/SAll CS 1 SCN\n"));
            }
        }
    }
}

/// A colour that is dark enough to be read on paper.
fn is_dark(Rgb([r, g, b]): Rgb) -> bool {
    // Luma of BT.709, in thousandths.
    u32::from(r) * 213 + u32::from(g) * 715 + u32::from(b) * 72 < 128_000
}

/// What text of a size is printed in: small type in the inks that keep it legible, and dark text in
/// black where the project asks for it.
fn text_inks(print: &Print, color: Color, size: Abs) -> Color {
    let only = |inks| Color { cmyk: Some(inks), spots: Spots::default(), ..color };
    if print.text == PrintText::KOnly && is_dark(color.rgb) && !is_authored_black(&color) {
        return only(Cmyk([0.0, 0.0, 0.0, 100.0]));
    }
    match color.small {
        Some(small) if size < SMALL_TYPE => only(small),
        _ => color,
    }
}

/// Whether a colour is authored as black ink alone.
fn is_authored_black(color: &Color) -> bool {
    color.spots == Spots::default()
        && color.cmyk.is_some_and(|Cmyk([c, m, y, k])| c + m + y == 0.0 && k > 0.0)
}

/// So much black ink hides what is beneath it, in percent.
const DARK: f32 = 50.0;

/// Whether it is so much of black ink, and nothing else, that what is beneath it does not show.
fn overprints(tints: [f32; INKS]) -> bool {
    is_black(tints) && tints[BLACK] >= DARK
}

/// Whether it is black ink and nothing else.
fn is_black(tints: [f32; INKS]) -> bool {
    tints.iter().enumerate().all(|(ink, &tint)| (tint > 0.0) == (ink == BLACK))
}

/// A percentage as a share.
pub(super) fn share(percent: f32) -> f64 {
    f64::from(percent) / 100.0
}

/// The graphics states that content streams name: black text lies upon what is beneath it, all
/// else knocks it out (ISO 32000-1 11.7.4; OPM 1 leaves the plates alone that a colour does not
/// name).
pub(super) fn graphics_states() -> Dictionary {
    dictionary! {
        "Over" => dictionary! { "Type" => "ExtGState", "OP" => true, "op" => true, "OPM" => 1 },
        "Out" => dictionary! { "Type" => "ExtGState", "OP" => false, "op" => false, "OPM" => 0 },
    }
}

/// Writes the choice of one of the [`graphics_states`].
pub(super) fn overprint(out: &mut Vec<u8>, over: bool) {
    name(out, if over { b"Over" } else { b"Out" });
    out.extend_from_slice(b" gs\n");
}
