//! Rules for what a theme is built of: they are laid over those of the first theme's kinds.

use crate::model::style::*;

/// What cannot be read where hero and accent lie on one another is set in white, or in black.
pub(super) fn accents(theme: &Theme) -> String {
    let colors = &theme.web.light;
    if theme.has_paper_covers() {
        return String::new();
    }
    if colors.hero.contrast(colors.saffron) >= TEXT_CONTRAST {
        return String::new();
    }
    let black = Rgb([0; 3]);
    let on_accent =
        if black.contrast(colors.saffron) >= TEXT_CONTRAST { black } else { Rgb::WHITE };
    let (white, on_accent) = (super::hex(Rgb::WHITE), super::hex(on_accent));
    // Only a star is drawn in the accent under the number of a section.
    let starred = theme.opener.number == NumberKind::Star;
    let number = if starred { ",h2 .no .n" } else { "" };
    format!(".bar a.current{{color:{white}}}\n.draft,.state{number}{{color:{on_accent}}}\n")
}

/// The rules of a single page.
pub(super) fn page(theme: &Theme) -> String {
    let mut rules: Vec<&str> = vec![];
    if theme.page.side.to_pt() <= 0.0 {
        rules.push(ONE_COLUMN);
    }
    rules.push(match theme.cover.kind {
        CoverKind::Field => "",
        CoverKind::Type => concat!(include_str!("paper.css"), include_str!("titlepage.css")),
        CoverKind::Form => concat!(include_str!("paper.css"), include_str!("form.css")),
        CoverKind::Sheet => concat!(include_str!("paper.css"), include_str!("sheet.css")),
        CoverKind::Poster => include_str!("poster.css"),
    });
    rules.push(match theme.opener.number {
        NumberKind::Star => "",
        NumberKind::Box => PAGE_BOX,
        NumberKind::Above => PAGE_ABOVE,
        NumberKind::Beside => PAGE_BESIDE,
        NumberKind::Giant | NumberKind::None => PAGE_BARE,
    });
    if theme.opener.number == NumberKind::Beside && theme.has_paper_covers() {
        rules.push(".hero h1,footer .name{color:var(--ink)}\n");
    }
    if theme.ornament.kind == OrnamentKind::None {
        rules.push(".toc a{grid-template-columns:1.6rem 1fr}\n.small{inline-size:auto;block-size:auto;margin:0;color:var(--head)}\n");
    }
    rules.push(match theme.opener.rules {
        TitleRules::None => "",
        TitleRules::Above => {
            "main h2{border-block-start:3px solid var(--saf);padding-block-start:.6rem}\n"
        }
        TitleRules::Below => {
            "main h2{border-block-end:1px solid var(--saf);padding-block-end:.5rem}\nmain h2+*{margin-block-start:1rem}\n"
        }
        TitleRules::Double => {
            "main h2{border-block-end:5px double var(--saf);padding-block-end:.7rem}\nmain h2+*{margin-block-start:1rem}\n"
        }
    });
    rules.extend(blocks(theme));
    if theme.terms.kind == TermsKind::Clauses && theme.terms.columns >= 1.5 {
        rules.push("@media (min-width:75rem){.terms{grid-template-columns:1fr 1fr}}\n");
    }
    if theme.terms.boxes {
        rules.push(TICKS);
    }
    rules.push(match theme.callout.kind {
        CalloutKind::Panel | CalloutKind::Block => "",
        CalloutKind::Side => ".callout,.contact{margin-inline:0}\nmain>section>.contact .name{margin-inline-start:0}\n.callout{display:block}\n",
        CalloutKind::Ruled | CalloutKind::Frame => ".callout,.contact{margin-inline:0;background:none}\nmain>section>.contact .name{margin-inline-start:0}\n.callout{display:block}\n",
    });
    rules.push(match theme.statement.kind {
        StatementKind::Page | StatementKind::Field => "",
        StatementKind::Ruled => ".statement-page{margin-inline:0;padding-inline:0;background:none;border-block:2px solid var(--saf)}\n",
    });
    if theme.opener.kind == OpenerKind::Page {
        rules.push(include_str!("colours.css"));
        return rules.concat() + &super::hues::rules(theme);
    }
    rules.concat()
}

/// The rules of a book.
pub(super) fn book(theme: &Theme) -> String {
    let number = match theme.opener.number {
        NumberKind::Star => "",
        NumberKind::Box => {
            ".no{border:2px solid currentColor;inline-size:2rem;block-size:2rem}\n.no .n{line-height:1.8rem}\n"
        }
        NumberKind::Above | NumberKind::Beside | NumberKind::Giant | NumberKind::None => {
            ".no{inline-size:auto;block-size:auto}\n.no .n{position:static;text-align:start}\n"
        }
    };
    let title = match theme.cover.kind {
        CoverKind::Field | CoverKind::Form | CoverKind::Sheet | CoverKind::Poster => "",
        CoverKind::Type => {
            "header h1,.closing{text-align:center}\nheader .rule,.closing .rule{margin-inline:auto}\n"
        }
    };
    let rules = match theme.opener.rules {
        TitleRules::None => "",
        TitleRules::Above => "section h2{border-block-start:2px solid currentColor}\n",
        TitleRules::Below => "section h2{border-block-end:1px solid currentColor}\n",
        TitleRules::Double => "section h2{border-block-end:4px double currentColor}\n",
    };
    let colours = match theme.opener.kind {
        OpenerKind::Page => include_str!("colours-book.css"),
        OpenerKind::Band | OpenerKind::Plain => "",
    };
    let all = blocks(theme).into_iter().chain([number, title, rules, colours]);
    let all: Vec<&str> = all.collect();
    all.concat()
        .replace("var(--saf)", &super::hex(theme.web.light.saffron))
        .replace("var(--head)", "currentColor")
        .replace("var(--link)", "currentColor")
        .replace("var(--soft)", "currentColor")
        .replace("var(--panel)", "rgba(128,128,128,.12)")
        .replace("var(--rule)", "rgba(128,128,128,.4)")
}

