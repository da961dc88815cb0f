//! Drawings that are more than plain paths, as form XObjects (ISO 32000-1 8.10): gradients as
//! shadings (8.7.4.5), layers as transparency groups, masks as soft masks (11.5).
//!
//! In: a drawing, the colours of the file. Out: a form that fills the unit square, as pictures of
//! pixels do. Shadings for a press are in its inks. Transparency is for screens alone: PDF/A-2 allows
//! it (ISO 19005-2 6.2.10), for a press drawings are turned into pixels.

use lopdf::{Dictionary, Object, dictionary};

use super::graphics::outline;
use super::paint::{BLACK, Palette, Plate, share};
use super::syntax::{name, number, real};
use super::write::Store;
use crate::geom::{Path, Point};
use crate::model::drawing::{
    Course, Drawing, DrawingPart, DrawnPath, Gradient, Layer, Mask, Paint, Stop,
};
use crate::model::style::{Cmyk, Color, Rgb};

/// How many units a form counts on its longer side: a hundredth of one is finer than any press.
const UNITS: f64 = 4000.0;
/// Into how many steps a press's shading is cut between two stops, since its inks follow the
/// profile and no straight line.
const STEPS: u32 = 8;

/// Writes a drawing and returns its number.
pub(super) fn write(drawing: &Drawing, palette: &mut Palette<'_>, store: &mut Store) -> u32 {
    let (width, height) = (drawing.size.width.to_pt(), drawing.size.height.to_pt());
    let scale = UNITS / width.max(height).max(1e-9);
    let size = (width * scale, height * scale);
    let resources = store.reserve();
    let mut forms = Forms { palette, store, resources, scale, size, named: Named::default() };
    let content = forms.parts(&drawing.parts);
    let mut dict = forms.header();
    dict.set("Matrix", numbers([1.0 / size.0, 0.0, 0.0, 1.0 / size.1, 0.0, 0.0]));
    if drawing.is_transparent() {
        dict.set("Group", group());
    }
    let id = forms.store.add_stream(dict, &content);
    let Forms { store, palette, named, .. } = forms;
    let mut all = named.into_dictionary();
    let spaces = palette.resources(store);
    if !spaces.is_empty() {
        all.set("ColorSpace", spaces);
    }
    store.doc.objects.insert((resources, 0), Object::Dictionary(all));
    id
}

/// What the content of a drawing's forms names.
#[derive(Default)]
struct Named {
    states: Dictionary,
    shadings: Dictionary,
    forms: Dictionary,
}

impl Named {
    fn into_dictionary(self) -> Dictionary {
        let mut out = Dictionary::new();
        for (key, dict) in
            [("ExtGState", self.states), ("Shading", self.shadings), ("XObject", self.forms)]
        {
            if !dict.is_empty() {
                out.set(key, dict);
            }
        }
        out
    }
}

/// Writes the forms of one drawing.
struct Forms<'s, 'p, 'i> {
    palette: &'p mut Palette<'i>,
    store: &'s mut Store,
    /// The number of what all of them name.
    resources: u32,
    /// Units of the forms in one of the drawing's.
    scale: f64,
    /// Extents in units.
    size: (f64, f64),
    named: Named,
}

