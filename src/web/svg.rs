//! Drawings made by code: the star, the star field, QR codes. Numbers have two decimals.

use std::fmt::Write;

use super::element::{Element, el};
use crate::geom::{Abs, Path, Point, Segment};
use crate::model::style::{OrnamentKind, Rgb, Theme};
use crate::model::{GRID, Pictogram, Qr};

/// The box of a star's drawing: its tips reach 50, mitred strokes a little further.
const HALF: &str = "-56 -56 112 112";

/// A number with at most two decimals.
pub(super) fn number(n: f64) -> String {
    let text = format!("{n:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// A path's `d` attribute.
fn path_data(path: &Path) -> String {
    let mut d = String::new();
    let mut put = |letter: char, points: &[Point]| {
        d.push(letter);
        for (i, p) in points.iter().enumerate() {
            let space = if i > 0 { " " } else { "" };
            let _ = write!(d, "{space}{} {}", number(p.x.to_pt()), number(p.y.to_pt()));
        }
    };
    for segment in &path.segments {
        match *segment {
            Segment::Move(p) => put('M', &[p]),
            Segment::Line(p) => put('L', &[p]),
            Segment::Cubic(a, b, c) => put('C', &[a, b, c]),
            Segment::Close => put('Z', &[]),
        }
    }
    d
}

/// The star's outline, tips at 50.
fn star_path() -> Element {
    el("path").with("d", path_data(&Path::khatam(Point::default(), Abs::pt(50.0))))
}

/// A star as a drawing of its own, hidden from readers.
pub(super) fn star(class: &str) -> Element {
    decoration().class(class).with("viewBox", HALF).push(star_path())
}

/// The star's definition for a page that uses it often; `None` where the theme has no star.
pub(super) fn star_symbol(theme: &Theme) -> Option<Element> {
    let symbol = || star_path().with("id", "star");
    let defs = || decoration().class("defs").with("viewBox", HALF);
    theme.has_stars().then(|| defs().push(el("defs").push(symbol())))
}

/// A star that refers to [`star_symbol`].
pub(super) fn star_use(class: &str) -> Element {
    decoration().class(class).with("viewBox", HALF).push(el("use").with("href", "#star"))
}

/// Stroke of pictograms beside text, in units of their grid.
const SIGN_STROKE: f64 = 5.5;

/// A pictogram on a disc, beside the words that say what it means.
pub(super) fn sign(kind: Pictogram) -> Element {
    let middle = Point::new(Abs::pt(GRID / 2.0), Abs::pt(GRID / 2.0));
    let disc = Path::circle(middle, Abs::pt(GRID / 2.0));
    let mark = el("path").class("mark-of").with("d", path_data(&kind.path(SIGN_STROKE)));
    decoration()
        .class("sign")
        .with("viewBox", "0 0 48 48")
        .push(el("path").with("d", path_data(&disc)))
        .push(mark)
}

/// A drawing that says nothing.
pub(super) fn decoration() -> Element {
    el("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("aria-hidden", "true")
        .with("focusable", "false")
}

/// A field of stars, all of them whole: columns and rows, and the lit star's place from the end
/// side and the top. The style sheets give it a box of the same shape, or cut whole rows off.
struct Field {
    class: &'static str,
    columns: i32,
    rows: i32,
    lit: (i32, i32),
}

/// The field at the top of the single page.
const LATTICE: Field = Field { class: "lattice", columns: 10, rows: 7, lit: (3, 3) };
/// The row at the top of the page of all editions.
const STRIP: Field = Field { class: "strip", columns: 16, rows: 1, lit: (4, 0) };

/// Strokes on screens against those on paper, whose hair lines are thinner than a pixel.
const ON_SCREEN: f64 = 1.5;

/// The field of stars at the top of the web page, fading into its ground; `None` without
/// ornament. The lit star's side is the end side.
pub(super) fn lattice(theme: &Theme, rtl: bool) -> Option<Element> {
    LATTICE.drawn(theme, rtl)
}

/// One row of stars, the lit one near the end side, for the page of all editions.
pub(super) fn strip(theme: &Theme, rtl: bool) -> Option<Element> {
    STRIP.drawn(theme, rtl)
}

impl Field {
    fn drawn(&self, theme: &Theme, rtl: bool) -> Option<Element> {
        if theme.ornament.kind == OrnamentKind::None {
            return None;
        }
        let light = theme.color(&theme.ornament.light).rgb;
        let drawn = self.stars(theme).into_iter().map(|(fade, column, row)| {
            self.place(rtl, column, row)
                .with("stroke", hex(mix(light, theme.web.light.hero, fade)))
                .with("stroke-width", number(stroke_at(theme, fade)))
        });
        let lit = self
            .place(rtl, self.lit.0, self.lit.1)
            .with("stroke", hex(light))
            .with("stroke-width", number(stroke_at(theme, 0.0)))
            .with("fill", hex(light));
        let svg = decoration()
            .with("viewBox", format!("0 0 {} {}", self.columns * 100, self.rows * 100))
            .with("fill", "none");
        Some(el("div").class(self.class).push(svg.extend(drawn).push(lit)))
    }

    /// The stars that are seen, the faintest first: how faint, column, row. Without the lit one.
    fn stars(&self, theme: &Theme) -> Vec<(f64, i32, i32)> {
        let mut stars = vec![];
        for row in 0..self.rows {
            for column in 0..self.columns {
                let (dx, dy) = (f64::from(column - self.lit.0), f64::from(row - self.lit.1));
                let away = (dx * dx + dy * dy).sqrt();
                let fade = smooth((away - theme.ornament.light_from) / theme.web.hero_reach);
                if away > 0.0 && fade < 1.0 {
                    stars.push((fade, column, row));
                }
            }
        }
        stars.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.1).cmp(&(b.2, b.1))));
        stars
    }

    /// The star of a column, counted from the end side, and a row.
    fn place(&self, rtl: bool, column: i32, row: i32) -> Element {
        let column = if rtl { column } else { self.columns - 1 - column };
        el("use")
            .with("href", "#star")
            .with("x", (column * 100 + 50).to_string())
            .with("y", (row * 100 + 50).to_string())
    }
}

