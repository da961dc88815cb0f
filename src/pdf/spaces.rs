//! The colour spaces of a press's inks: Separation and DeviceN (ISO 32000-1 8.6.6).
//!
//! In: the sets of inks that a file's colours need. Out: resources, each ink with the process inks
//! that show it where there is no plate for it.

use lopdf::{Dictionary, Object, dictionary};

use super::paint::{InkSet, PROCESS, Palette, share};
use super::syntax::number;
use super::write::Store;
use crate::model::style::Cmyk;

const PROCESS_NAMES: [&str; PROCESS] = ["Cyan", "Magenta", "Yellow", "Black"];

impl Palette<'_> {
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
