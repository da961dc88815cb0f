//! Drawings as SVG files of their own (SVG 1.1), written anew from what was read: paths, gradients,
//! clips, masks and nothing else.

use std::fmt::Write;

use super::svg::hex;
use crate::geom::{Path, Point, Segment};
use crate::model::drawing::{
    Course, Drawing, DrawingPart, DrawnPath, Gradient, Layer, Mask, Paint, Spread, Stop,
};

/// How many steps the longer side of a drawing is measured in, at least.
const FINEST: f64 = 10_000.0;
/// Most decimals of a place.
const MOST_DECIMALS: usize = 6;

/// A drawing as an SVG file.
pub(super) fn file(drawing: &Drawing) -> String {
    let (width, height) = (drawing.size.width.to_pt(), drawing.size.height.to_pt());
    let mut decimals = 0;
    let mut steps = width.max(height);
    while steps < FINEST && decimals < MOST_DECIMALS {
        steps *= 10.0;
        decimals += 1;
    }
    let mut writer =
        SvgWriter { out: String::new(), decimals, named: 0, size: (width, height) };
    let (w, h) = (writer.number(width), writer.number(height));
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\">"
    );
    writer.out.push_str(&head);
    writer.parts(&drawing.parts);
    writer.out + "</svg>\n"
}

struct SvgWriter {
    out: String,
    /// Decimals of a place.
    decimals: usize,
    /// How many things have a name so far.
    named: usize,
    size: (f64, f64),
}

impl SvgWriter {
    fn number(&self, n: f64) -> String {
        short(n, self.decimals)
    }

    fn name(&mut self) -> String {
        self.named += 1;
        format!("n{}", self.named)
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, " {name}=\"{value}\"");
    }

    fn parts(&mut self, parts: &[DrawingPart]) {
        for part in parts {
            match part {
                DrawingPart::Path(path) => self.path(path),
                DrawingPart::Layer(layer) => self.layer(layer),
            }
        }
    }

    fn path(&mut self, path: &DrawnPath) {
        let fill = match &path.fill {
            None => "none".to_owned(),
            Some(Paint::Flat(rgb)) => hex(*rgb),
            Some(Paint::Gradient(gradient)) => format!("url(#{})", self.gradient(gradient)),
        };
        let data = self.data(&path.path);
        self.put("<path");
        self.attribute("d", &data);
        self.attribute("fill", &fill);
        if path.even_odd {
            self.attribute("fill-rule", "evenodd");
        }
        if let Some((rgb, width)) = path.stroke {
            self.attribute("stroke", &hex(rgb));
            let width = short(width.to_pt(), MOST_DECIMALS);
            self.attribute("stroke-width", &width);
        }
        self.opacity(path.opacity);
        self.put("/>");
    }

    fn opacity(&mut self, opacity: f64) {
        if opacity < 1.0 {
            self.attribute("opacity", &short(opacity, 3));
        }
    }

    fn layer(&mut self, layer: &Layer) {
        let clip = layer.clip.as_ref().map(|(path, even_odd)| self.clip(path, *even_odd));
        let mask = layer.mask.as_ref().map(|mask| self.mask(mask));
        self.put("<g");
        if let Some(name) = clip {
            self.attribute("clip-path", &format!("url(#{name})"));
        }
        if let Some(name) = mask {
            self.attribute("mask", &format!("url(#{name})"));
        }
        self.opacity(layer.opacity);
        self.put(">");
        self.parts(&layer.parts);
        self.put("</g>");
    }

    fn clip(&mut self, path: &Path, even_odd: bool) -> String {
        let (name, data) = (self.name(), self.data(path));
        self.put("<clipPath");
        self.attribute("id", &name);
        self.put("><path");
        self.attribute("d", &data);
        if even_odd {
            self.attribute("clip-rule", "evenodd");
        }
        self.put("/></clipPath>");
        name
    }

    fn mask(&mut self, mask: &Mask) -> String {
        let name = self.name();
        let (width, height) = (self.number(self.size.0), self.number(self.size.1));
        self.put("<mask");
        let place = [("x", "0"), ("y", "0"), ("width", &*width), ("height", &*height)];
        self.attribute("id", &name);
        self.attribute("maskUnits", "userSpaceOnUse");
        place.into_iter().for_each(|(key, value)| self.attribute(key, value));
        if !mask.by_lightness {
            self.attribute("style", "mask-type:alpha");
        }
        self.put(">");
        self.parts(&mask.parts);
        self.put("</mask>");
        name
    }

    fn gradient(&mut self, gradient: &Gradient) -> String {
        let name = self.name();
        let fine = |n: f64| short(n, MOST_DECIMALS);
        let (element, places) = match gradient.course {
            Course::Linear([(x1, y1), (x2, y2)]) => {
                ("linearGradient", vec![("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)])
            }
            Course::Radial([((fx, fy), fr), ((cx, cy), r)]) => {
                let mut places = vec![("cx", cx), ("cy", cy), ("r", r), ("fx", fx), ("fy", fy)];
                places.extend((fr > 0.0).then_some(("fr", fr)));
                ("radialGradient", places)
            }
        };
        self.put(&format!("<{element}"));
        self.attribute("id", &name);
        self.attribute("gradientUnits", "userSpaceOnUse");
        places.into_iter().for_each(|(key, value)| self.attribute(key, &fine(value)));
        match gradient.spread {
            Spread::Pad => {}
            Spread::Reflect => self.attribute("spreadMethod", "reflect"),
            Spread::Repeat => self.attribute("spreadMethod", "repeat"),
        }
        let matrix = gradient.matrix.map(fine).join(" ");
        self.attribute("gradientTransform", &format!("matrix({matrix})"));
        self.put(">");
        gradient.stops.iter().for_each(|stop| self.stop(stop));
        self.put(&format!("</{element}>"));
        name
    }

    fn stop(&mut self, stop: &Stop) {
        self.put("<stop");
        self.attribute("offset", &short(stop.at, MOST_DECIMALS));
        self.attribute("stop-color", &hex(stop.color));
        if stop.opacity < 1.0 {
            self.attribute("stop-opacity", &short(stop.opacity, 3));
        }
        self.put("/>");
    }

    /// A path's `d` attribute.
    fn data(&self, path: &Path) -> String {
        let mut data = String::new();
        let mut put = |letter: char, points: &[Point]| {
            data.push(letter);
            for (i, p) in points.iter().enumerate() {
                let space = if i > 0 { " " } else { "" };
                let (x, y) = (self.number(p.x.to_pt()), self.number(p.y.to_pt()));
                let _ = write!(data, "{space}{x} {y}");
            }
        };
        for segment in &path.segments {
            match *segment {
                Segment::Move(p) => put('M', &[p]),
                Segment::Line(p) => put('L', &[p]),
                Segment::Cubic(a, b, p) => put('C', &[a, b, p]),
                Segment::Close => put('Z', &[]),
            }
        }
        data
    }
}

/// A number with at most so many decimals, without needless zeros.
fn short(n: f64, decimals: usize) -> String {
    let text = format!("{n:.decimals$}");
    if !text.contains('.') {
        return if text == "-0" { "0".into() } else { text };
    }
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}