/// A cover without words, where no picture of one can be made: the lit star on its ground, in a
/// page's shape.
pub(super) fn plain_cover(theme: &Theme) -> Element {
    let (width, height) = (600.0, (600.0 * (theme.page.height / theme.page.width)).round());
    let ground = el("rect").with("width", number(width)).with("height", number(height));
    if theme.has_paper_covers() {
        let ground = ground.with("fill", hex(theme.hero()));
        let edge = ground.with("stroke", hex(theme.web.light.head)).with("stroke-width", "8");
        let shape = format!("0 0 {} {}", number(width), number(height));
        return decoration().class("picture").with("viewBox", shape).push(edge);
    }
    let star = el("use").with("href", "#star");
    let star = star.with("x", number(width / 2.0)).with("y", number(height / 3.0));
    decoration()
        .class("picture")
        .with("viewBox", format!("0 0 {} {}", number(width), number(height)))
        .push(ground.with("fill", hex(theme.web.light.hero)))
        .push(star.with("fill", hex(theme.color(&theme.ornament.light).rgb)))
}

/// Stroke width, for stars 100 apart.
fn stroke_at(theme: &Theme, fade: f64) -> f64 {
    let ornament = &theme.ornament;
    let near = ornament.near / ornament.pitch * 100.0 * ON_SCREEN;
    let far = ornament.far / ornament.pitch * 100.0 * ON_SCREEN;
    near + (far - near) * fade
}

fn smooth(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// `share` of the way from one colour to another, straight through sRGB.
fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let channel = |i: usize| {
        let (a, b) = (f64::from(from.0[i]), f64::from(to.0[i]));
        // Rounded and within 0..=255 by construction.
        (a + (b - a) * share).round().clamp(0.0, 255.0) as u8
    };
    Rgb([channel(0), channel(1), channel(2)])
}

/// A colour as CSS and SVG write it.
pub(super) fn hex(Rgb([r, g, b]): Rgb) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// A QR code on white with its quiet zone, named by what it is for.
pub(super) fn qr(qr: &Qr, quiet: f64) -> Element {
    let quiet = quiet.round().max(0.0) as usize;
    let side = qr.modules.len() + 2 * quiet;
    let mut d = String::new();
    for (y, row) in qr.modules.iter().enumerate() {
        let mut x = 0;
        while let Some(start) = row[x..].iter().position(|&dark| dark).map(|n| n + x) {
            let length = row[start..].iter().take_while(|&&dark| dark).count();
            let _ = write!(d, "M{} {}h{length}v1h-{length}z", start + quiet, y + quiet);
            x = start + length;
        }
    }
    el("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .class("code")
        .with("role", "img")
        .with("aria-label", qr.alt.clone())
        .with("viewBox", format!("0 0 {side} {side}"))
        .push(el("title").push(qr.alt.as_str()))
        .push(
            el("rect")
                .with("width", side.to_string())
                .with("height", side.to_string())
                .with("fill", "#FFFFFF"),
        )
        .push(el("path").with("d", d).with("fill", "#000000"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_modules_are_joined_row_by_row_inside_the_quiet_zone() {
        let code = Qr {
            data: "x".into(),
            alt: "code".into(),
            modules: vec![
                vec![true, true, false],
                vec![false, false, false],
                vec![true, false, true],
            ],
        };
        let svg = qr(&code, 4.0);
        assert_eq!(svg.get("viewBox"), Some("0 0 11 11"));
        let Some(super::super::element::MarkupNode::Element(path)) = svg.children.last() else {
            panic!("a path")
        };
        assert_eq!(path.get("d"), Some("M4 4h2v1h-2zM4 6h1v1h-1zM6 6h1v1h-1z"));
    }

    #[test]
    fn colours_are_mixed_straight() {
        assert_eq!(mix(Rgb([0, 100, 255]), Rgb([10, 0, 255]), 0.5), Rgb([5, 50, 255]));
    }
}
