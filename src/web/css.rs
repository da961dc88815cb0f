//! The theme to CSS, with logical properties only: the same rules serve both directions.
//!
//! What depends on the theme (colours, faces, scales) is written here; what does not lies in
//! `css/*.css`. Arabic emphasis is weight, never slant; nothing is spaced out; no face is
//! synthesised.

mod hues;
mod kinds;

pub(super) use kinds::ONE_COLUMN;

use std::fmt::Write;

use super::svg::hex;
use super::voice::{FOREIGN, Family, VOICES, foreign_class};
use crate::model::lang::{Lang, Writing};
use crate::model::style::{Role, TextStyle, Theme, WebColors};

const PAGE: &str = include_str!("css/page.css");
const BOOK: &str = include_str!("css/book.css");
const INDEX: &str = include_str!("css/index.css");

pub(super) use hues::class as hue_class;

/// What stands on the hero where that is paper; the single page says more of it.
const PAPER_INDEX: &str = "\
.hero{background:none;color:var(--head);border-block-end:2px solid var(--head)}
.state,h2 .no .n{color:var(--head)}
.state{background:none;border:1px solid currentColor}
:focus-visible{outline-color:var(--head);box-shadow:none}
";

/// Sizes of the screen by writing; a face of another make needs others to look alike.
struct Sizes {
    text: &'static str,
    leading: &'static str,
    h1: &'static str,
    h1_leading: &'static str,
    h2: &'static str,
    h2_leading: &'static str,
    quote: &'static str,
    quote_leading: &'static str,
    statement: &'static str,
    statement_leading: &'static str,
    fact: &'static str,
}

const NASKH: Sizes = Sizes {
    text: "clamp(1.375rem,1.3rem + .35vw,1.5rem)",
    leading: "1.5",
    h1: "clamp(2.25rem,1.3rem + 3.9vw,4.25rem)",
    h1_leading: "1.5",
    h2: "clamp(1.75rem,1.5rem + 1.1vw,2.4rem)",
    h2_leading: "1.5",
    quote: "clamp(1.6rem,1.4rem + .8vw,2rem)",
    quote_leading: "1.75",
    statement: "clamp(1.45rem,1.35rem + .5vw,1.75rem)",
    statement_leading: "1.85",
    fact: "clamp(2.6rem,2.2rem + 1.6vw,3.4rem)",
};

const LATIN: Sizes = Sizes {
    text: "clamp(1.0625rem,1.01rem + .25vw,1.1875rem)",
    leading: "1.55",
    h1: "clamp(1.9rem,1.2rem + 2.9vw,3.3rem)",
    h1_leading: "1.24",
    h2: "clamp(1.4rem,1.2rem + .85vw,1.85rem)",
    h2_leading: "1.4",
    quote: "clamp(1.25rem,1.1rem + .6vw,1.55rem)",
    quote_leading: "1.45",
    statement: "clamp(1.2rem,1.1rem + .4vw,1.4rem)",
    statement_leading: "1.6",
    fact: "clamp(2.2rem,1.9rem + 1.2vw,2.8rem)",
};

const NASTALIQ: Sizes = Sizes {
    text: "clamp(1.1rem,1.05rem + .25vw,1.2rem)",
    leading: "2.4",
    h1: "clamp(1.65rem,1rem + 2.8vw,3.1rem)",
    h1_leading: "2.5",
    h2: "clamp(1.35rem,1.15rem + .8vw,1.8rem)",
    h2_leading: "2.5",
    quote: "clamp(1.25rem,1.15rem + .5vw,1.5rem)",
    quote_leading: "2.5",
    statement: "clamp(1.2rem,1.15rem + .4vw,1.4rem)",
    statement_leading: "2.5",
    fact: "clamp(2rem,1.8rem + 1vw,2.6rem)",
};

const HEBREW: Sizes = Sizes {
    text: "clamp(1.2rem,1.15rem + .3vw,1.33rem)",
    leading: "1.5",
    h1: "clamp(1.95rem,1.2rem + 3.3vw,3.7rem)",
    h1_leading: "1.3",
    h2: "clamp(1.55rem,1.35rem + 1vw,2.1rem)",
    h2_leading: "1.35",
    ..LATIN
};

