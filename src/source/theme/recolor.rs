//! A theme in a house's colours: its named colours, and those of the web page, which follow them.
//!
//! What a project says itself stays as it is said. Every text that the theme sets is then measured
//! against every ground that it may stand on; where one cannot be read, the build stops with the
//! ratio that was found and the nearest colour that would do.

use std::collections::BTreeSet;

use super::pairs::{ColorPair, pairs};
use super::palette::{Palette, lighter, needs_ink, readable};
use crate::diag::{Diagnostic, FileId, Sink};
use crate::model::print::FormatKind;
use crate::model::style::*;

/// What a project says of its colours.
pub(in crate::source) struct Said<'s> {
    /// Where each colour stands.
    pub(in crate::source) places: &'s ThemePlaces,
    /// The project's own files.
    pub(in crate::source) files: BTreeSet<FileId>,
    /// What the pages are for.
    pub(in crate::source) kind: FormatKind,
}

impl Said<'_> {
    /// The keys of named colours that the project leaves to its house's colour.
    pub(in crate::source) fn decided(&self) -> impl Iterator<Item = &String> {
        let colors = self.places.0.keys().filter(|key| key.starts_with("colors."));
        colors.filter(|key| !self.is_own(key))
    }

    /// Whether the project says the value of a key.
    fn is_own(&self, key: &str) -> bool {
        self.places.of(key).file.is_some_and(|file| self.files.contains(&file))
    }
}

/// Gives a theme the colours of its house; `base` is the theme as it is shipped.
pub(in crate::source) fn recolor(
    theme: &mut Theme,
    base: &Theme,
    said: &Said<'_>,
    sink: &mut Sink,
) {
    let theirs = chief(base);
    let Some(brand) = theme.brand.clone() else {
        follow(theme, base, theirs, said);
        return;
    };
    let colors = match in_inks(&brand, &mut theme.colors) {
        Ok(colors) => colors,
        Err(fault) => return sink.push(fault),
    };
    let plain = theme.clone();
    apply(theme, base, &Palette::of(&brand, colors, theirs), said);
    if let Some(pair) = pairs(theme, said.kind).into_iter().find(|pair| !pair.holds()) {
        sink.push(unreadable(&pair, &plain, base, &brand, said));
    }
}

/// The colours that a theme's families stand for, as screens show them: headings, or the field of
/// posters, and stars.
fn chief(theme: &Theme) -> [Rgb; 2] {
    let light = &theme.web.light;
    let ground = if theme.cover.kind == CoverKind::Poster { light.hero } else { light.head };
    [ground, light.saffron]
}

/// The web page of a theme whose named colours a project changed without a word of its web page.
fn follow(theme: &mut Theme, base: &Theme, theirs: [Rgb; 2], said: &Said<'_>) {
    let now = theirs.map(|rgb| {
        let name = base.colors.named.iter().find(|(_, color)| color.rgb == rgb).map(|(n, _)| n);
        let color = name.and_then(|name| theme.colors.named.get(name)).copied();
        color.unwrap_or(Color::new(rgb, None))
    });
    web(theme, base, &Palette::between(theirs, now), said);
}

/// The house's colours, their spot inks among those of the theme.
fn in_inks(brand: &Brand, colors: &mut Colors) -> Result<[Color; 2], Diagnostic> {
    let mut inked = |said: &BrandColor| {
        let Some(ink) = &said.spot else { return Ok(said.color) };
        let known = colors.spots.iter().position(|spot| spot.name == ink.name);
        let place = known.unwrap_or_else(|| {
            colors.spots.push(ink.clone());
            colors.spots.len() - 1
        });
        let mut color = said.color;
        let Some(tint) = color.spots.0.get_mut(place) else {
            let message = format!("a theme has at most {MOST_SPOTS} spot inks");
            return Err(Diagnostic::error("too-many-spots", said.span, message));
        };
        *tint = 100.0;
        Ok(color)
    };
    let main = inked(&brand.main)?;
    let accent = brand.accent.as_ref().map_or(Ok(main), inked)?;
    Ok([main, accent])
}

/// Lays a palette on a theme.
fn apply(theme: &mut Theme, base: &Theme, palette: &Palette, said: &Said<'_>) {
    // A theme that prints in black keeps to it; its web page has the colours.
    let chief = base.color(&base.ornament.ground);
    if chief.cmyk.is_none_or(|Cmyk([c, m, y, _])| c + m + y > 0.0) {
        on_paper(theme, base, palette, said);
        covers(theme, palette, said);
        grounds(theme, palette, said);
        digits(theme);
        in_turn(theme);
    }
    web(theme, base, palette, said);
}

