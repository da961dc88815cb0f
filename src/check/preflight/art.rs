//! Findings about colours, strokes and pictures.

use std::cell::LazyCell;

use super::Findings;
use crate::color::Separator;
use crate::diag::Span;
use crate::geom::Abs;
use crate::layout::frame::{FrameItem, Layout};
use crate::model::Document;
use crate::model::asset::{Asset, AssetKind, Drawing};
use crate::model::print::PrintPictures;
use crate::model::style::{Cmyk, Color, Rgb, Theme};

/// Thinner strokes may not print, or print broken (0.25 pt is what print shops ask for).
const HAIRLINE: Abs = Abs::pt(0.25);

/// `rgb-in-print`: a colour of the theme that says no inks. `total-ink`: one that lays more than
/// paper takes.
pub(super) fn colors(document: &Document, findings: &mut Findings<'_>) {
    let limit = findings.print.ink_limit;
    // Most themes say all inks, and reading a profile takes longer than all other findings.
    let press = &findings.print.press;
    let separator = LazyCell::new(|| Separator::new(&press.profile, limit).ok());
    let brand = document.theme.brand.as_ref().map(|brand| &brand.main);
    if let Some(brand) = brand.filter(|brand| brand.color.cmyk.is_none()) {
        let message = "the house's colour says no inks; the profile chooses them".to_owned();
        let chosen = separator.as_ref().map(|separator| separator.inks(brand.color.rgb));
        findings.tell(
            "rgb-in-print",
            brand.span,
            message,
            &say_inks("brand", &brand.color, chosen),
        );
    }
    for (name, color) in &document.theme.colors.named {
        let span = document.places.of(&format!("colors.{name}"));
        if color.cmyk.is_none() && brand.is_none_or(|brand| brand.span != span) {
            let message = format!("the colour `{name}` says no inks; the profile chooses them");
            let chosen = separator.as_ref().map(|separator| separator.inks(color.rgb));
            findings.tell("rgb-in-print", span, message, &say_inks(name, color, chosen));
        }
        let most = inks(color).into_iter().fold(0.0, f64::max);
        if most > limit {
            let message = format!(
                "the colour `{name}` lays {most:.0} % of ink; the paper takes {limit:.0} %"
            );
            let hint = "take less of cyan, magenta and yellow, and more black";
            findings.tell("total-ink", span, message, hint);
        }
    }
}

/// The line that says a colour's inks: those that the profile chooses, in whole percents.
fn say_inks(name: &str, color: &Color, chosen: Option<Cmyk>) -> String {
    let Rgb([r, g, b]) = color.rgb;
    let Some(Cmyk(inks)) = chosen else {
        return "say them beside `rgb`, as `cmyk: [c, m, y, k]` in percent".to_owned();
    };
    let inks = inks.map(|ink| format!("{ink:.0}")).join(", ");
    format!(
        "say them beside `rgb`: `{name}: {{ cmyk: [{inks}], rgb: \"#{r:02X}{g:02X}{b:02X}\" }}`"
    )
}

/// All ink of a colour, and of small type in it.
fn inks(color: &Color) -> Vec<f64> {
    let sum = |Cmyk(inks): Cmyk| inks.iter().map(|&ink| f64::from(ink)).sum::<f64>();
    let spots: f64 = color.spots.0.iter().map(|&tint| f64::from(tint)).sum();
    let whole = color.cmyk.map(|inks| sum(inks) + spots);
    whole.into_iter().chain(color.small.map(sum)).collect()
}

/// `hairline`: a stroke of the theme that is thinner than presses hold.
pub(super) fn strokes(document: &Document, findings: &mut Findings<'_>) {
    let strokes = Theme::STROKES.into_iter().zip(document.theme.strokes());
    for (key, width) in strokes.filter(|(_, width)| *width > Abs::ZERO && *width < HAIRLINE) {
        tell_hairline(document.places.of(key), &format!("`{key}`"), width, findings);
    }
}

fn tell_hairline(span: Span, what: &str, width: Abs, findings: &mut Findings<'_>) {
    // As precise as it must be to differ from what presses hold.
    let points = (width.to_pt() * 1000.0).floor() / 1000.0;
    let message = format!("{what} is {points} pt thin; presses hold 0.25 pt");
    findings.tell("hairline", span, message, "draw it thicker, or in black");
}

/// Findings about each picture where it is placed.
pub(super) fn pictures(document: &Document, layout: &Layout, findings: &mut Findings<'_>) {
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let FrameItem::Image { asset, rect, span, .. } = item else { continue };
        let Some(asset) = document.assets.get(asset.0 as usize) else { continue };
        match &asset.kind {
            AssetKind::Svg(drawing) => {
                hairlines(asset, drawing, rect.size.width, *span, findings);
            }
            AssetKind::Jpeg(_) | AssetKind::Png(_) | AssetKind::Webp(_) => {
                resolution(asset, rect.size.width, *span, document.format_span, findings);
                inks_of(asset, *span, findings);
            }
        }
    }
}

/// `image-low-resolution`: fewer pixels an inch than the project asks for.
fn resolution(
    asset: &Asset,
    width: Abs,
    span: Span,
    format: Span,
    findings: &mut Findings<'_>,
) {
    let columns = asset.size().width.to_pt();
    let found = columns / (width.to_pt() / 72.0).max(1e-6);
    let least = findings.print.resolution;
    if found >= least - 0.5 {
        return;
    }
    let wanted = (width.to_pt() / 72.0 * least).ceil();
    let message = format!(
        "`{}` has {found:.0} pixels an inch at its size on paper; {least:.0} are asked for",
        asset.path
    );
    let hint =
        format!("take a picture of at least {wanted:.0} pixels in width, or set it smaller");
    findings.tell_of_page("image-low-resolution", span, message, &hint, format);
}

/// `rgb-in-print`: a picture that stays in RGB. `total-ink`: one in inks that lays too much.
fn inks_of(asset: &Asset, span: Span, findings: &mut Findings<'_>) {
    let Some(pixels) = asset.pixels() else { return };
    if pixels.channels == 3 && !pixels.alpha && findings.print.pictures == PrintPictures::Keep {
        let message = format!("`{}` stays in RGB in the print file", asset.path);
        let hint = "write `pictures: convert` under `print`, or ask the print shop whether it converts";
        findings.tell("rgb-in-print", span, message, hint);
    }
    let limit = findings.print.ink_limit;
    if let Some(most) = pixels.most_ink.map(f64::from).filter(|&most| most > limit + 1.0) {
        let message =
            format!("`{}` lays {most:.0} % of ink; the paper takes {limit:.0} %", asset.path);
        let hint =
            "convert the picture to the press's profile, or give it to the program in RGB";
        findings.tell("total-ink", span, message, hint);
    }
}

/// `hairline`: a drawing's stroke that is too thin at its size on paper.
fn hairlines(
    asset: &Asset,
    drawing: &Drawing,
    width: Abs,
    span: Span,
    findings: &mut Findings<'_>,
) {
    let scale = width / drawing.size.width;
    let strokes = drawing.strokes().into_iter();
    let thinnest = strokes.map(|width| width * scale).reduce(Abs::min);
    if let Some(width) = thinnest.filter(|width| *width < HAIRLINE) {
        tell_hairline(span, &format!("a line of `{}`", asset.path), width, findings);
    }
}
