//! Colours as a file names them: DeviceRGB on screens; DeviceCMYK, Separation and DeviceN in
//! print (ISO 32000-1 8.6).
//!
//! In: colours as authored. Out: [`Paint`]s, and the colour spaces that they need. Colours
//! without inks go through the press's profile here, greys as black ink alone; text that is
//! small, or all text where the project asks for it, gets the inks that keep it legible.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, dictionary};

use super::syntax::{name, number, numbers};
use super::write::Store;
use crate::color::Separator;
use crate::geom::Abs;
use crate::model::print::{Print, PrintText};
use crate::model::style::{Cmyk, Color, MOST_SPOTS, Rgb, SMALL_TYPE, SpotInk, Spots};

/// Cyan, magenta, yellow, black.
const PROCESS: usize = 4;
/// Process and spot inks.
const INKS: usize = PROCESS + MOST_SPOTS;
const PROCESS_NAMES: [&str; PROCESS] = ["Cyan", "Magenta", "Yellow", "Black"];

/// What a press prints with.
#[derive(Debug, Clone, Copy)]
pub struct Inks<'a> {
    /// How the project is printed.
    pub print: &'a Print,
    /// The theme's spot inks.
    pub spots: &'a [SpotInk],
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

impl Paint {
    /// Whether it is black ink and nothing else.
    pub(super) fn is_black(self) -> bool {
        matches!(self, Self::Cmyk(Cmyk([c, m, y, k])) if c + m + y == 0.0 && k > 0.0)
    }
}

/// A set of inks by their numbers, process inks first.
type InkSet = Vec<usize>;

/// The colours of a file.
pub(super) struct Palette<'a> {
    inks: Option<Inks<'a>>,
    separator: OnceCell<Option<Separator>>,
    /// Inks of colours that have none, as they were found.
    separated: BTreeMap<Rgb, Cmyk>,
    /// The colour spaces in the order of their first use.
    spaces: Vec<InkSet>,
    uses_all: bool,
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

    /// A colour of an outline.
    pub(super) fn shape(&mut self, color: Color) -> Paint {
        match self.inks {
            None => Paint::Rgb(color.rgb),
            Some(_) => self.printed(color),
        }
    }

    /// A colour of text of a size.
    pub(super) fn text(&mut self, color: Color, size: Abs) -> Paint {
        let Some(inks) = self.inks else { return Paint::Rgb(color.rgb) };
        if inks.print.text == PrintText::KOnly && is_dark(color.rgb) && !is_black(&color) {
            return Paint::Cmyk(Cmyk([0.0, 0.0, 0.0, 100.0]));
        }
        match color.small {
            Some(small) if size < SMALL_TYPE => Paint::Cmyk(small),
            _ => self.printed(color),
        }
    }

    fn printed(&mut self, color: Color) -> Paint {
        if color.spots == Color::REGISTRATION.spots {
            self.uses_all = true;
            return Paint::All;
        }
        let process = color.cmyk.unwrap_or_else(|| self.separate(color.rgb));
        if color.spots == Spots::default() {
            return Paint::Cmyk(process);
        }
        let mut tints = [0.0; INKS];
        tints[..PROCESS].copy_from_slice(&process.0);
        tints[PROCESS..].copy_from_slice(&color.spots.0);
        Paint::Tints(self.space(&tints), tints)
    }

    /// The inks of a colour that says none, through the press's profile.
    fn separate(&mut self, rgb: Rgb) -> Cmyk {
        let Some(inks) = self.inks else { return Cmyk::default() };
        let print = inks.print;
        let separator = self
            .separator
            .get_or_init(|| Separator::new(&print.press.profile, print.ink_limit).ok());
        // The profile was checked when the project was read.
        let inks = |rgb: Rgb| separator.as_ref().map(|s| s.inks(rgb)).unwrap_or_default();
        *self.separated.entry(rgb).or_insert_with(|| inks(rgb))
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

    /// The colour spaces by the names that content streams give them.
    pub(super) fn resources(&self, store: &mut Store) -> Dictionary {
        let mut out = Dictionary::new();
        for (n, set) in self.spaces.iter().enumerate() {
            out.set(format!("S{n}"), self.color_space(set, store));
        }
        if self.uses_all {
            let solid = Cmyk([100.0; 4]);
            out.set("SAll", separation("All", solid, store));
        }
        out
    }

    fn color_space(&self, set: &InkSet, store: &mut Store) -> Object {
        let spots = self.inks.map_or(&[][..], |inks| inks.spots);
        let spot = |ink: usize| ink.checked_sub(PROCESS).and_then(|n| spots.get(n));
        if let [ink] = set.as_slice()
            && let Some(spot) = spot(*ink)
        {
            return separation(&spot.name, spot.alternate, store);
        }
        let names = set.iter().map(|&ink| {
            let process = PROCESS_NAMES.get(ink).copied();
            ink_name(process.or_else(|| spot(ink).map(|s| s.name.as_str())).unwrap_or("None"))
        });
        let alternates: Vec<[f64; 4]> = set
            .iter()
            .map(|&ink| match spot(ink) {
                Some(spot) => spot.alternate.0.map(share),
                None => std::array::from_fn(|channel| f64::from(u8::from(channel == ink))),
            })
            .collect();
        // ISO 15930-7 wants every spot ink of a DeviceN space described alike.
        let mut colorants = Dictionary::new();
        for spot in set.iter().filter_map(|&ink| spot(ink)) {
            colorants.set(spot.name.as_bytes(), separation(&spot.name, spot.alternate, store));
        }
        Object::Array(vec![
            "DeviceN".into(),
            Object::Array(names.collect()),
            "DeviceCMYK".into(),
            Object::Reference((sum(&alternates, store), 0)),
            Object::Dictionary(dictionary! { "Colorants" => colorants }),
        ])
    }
}