fn on_paper(theme: &mut Theme, base: &Theme, palette: &Palette, said: &Said<'_>) {
    let [ground, accent] = chief(base);
    let chief_name = &base.ornament.ground.0;
    for (name, color) in &mut theme.colors.named {
        if said.is_own(&format!("colors.{name}")) {
            continue;
        }
        if color.rgb == ground {
            let new = palette.ground.color;
            // What the theme prints in the inks of small type is in them whatever its size.
            let small = new.small.filter(|_| name != chief_name);
            *color = Color { cmyk: small.or(new.cmyk), small: new.small.xor(small), ..new };
        } else if color.rgb == accent {
            *color = Color { small: None, ..palette.accent.color };
        } else if let Some(new) = palette.member(color.rgb) {
            *color = new;
        }
    }
}

/// Makes the names on covers light enough for their ground.
fn covers(theme: &mut Theme, palette: &Palette, said: &Said<'_>) {
    if theme.has_paper_covers() {
        return;
    }
    let ground = theme.color(&theme.ornament.ground).rgb;
    let name = theme.text.latin.cover_subtitle.color.clone();
    if said.is_own(&format!("colors.{}", name.0)) {
        return;
    }
    let now = theme.color(&name);
    let rgb = readable(now.rgb, &[ground], TEXT_CONTRAST);
    if rgb != now.rgb {
        let lifted = match now.cmyk {
            Some(_) => palette.accent.tint(Shade::of(rgb).light),
            None => Color::new(rgb, None),
        };
        theme.colors.named.insert(name.0, lifted);
    }
}

/// Makes the tints behind text light enough for headings.
fn grounds(theme: &mut Theme, palette: &Palette, said: &Said<'_>) {
    let heading = theme.color(&theme.text.latin.title.color).rgb;
    // Pages of colour are no tints: what stands on them has a colour for that.
    let opener = (theme.opener.kind != OpenerKind::Page).then_some(&theme.opener.ground);
    let is_field = theme.statement.kind == StatementKind::Field;
    let statement = (!is_field).then_some(&theme.statement.ground);
    let grounds =
        [&theme.contents.ground, &theme.callout.ground, &theme.leaflet.outside_ground];
    let tints = opener.into_iter().chain(grounds).chain(statement);
    let tints: Vec<ColorName> = tints.cloned().collect();
    for name in tints.into_iter().filter(|name| !said.is_own(&format!("colors.{}", name.0))) {
        let color = lighter(palette, theme.color(&name), &[heading]);
        theme.colors.named.insert(name.0, color);
    }
}

/// Digits in stars that the heading's colour cannot be read upon are set in that of the text.
fn digits(theme: &mut Theme) {
    if theme.opener.number != NumberKind::Star {
        return;
    }
    let star = theme.color(&theme.opener.star_color).rgb;
    let heading = theme.color(&theme.text.latin.number.color).rgb;
    if !needs_ink(heading, star, false) {
        return;
    }
    let text = &mut theme.text;
    for scale in [
        &mut text.arabic,
        &mut text.persian,
        &mut text.arabic_extended,
        &mut text.nastaliq,
        &mut text.hebrew,
        &mut text.latin,
        &mut text.east_asian,
        &mut text.brahmic,
    ] {
        scale.number.color = scale.body.color.clone();
        scale.number_small.color = scale.body.color.clone();
    }
}

/// Text and numbers on the pages of colour, where what stands for them by turns cannot be read: text in
/// that of paper or of prose, numbers in that of the text.
fn in_turn(theme: &mut Theme) {
    let opener = &theme.opener;
    if opener.kind != OpenerKind::Page {
        return;
    }
    let prose = theme.text.latin.body.color.clone();
    let others = [ColorName("paper".to_owned()), prose];
    let (ground, color, number) = (&opener.ground, &opener.color, &opener.star_color);
    let suited = |hue: &Hue| {
        let mut hue = hue.clone();
        let of = |hue: &Hue, name: &ColorName| hue.0.get(&name.0).unwrap_or(name).clone();
        let found =
            |a: &ColorName, b: &ColorName| theme.color(a).rgb.contrast(theme.color(b).rgb);
        let field = of(&hue, ground);
        if found(&of(&hue, color), &field) < TEXT_CONTRAST
            && let Some(other) = others.iter().find(|name| found(name, &field) >= TEXT_CONTRAST)
        {
            hue.0.insert(color.0.clone(), other.clone());
        }
        if found(&of(&hue, number), &field) < LARGE_CONTRAST {
            let text = of(&hue, color);
            hue.0.insert(number.0.clone(), text);
        }
        hue
    };
    let cycle = opener.cycle.iter().map(suited).collect();
    let prose = suited(&opener.prose);
    (theme.opener.cycle, theme.opener.prose) = (cycle, prose);
}