impl Forms<'_, '_, '_> {
    fn header(&self) -> Dictionary {
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => numbers([0.0, 0.0, self.size.0, self.size.1]),
            "Resources" => (self.resources, 0),
        }
    }

    fn parts(&mut self, parts: &[DrawingPart]) -> Vec<u8> {
        // The mitre limit of SVG; that of PDF is 10.
        let mut out = b"4 M\n".to_vec();
        self.paint(parts, &mut out);
        out
    }

    fn paint(&mut self, parts: &[DrawingPart], out: &mut Vec<u8>) {
        for part in parts {
            match part {
                DrawingPart::Path(path) => self.path(path, out),
                DrawingPart::Layer(layer) => self.layer(layer, out),
            }
        }
    }

    fn outline(&self, path: &Path, out: &mut Vec<u8>) {
        let place =
            |p: Point| (p.x.to_pt() * self.scale, self.size.1 - p.y.to_pt() * self.scale);
        outline(out, path, place);
    }

    fn clip(&self, path: &Path, even_odd: bool, out: &mut Vec<u8>) {
        self.outline(path, out);
        out.extend_from_slice(if even_odd { b"W* n\n" } else { b"W n\n" });
    }

    fn path(&mut self, path: &DrawnPath, out: &mut Vec<u8>) {
        if let Some(Paint::Gradient(gradient)) = &path.fill {
            self.shaded(path, gradient, out);
            return;
        }
        let is_faded = path.opacity < 1.0;
        if is_faded {
            out.extend_from_slice(b"q\n");
            self.state(path.opacity, None, out);
        }
        if let Some(Paint::Flat(rgb)) = &path.fill
            && let Some(paint) = self.palette.shape(Color::new(*rgb, None))
        {
            self.palette.choose(out, paint, false);
            self.outline(&path.path, out);
            out.extend_from_slice(if path.even_odd { b"f*\n" } else { b"f\n" });
        }
        if let Some((rgb, width)) = path.stroke
            && let Some(paint) = self.palette.shape(Color::new(rgb, None))
        {
            self.palette.choose(out, paint, true);
            number(out, width.to_pt() * self.scale);
            out.extend_from_slice(b" w\n");
            self.outline(&path.path, out);
            out.extend_from_slice(b"S\n");
        }
        if is_faded {
            out.extend_from_slice(b"Q\n");
        }
    }

    /// A path filled with a gradient: a shading that shows through it.
    fn shaded(&mut self, path: &DrawnPath, gradient: &Gradient, out: &mut Vec<u8>) {
        let Some(corners) = path.corners() else { return };
        let (course, stops) = gradient.unrolled(corners);
        out.extend_from_slice(b"q\n");
        let fades = stops.iter().any(|stop| stop.opacity < 1.0);
        let mask = fades.then(|| {
            let greys = stops.iter().map(|stop| (stop.at, vec![stop.opacity]));
            let mut content = vec![];
            self.shading(course, gradient.matrix, greys.collect(), "DeviceGray", &mut content);
            self.soft_mask("Luminosity", "DeviceGray", &content)
        });
        if path.opacity < 1.0 || mask.is_some() {
            self.state(path.opacity, mask, out);
        }
        self.clip(&path.path, path.even_odd, out);
        let (space, colors) = self.colors(&stops);
        self.shading(course, gradient.matrix, colors, space, out);
        out.extend_from_slice(b"Q\n");
    }

    /// Stops in the colours of the file.
    fn colors(&mut self, stops: &[Stop]) -> (&'static str, Vec<(f64, Vec<f64>)>) {
        let Some(inks) = self.palette.inks else {
            let channels = |Rgb(rgb): Rgb| rgb.map(|c| f64::from(c) / 255.0).to_vec();
            let all = stops.iter().map(|stop| (stop.at, channels(stop.color)));
            return ("DeviceRGB", all.collect());
        };
        let all = refined(stops).into_iter().map(|(at, rgb)| {
            let Cmyk(process) = self.palette.process(Color::new(rgb, None));
            let kept = |ink: usize| match inks.plate {
                Plate::All => true,
                Plate::Art => ink != BLACK,
                Plate::Black => ink == BLACK,
            };
            let tints = process.into_iter().enumerate();
            (at, tints.map(|(ink, tint)| if kept(ink) { share(tint) } else { 0.0 }).collect())
        });
        ("DeviceCMYK", all.collect())
    }

    /// Paints a shading over all that is not clipped away.
    fn shading(
        &mut self,
        course: Course,
        matrix: [f64; 6],
        stops: Vec<(f64, Vec<f64>)>,
        space: &'static str,
        out: &mut Vec<u8>,
    ) {
        let (kind, coordinates) = match course {
            Course::Linear([(x0, y0), (x1, y1)]) => (2, vec![x0, y0, x1, y1]),
            Course::Radial([((x0, y0), r0), ((x1, y1), r1)]) => {
                (3, vec![x0, y0, r0, x1, y1, r1])
            }
        };
        let dict = dictionary! {
            "ShadingType" => kind,
            "ColorSpace" => space,
            "Coords" => numbers(coordinates),
            "Function" => function(&stops),
            "Extend" => vec![true.into(), true.into()],
        };
        let key = format!("H{}", self.named.shadings.len());
        self.named.shadings.set(key.clone(), dict);
        let (k, height) = (self.scale, self.size.1);
        let [a, b, c, d, e, f] = matrix;
        for n in [a * k, -b * k, c * k, -d * k, e * k, height - f * k] {
            real(out, n as f32);
            out.push(b' ');
        }
        out.extend_from_slice(b"cm ");
        name(out, key.as_bytes());
        out.extend_from_slice(b" sh\n");
    }

    fn layer(&mut self, layer: &Layer, out: &mut Vec<u8>) {
        out.extend_from_slice(b"q\n");
        if let Some((path, even_odd)) = &layer.clip {
            self.clip(path, *even_odd, out);
        }
        if layer.opacity >= 1.0 && layer.mask.is_none() {
            self.paint(&layer.parts, out);
        } else {
            let mask = layer.mask.as_ref().map(|mask| self.mask(mask));
            self.state(layer.opacity, mask, out);
            let content = self.parts(&layer.parts);
            let mut dict = self.header();
            dict.set("Group", group());
            let id = self.store.add_stream(dict, &content);
            let key = format!("X{}", self.named.forms.len());
            self.named.forms.set(key.clone(), (id, 0));
            name(out, key.as_bytes());
            out.extend_from_slice(b" Do\n");
        }
        out.extend_from_slice(b"Q\n");
    }

    fn mask(&mut self, mask: &Mask) -> Dictionary {
        let content = self.parts(&mask.parts);
        let kind = if mask.by_lightness { "Luminosity" } else { "Alpha" };
        self.soft_mask(kind, "DeviceRGB", &content)
    }

    /// A soft mask whose group has this content.
    fn soft_mask(
        &mut self,
        kind: &'static str,
        space: &'static str,
        content: &[u8],
    ) -> Dictionary {
        let mut dict = self.header();
        dict.set("Group", dictionary! { "S" => "Transparency", "CS" => space, "I" => true });
        let id = self.store.add_stream(dict, content);
        dictionary! { "Type" => "Mask", "S" => kind, "G" => (id, 0) }
    }

    /// Chooses how much of what follows shows.
    fn state(&mut self, opacity: f64, mask: Option<Dictionary>, out: &mut Vec<u8>) {
        let opacity = Object::Real(opacity as f32);
        let mut dict =
            dictionary! { "Type" => "ExtGState", "CA" => opacity.clone(), "ca" => opacity };
        if let Some(mask) = mask {
            dict.set("SMask", mask);
        }
        let key = format!("G{}", self.named.states.len());
        self.named.states.set(key.clone(), dict);
        name(out, key.as_bytes());
        out.extend_from_slice(b" gs\n");
    }
}