const EAST_ASIAN: Sizes = Sizes {
    leading: "1.8",
    h1_leading: "1.4",
    h2_leading: "1.5",
    quote_leading: "1.8",
    statement_leading: "1.8",
    ..LATIN
};

/// Marks stand above and below the letters.
const BRAHMIC: Sizes = Sizes {
    leading: "1.8",
    h1_leading: "1.5",
    h2_leading: "1.55",
    quote_leading: "1.8",
    statement_leading: "1.8",
    ..LATIN
};

impl Sizes {
    fn of(writing: Writing) -> &'static Self {
        match writing {
            Writing::Arabic | Writing::Persian | Writing::ArabicExtended => &NASKH,
            Writing::Nastaliq => &NASTALIQ,
            Writing::Hebrew => &HEBREW,
            Writing::Latin => &LATIN,
            Writing::EastAsian => &EAST_ASIAN,
            Writing::Brahmic => &BRAHMIC,
        }
    }
}

/// The leading of short lines.
fn tight(sizes: &Sizes) -> f64 {
    let leading: f64 = sizes.leading.parse().unwrap_or(1.5);
    1.0 + (leading - 1.0) * 0.7
}

/// The style of the single page, without its `@font-face` rules.
pub(super) fn page(theme: &Theme, lang: &Lang) -> String {
    let (own, faces) = (kinds::accents(theme), faces(theme, lang));
    let kinds = kinds::page(theme);
    let (sizes, facts) = (sizes(theme, lang.writing()), super::fit::rules());
    format!("{}{sizes}{PAGE}{facts}{own}{kinds}{faces}", roots(theme))
}

/// How text of a language looks: its sizes, then a rule a line for its faces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LanguageStyle {
    sizes: String,
    faces: String,
}

/// The look of a language.
pub(super) fn look(theme: &Theme, lang: &Lang) -> LanguageStyle {
    LanguageStyle { sizes: size_properties(theme, lang.writing()), faces: faces(theme, lang) }
}

impl LanguageStyle {
    /// Its rules for what has a class.
    pub(super) fn within(&self, class: &str) -> String {
        let mut out = format!(".{class}{{{}}}\n", self.sizes);
        for (selectors, rule) in self.faces.lines().filter_map(|line| line.split_once('{')) {
            let scoped = selectors.split(',').map(|selector| match selector {
                "body" => format!(".{class}"),
                inner => format!(".{class} {inner}"),
            });
            let scoped: Vec<_> = scoped.collect();
            let _ = writeln!(out, "{}{{{rule}", scoped.join(","));
        }
        out
    }
}

/// The style of the page of all editions, without its `@font-face` rules; each class looks like a
/// language.
pub(super) fn index(theme: &Theme, looks: &[(String, LanguageStyle)]) -> String {
    let looks: String = looks.iter().map(|(class, look)| look.within(class)).collect();
    let paper = if theme.has_paper_covers() { PAPER_INDEX } else { "" };
    format!("{}{INDEX}{}{paper}{}", roots(theme), kinds::accents(theme), looks.trim_end())
}

/// The style of a book, without its `@font-face` rules. Ground and text colour are the reader's.
pub(super) fn book(theme: &Theme, lang: &Lang) -> String {
    let s = Sizes::of(lang.writing());
    let [size, front, title] = book_sizes(theme, lang.writing());
    // Vocalised lines need more room than the page's (docs/spec/pages.md, 11).
    let replaced = BOOK
        .replace("var(--size)", &size)
        .replace("var(--front)", &front)
        .replace("var(--title)", &title)
        .replace("var(--saf)", &hex(theme.web.light.saffron))
        .replace("var(--leading)", s.leading)
        .replace("var(--tight)", &two(tight(s)))
        .replace("var(--h2-leading)", s.h2_leading)
        .replace("var(--quote-leading)", s.quote_leading)
        .replace("var(--statement-leading)", s.statement_leading);
    let kinds = kinds::book(theme).replace("var(--leading)", s.leading);
    format!("{replaced}{kinds}{}", faces(theme, lang))
}