/// Gives the web page the colours of the pages.
fn web(theme: &mut Theme, base: &Theme, palette: &Palette, said: &Said<'_>) {
    let changed = |rgb: Rgb| {
        let named = base.colors.named.iter().find(|(_, color)| color.rgb == rgb);
        named.and_then(|(name, _)| Some(theme.colors.named.get(name)?.rgb))
    };
    let [ground, accent] = chief(base);
    let in_dark = |rgb: Rgb| match rgb {
        rgb if rgb == ground => palette.ground.color.rgb,
        rgb if rgb == accent => palette.accent.color.rgb,
        rgb => palette.on_screen(rgb),
    };
    let (mut light, mut dark) = (base.web.light, base.web.dark);
    light
        .each()
        .into_iter()
        .for_each(|(_, rgb)| *rgb = changed(*rgb).unwrap_or_else(|| in_dark(*rgb)));
    dark.each().into_iter().for_each(|(_, rgb)| *rgb = in_dark(*rgb));
    for (mode, new, old) in
        [("light", light, &mut theme.web.light), ("dark", dark, &mut theme.web.dark)]
    {
        let mut new = legible(new);
        for ((key, old), (_, new)) in old.each().into_iter().zip(new.each()) {
            if !said.is_own(&format!("web.{mode}.{key}")) {
                *old = *new;
            }
        }
    }
}

/// A mode whose text can be read.
fn legible(mut colors: WebColors) -> WebColors {
    let grounds = [colors.bg, colors.panel];
    for text in [&mut colors.ink, &mut colors.soft, &mut colors.head, &mut colors.link] {
        *text = readable(*text, &grounds, TEXT_CONTRAST);
    }
    colors
}

/// Tells of a text that cannot be read, at the colour that brought it about.
fn unreadable(
    pair: &ColorPair,
    plain: &Theme,
    base: &Theme,
    brand: &Brand,
    said: &Said<'_>,
) -> Diagnostic {
    let key = |name: &str| {
        if name.starts_with("web.") { name.to_owned() } else { format!("colors.{name}") }
    };
    let own = [&pair.text, &pair.ground].into_iter().find(|(name, _)| said.is_own(&key(name)));
    let span = own.map_or(brand.main.span, |(name, _)| said.places.of(&key(name)));
    let found = (pair.found() * 100.0).floor() / 100.0;
    let message = format!(
        "text in `{}` on `{}` has a contrast of {found} : 1; it needs {} : 1",
        pair.text.0, pair.ground.0, pair.least
    );
    let fault = Diagnostic::error("low-contrast", span, message);
    let near = match own {
        Some((name, rgb)) => nearest(*rgb, |rgb| {
            let other = if *name == pair.text.0 { pair.ground.1 } else { pair.text.1 };
            rgb.contrast(other) >= pair.least
        }),
        None => nearest(brand.main.color.rgb, |rgb| would_do(rgb, plain, base, brand, said)),
    };
    let fault = match near {
        Some(Rgb([r, g, b])) => fault.with_hint(format!(
            "the nearest colour that will do is `\"#{r:02X}{g:02X}{b:02X}\"`"
        )),
        None => fault.with_hint("take a darker colour, or a much lighter one"),
    };
    if own.is_some() {
        fault.with_related(brand.main.span, "the house's colour is said here")
    } else {
        fault
    }
}

/// Whether another colour of the house would make a palette that can be read.
fn would_do(rgb: Rgb, plain: &Theme, base: &Theme, brand: &Brand, said: &Said<'_>) -> bool {
    let mut theme = plain.clone();
    let color = Color::new(rgb, None);
    let accent =
        brand.accent.as_ref().map_or(color, |accent| Color::new(accent.color.rgb, None));
    let main = BrandColor { color, spot: None, span: brand.main.span };
    let brand = Brand { main, ..brand.clone() };
    apply(&mut theme, base, &Palette::of(&brand, [color, accent], chief(base)), said);
    pairs(&theme, said.kind).iter().all(ColorPair::holds)
}

/// The colour of the same hue nearest in lightness for which something holds.
fn nearest(rgb: Rgb, holds: impl Fn(Rgb) -> bool) -> Option<Rgb> {
    let shade = Shade::of(rgb);
    let steps = (1..=200).map(|step| f64::from(step) * 0.005);
    let both = steps.flat_map(|by| [shade.light - by, shade.light + by]);
    let inside = both.filter(|light| (0.0..=1.0).contains(light));
    inside.map(|light| shade.with(light, shade.chroma()).rgb()).find(|rgb| holds(*rgb))
}