/// A colour that is dark enough to be read on paper.
fn is_dark(Rgb([r, g, b]): Rgb) -> bool {
    // Luma of BT.709, in thousandths.
    u32::from(r) * 213 + u32::from(g) * 715 + u32::from(b) * 72 < 128_000
}

/// Whether a colour is authored as black ink alone.
fn is_black(color: &Color) -> bool {
    color.spots == Spots::default()
        && color.cmyk.is_some_and(|inks| Paint::Cmyk(inks).is_black())
}

/// A percentage as a share.
fn share(percent: f32) -> f64 {
    f64::from(percent) / 100.0
}

fn ink_name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A Separation space whose ink is shown by process inks where there is no plate for it
/// (8.6.6.4); its function leads straight from paper to full tint (7.10.3).
fn separation(ink: &str, alternate: Cmyk, store: &mut Store) -> Object {
    let reals = |values: [f32; 4]| values.map(|v| Object::Real(v / 100.0)).to_vec();
    let function = store.add(dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => reals([0.0; 4]),
        "C1" => reals(alternate.0),
        "N" => 1,
    });
    let function = Object::Reference((function, 0));
    Object::Array(vec!["Separation".into(), ink_name(ink), "DeviceCMYK".into(), function])
}

/// A function that adds up the inks that stand for some others (PostScript calculator, 7.10.5).
fn sum(alternates: &[[f64; 4]], store: &mut Store) -> u32 {
    let count = alternates.len();
    let mut code = b"{".to_vec();
    for channel in 0..4 {
        for (n, alternate) in alternates.iter().enumerate() {
            // The results so far, and the sum once it is begun, lie upon the tints.
            let above = channel + usize::from(n > 0);
            code.extend_from_slice(format!("{} index ", count - 1 - n + above).as_bytes());
            number(&mut code, alternate[channel]);
            code.extend_from_slice(if n > 0 { b" mul add " } else { b" mul " });
        }
    }
    code.extend_from_slice(format!("{} 4 roll", count + 4).as_bytes());
    code.extend(b" pop".repeat(count));
    code.push(b'}');
    let unit =
        |n: usize| Object::Array((0..2 * n).map(|i| Object::from(i as i64 % 2)).collect());
    let dict = dictionary! { "FunctionType" => 4, "Domain" => unit(count), "Range" => unit(4) };
    store.add_stream(dict, &code)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the calculator's operators that [`sum`] writes.
    fn calculate(code: &str, tints: &[f64]) -> Vec<f64> {
        let mut stack = tints.to_vec();
        for word in code.trim_matches(['{', '}']).split_whitespace() {
            let mut pop = || stack.pop().unwrap();
            match word {
                "index" => {
                    let n = pop() as usize;
                    stack.push(stack[stack.len() - 1 - n]);
                }
                "mul" => {
                    let (b, a) = (pop(), pop());
                    stack.push(a * b);
                }
                "add" => {
                    let (b, a) = (pop(), pop());
                    stack.push(a + b);
                }
                "roll" => {
                    let (by, n) = (pop() as usize, pop() as usize);
                    let at = stack.len() - n;
                    stack[at..].rotate_right(by);
                }
                "pop" => drop(pop()),
                n => stack.push(n.parse().unwrap()),
            }
        }
        stack
    }

    #[test]
    fn inks_that_stand_for_others_add_up() {
        let mut store = Store::new(lopdf::Document::new(), "1.6");
        let alternates = [[0.5, 0.25, 0.0, 0.0], [0.0, 0.5, 0.0, 0.125], [0.0, 0.0, 0.0, 1.0]];
        let id = sum(&alternates, &mut store);
        let stream = store.doc.get_object((id, 0)).unwrap().as_stream().unwrap();
        let mut plain = vec![];
        std::io::Read::read_to_end(
            &mut flate2::read::ZlibDecoder::new(&stream.content[..]),
            &mut plain,
        )
        .unwrap();
        let code = String::from_utf8(plain).unwrap();
        assert_eq!(calculate(&code, &[1.0, 0.5, 0.25]), [0.5, 0.5, 0.0, 0.3125]);
    }
}