/// What blocks have alike on a page and in a book.
fn blocks(theme: &Theme) -> [&'static str; 7] {
    [
        match theme.list.marker {
            BulletKind::Star => "",
            BulletKind::Disc => "ul.items>li::before{clip-path:circle()}\n",
            BulletKind::Square => "ul.items>li::before{clip-path:none}\n",
            BulletKind::Dash => {
                "ul.items>li::before{block-size:2px;inline-size:.6em;inset-block-start:calc(var(--leading)*.5em);clip-path:none}\n"
            }
        },
        match theme.steps.marker {
            StepMarker::Star => "",
            StepMarker::Box => {
                ".steps>li>.no{border:1px solid var(--head)}\n.steps>li:not(:last-child)::before{content:none}\n"
            }
            StepMarker::None | StepMarker::Band => {
                ".steps>li>.no{inline-size:auto;block-size:auto}\n.steps .n{position:static;display:block;translate:none}\n.steps>li:not(:last-child)::before{content:none}\n"
            }
        },
        match theme.callout.kind {
            CalloutKind::Panel | CalloutKind::Block => "",
            CalloutKind::Ruled => {
                ".callout,.contact{border-block:1px solid var(--saf);padding-inline:0}\n"
            }
            CalloutKind::Side => {
                ".callout,.contact{border-block:0;border-inline-start:4px solid var(--saf);padding-inline:1.2rem}\n"
            }
            CalloutKind::Frame => {
                ".callout,.contact{border:1px solid var(--head);padding:1rem}\n"
            }
        },
        if theme.quote.bar.to_pt() > 0.0 {
            ".quote{border-inline-start:3px solid var(--saf);padding-inline-start:1.2rem}\n"
        } else {
            ""
        },
        match theme.terms.kind {
            TermsKind::Clauses => CLAUSES,
            TermsKind::Side | TermsKind::Stacked | TermsKind::RunIn | TermsKind::Headlines => {
                ""
            }
        },
        match theme.facts.kind {
            FactsKind::Columns | FactsKind::Bands => "",
            FactsKind::Cells => {
                ".facts{gap:0;border:1px solid var(--head)}\n.facts>li{border:1px solid var(--head);padding:.6rem .9rem}\n"
            }
            FactsKind::Ledger => {
                ".facts,.facts.row,.facts.pairs{display:block;border-block-start:2px solid var(--saf)}\n.facts>li{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 1.5rem;border-block:0 1px solid var(--rule);border-block-end:1px solid var(--rule)}\n.facts .number{min-inline-size:6rem}\n"
            }
        },
        match theme.table.kind {
            TableKind::Ruled | TableKind::Heavy => "",
            TableKind::Tinted => {
                "th,td,tr>:last-child{padding-inline:.7rem}\nthead th,thead td{background:var(--panel);border-block:1px solid var(--saf)}\ntbody tr:last-child>*{border-block-end-color:var(--saf)}\n"
            }
            TableKind::Grid => {
                "table{border:2px solid var(--head)}\nth,td,tr>:last-child{border:1px solid var(--head);padding-inline:.7rem}\nthead th{border-block-end-width:2px}\n"
            }
        },
    ]
}

const CLAUSES: &str = include_str!("clauses.css");
/// The rules of a page whose text has no column beside it.
pub(in crate::web) const ONE_COLUMN: &str = "\
main{max-inline-size:40rem}
main>section,.terms>div,figure{display:block}
main h2{grid-template-columns:auto minmax(0,1fr);column-gap:1.2rem}
main .notes h2{display:block}
.steps>li{grid-template-columns:2.5rem minmax(0,1fr);column-gap:.9rem}
main>section>.contact dl>div{grid-template-columns:8rem minmax(0,1fr)}
main>section>.contact .name{margin-inline-start:0}
main figcaption{margin-block-start:.5rem}
";
const PAGE_BOX: &str = "\
.no{border:2px solid var(--head)}
.no .n{color:var(--head)}
";
const PAGE_ABOVE: &str = "\
main h2{display:block}
main h2 .no{margin-block-start:0}
.no{inline-size:auto;block-size:auto}
.no .n{position:static;display:block;translate:none;color:var(--head)}
main h2 .what{display:block;margin-block-start:0}
";
const PAGE_BESIDE: &str = "\
main h2{align-items:baseline}
main h2 .no{margin-block-start:0}
.no{inline-size:auto;block-size:auto}
.no .n{position:static;display:block;translate:none;color:var(--link);font-size:1.6em;line-height:1}
.steps .n{font-size:1em}
main h2 .what{margin-block-start:0;color:var(--ink)}
main h3,main h4,main dt{color:var(--ink)}
";
const PAGE_BARE: &str = "\
main h2{display:block}
main h2 .what{display:block;margin-block-start:0}
";
const TICKS: &str = "\
.terms>div{position:relative;display:block;padding-inline-start:2rem}
.terms>div::before{content:\"\";position:absolute;inset-inline-start:0;inset-block-start:calc(.75rem + var(--leading)*.5em - .4em);inline-size:.8em;block-size:.8em;border:1px solid var(--head)}
";