/// The size of a book's text against the reader's; of its own title and of those of sections
/// against the text. Readers choose by Latin letters; those of another writing are as much larger
/// as the theme sets them.
fn book_sizes(theme: &Theme, writing: Writing) -> [String; 3] {
    /// Titles on screens, which hold less than a page does.
    const TITLE: f64 = 0.84;
    /// The book's title against a section's.
    const FRONT: f64 = 1.1;
    let own = theme.scale_for(writing);
    let ratio = |a: &TextStyle, b: &TextStyle| a.size / b.size;
    let text = ratio(&own.body, &theme.text.latin.body).clamp(1.0, 1.6);
    let title = (ratio(&own.title, &own.body) * TITLE).clamp(1.2, 1.8);
    let em = |size| format!("{}em", two(size));
    [format!("{:.0}%", text * 100.0), em(title * FRONT), em(title)]
}

/// The colours of both modes as custom properties.
fn roots(theme: &Theme) -> String {
    let properties = |c: &WebColors| {
        let named = [
            ("bg", c.bg),
            ("panel", c.panel),
            ("ink", c.ink),
            ("soft", c.soft),
            ("head", c.head),
            ("link", c.link),
            ("rule", c.rule),
            ("saf", c.saffron),
            ("hero", c.hero),
            ("line", c.line),
        ];
        named.map(|(name, color)| format!("--{name}:{};", hex(color))).concat()
    };
    let scale = &theme.text.latin.cover_subtitle;
    let paper = hex(theme.color(&scale.color).rgb);
    format!(
        ":root{{color-scheme:light dark;{}--paper:{paper}}}\n\
         @media (prefers-color-scheme:dark){{:root{{{}}}}}\n",
        properties(&theme.web.light),
        properties(&theme.web.dark).trim_end_matches(';')
    )
}

fn sizes(theme: &Theme, writing: Writing) -> String {
    format!(":root{{{}}}\n", size_properties(theme, writing))
}

/// How large the text of a theme is against that for which the sizes were chosen: faces of one
/// size look larger or smaller than one another, and a theme's pages tell how they are to be read.
fn relative(theme: &Theme, writing: Writing) -> f64 {
    let drawn = match writing {
        Writing::Arabic | Writing::Persian => 13.5,
        Writing::ArabicExtended | Writing::Hebrew => 12.0,
        Writing::Nastaliq => 10.5,
        Writing::Latin => 9.7,
        Writing::EastAsian => 9.5,
        Writing::Brahmic => 10.0,
    };
    (theme.scale_for(writing).body.size.to_pt() / drawn).clamp(0.8, 1.25)
}

/// The sizes as custom properties.
fn size_properties(theme: &Theme, writing: Writing) -> String {
    let s = Sizes::of(writing);
    let share = two(relative(theme, writing));
    let text =
        if share == "1" { s.text.to_owned() } else { format!("calc({}*{share})", s.text) };
    let named = [
        ("text", text.as_str()),
        ("leading", s.leading),
        ("tight", &two(tight(s))),
        ("h1", s.h1),
        ("h1-leading", s.h1_leading),
        ("h2", s.h2),
        ("h2-leading", s.h2_leading),
        ("quote", s.quote),
        ("quote-leading", s.quote_leading),
        ("statement", s.statement),
        ("statement-leading", s.statement_leading),
        ("fact", s.fact),
    ];
    named.map(|(name, value)| format!("--{name}:{value}")).join(";")
}