/// A group that is painted as one.
fn group() -> Dictionary {
    dictionary! { "S" => "Transparency", "CS" => "DeviceRGB", "I" => true }
}

fn numbers(all: impl IntoIterator<Item = f64>) -> Object {
    all.into_iter().map(|n| Object::Real(n as f32)).collect::<Vec<_>>().into()
}

/// Stops with more between them, mixed as screens mix them.
fn refined(stops: &[Stop]) -> Vec<(f64, Rgb)> {
    let mut out = vec![];
    for pair in stops.windows(2) {
        let [from, to] = pair else { continue };
        for step in 0..STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            let mix = |i: usize| {
                let (a, b) = (f64::from(from.color.0[i]), f64::from(to.color.0[i]));
                (a + (b - a) * part).round() as u8
            };
            out.push((from.at + (to.at - from.at) * part, Rgb([mix(0), mix(1), mix(2)])));
        }
    }
    out.extend(stops.last().map(|stop| (stop.at, stop.color)));
    out
}

/// What takes a place, 0 to 1, to a colour: straight from stop to stop (ISO 32000-1 7.10.3, 7.10.4).
fn function(stops: &[(f64, Vec<f64>)]) -> Object {
    let straight = |from: &[f64], to: &[f64]| {
        dictionary! {
            "FunctionType" => 2,
            "Domain" => numbers([0.0, 1.0]),
            "N" => 1,
            "C0" => numbers(from.iter().copied()),
            "C1" => numbers(to.iter().copied()),
        }
    };
    let (Some((_, first)), Some((_, last))) = (stops.first(), stops.last()) else {
        return Object::Null;
    };
    // Before the first stop and after the last one there is one colour.
    let mut ends = vec![];
    let mut parts: Vec<Object> = vec![];
    let mut before = (0.0, first);
    let closing = (1.0, last);
    for (at, color) in stops.iter().map(|(at, color)| (*at, color)).chain([closing]) {
        let at = at.clamp(before.0, 1.0);
        // Where two stops are at one place, the colour changes at once.
        if at - before.0 > 1e-6 {
            parts.push(straight(before.1, color).into());
            ends.push(at);
        }
        before = (at, color);
    }
    ends.pop();
    if parts.is_empty() {
        return straight(first, last).into();
    }
    let encode = numbers([0.0, 1.0].repeat(parts.len()));
    dictionary! {
        "FunctionType" => 3,
        "Domain" => numbers([0.0, 1.0]),
        "Functions" => parts,
        "Bounds" => numbers(ends),
        "Encode" => encode,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_stops_colours_change_and_beyond_they_stay() {
        let stops = [(0.2, vec![0.0]), (0.5, vec![1.0]), (0.5, vec![0.3]), (0.9, vec![0.6])];
        let Object::Dictionary(made) = function(&stops) else { panic!("a dictionary") };
        let list =
            |key: &[u8]| made.get(key).and_then(Object::as_array).cloned().expect("a list");
        let reals = |list: &[Object]| -> Vec<f32> {
            list.iter().filter_map(|n| n.as_float().ok()).collect()
        };
        assert_eq!(reals(&list(b"Bounds")), [0.2, 0.5, 0.9]);
        let colors: Vec<_> = list(b"Functions")
            .iter()
            .map(|part| {
                let part = part.as_dict().expect("a part");
                let of =
                    |key: &[u8]| reals(part.get(key).and_then(Object::as_array).expect("it"));
                (of(b"C0")[0], of(b"C1")[0])
            })
            .collect();
        assert_eq!(colors, [(0.0, 0.0), (0.0, 1.0), (0.3, 0.6), (0.6, 0.6)]);
    }
}