/// Which face stands where: the voices, then foreign stretches, then emphasis and numerals.
fn faces(theme: &Theme, lang: &Lang) -> String {
    let w = lang.writing();
    let scale = theme.scale_for(w);
    let mut out = String::new();
    let body = Family::of(&theme.fonts, w, scale.body.font);
    let _ = writeln!(out, "body{{{}}}", face(theme, w, &scale.body));
    for voice in VOICES {
        let _ = writeln!(out, "{}{{{}}}", voice.selector, face(theme, w, (voice.style)(scale)));
    }
    let _ = writeln!(out, "strong,b{{font-weight:700}}");
    foreign(theme, w, body, &mut out);
    emphasis(theme, w, &mut out);
    match lang.primary() {
        "ja" | "zh" => out.push_str("body{line-break:strict}\n"),
        "ko" => out.push_str("body{word-break:keep-all}\n"),
        _ => {}
    }
    // A style element is hashed as it stands; checkers hash it without white space at its end.
    out.trim_end().to_owned()
}

/// A style's face as declarations.
fn face(theme: &Theme, writing: Writing, style: &TextStyle) -> String {
    let slant = if style.italic { "italic" } else { "normal" };
    format!(
        "font-family:{};font-weight:{};font-style:{slant}",
        families(theme, writing, style.font),
        style.weight
    )
}

/// A list of families: ours, the writing's other one, what the machine has.
fn families(theme: &Theme, writing: Writing, role: Role) -> String {
    let of = |role| Family::of(&theme.fonts, writing, role);
    let mut names = vec![of(role)];
    for other in [of(Role::Body), of(Role::Display)] {
        if !names.contains(&other) {
            names.push(other);
        }
    }
    let names: Vec<_> = names.iter().map(|f| format!("\"{}\"", f.name())).collect();
    format!("{},serif", names.join(","))
}

/// Stretches of other writings: their face, and their size against the text around them.
fn foreign(theme: &Theme, w: Writing, body: Family, out: &mut String) {
    let scale = theme.scale_for(w);
    for (class, writing) in
        FOREIGN.into_iter().filter(|&(_, writing)| foreign_class(w, writing).is_some())
    {
        let [own, titles] =
            [Role::Body, Role::Display].map(|role| Family::of(&theme.fonts, writing, role));
        let text = own.scale_in(body, true, theme);
        let families = families(theme, writing, Role::Body);
        let _ = writeln!(out, ".{class}{{font-family:{families};font-size:{}em}}", two(text));
        let display: Vec<_> = VOICES
            .iter()
            .filter(|voice| Family::of(&theme.fonts, w, (voice.style)(scale).font) != body)
            .map(|voice| format!("{} .{class}", voice.selector))
            .collect();
        let host = Family::of(&theme.fonts, w, Role::Display);
        // Titles of another writing have a face of their own where the theme gives them one.
        let has_own = [host, titles].contains(&Family::LatinDisplay);
        let (shown, named) = match has_own {
            true => {
                let families = self::families(theme, writing, Role::Display);
                (titles, format!("font-family:{families};"))
            }
            false => (own, String::new()),
        };
        let large = shown.scale_in(host, false, theme);
        if !display.is_empty() {
            let size = two(large);
            let _ = writeln!(out, "{}{{{named}font-size:{size}em}}", display.join(","));
        }
        let _ = writeln!(out, ".{class} .{class}{{font-size:1em}}");
    }
}

/// Emphasis is slant where page and stretch are Latin, weight elsewhere.
fn emphasis(theme: &Theme, w: Writing, out: &mut String) {
    const WEIGHT: &str = "{font-style:normal;font-weight:700}";
    const SLANT: &str = "{font-style:italic;font-weight:inherit}";
    if theme.slants(w) {
        let upright = FOREIGN.iter().filter(|(_, writing)| !writing.slants());
        let foreign: Vec<_> = upright.map(|(c, _)| format!(".{c} em,em .{c}")).collect();
        let _ = writeln!(out, "em{SLANT}\n{}{WEIGHT}", foreign.join(","));
    } else {
        let _ = writeln!(out, "em{WEIGHT}");
    }
}

/// A number with at most two decimals.
fn two(n: f64) -> String {
    let text = format!("{n:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.strip_prefix('0').filter(|t| t.starts_with('.')).unwrap_or(text).to_owned()
}
