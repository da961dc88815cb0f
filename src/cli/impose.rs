//! `warraq impose`: a finished PDF file to sheets that are printed and folded.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::console::Console;
use super::source::{MessageFormat, near};
use super::summary::{columns, size};
use crate::batch::{self, Outcome, Report};
use crate::diag::print::{FaultFormat, Voice, one_line};
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::geom::{Abs, Size};
use crate::pdf::impose::{Binding, Flip, Imposed, Imposition, N_UP, Scheme};

const EXAMPLES: &str = "\
Examples:
  warraq impose output/ar/brochure.pdf              sheets of a booklet, beside the file, as
                                                    `brochure.booklet.pdf`
  warraq impose brochure.pdf --sheet a4             on A4, reduced where two pages do not fit
  warraq impose brochure.pdf --sheet a3 --marks     with marks for folding and cutting
  warraq impose thick.pdf --creep 0.1mm             pages of inner sheets nearer to the spine
  warraq impose slides.pdf --n-up 4 --gutter 5mm    four pages a side, in reading order

Print the sheets on both sides, at full size (100 %), turned on the short edge, or on the one that
`--flip` names. They come out of the printer, face down, as they lie in the booklet: staple the
pile through its middle and fold it.";

/// Put the pages of a PDF file onto sheets: a booklet to be folded, or several pages a side.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImposeArgs {
    /// The PDF file
    file: PathBuf,

    /// Where the sheets go [default: beside the file, as `name.booklet.pdf` or `name.4-up.pdf`]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The side of the spine, and of the first page in a row [default: as the file is read]
    #[arg(long, value_name = "SIDE", value_enum)]
    binding: Option<BindingArg>,

    /// The paper: a3, a4, a5, letter, legal, tabloid, or its sides, as in `210x297mm` [default: as
    /// large as two pages; with `--n-up`, as one]
    #[arg(long, value_name = "SIZE")]
    sheet: Option<String>,

    /// How thick one sheet of the paper is, as in `0.1mm`: pages of inner sheets move to the spine
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true, conflicts_with = "n_up")]
    creep: Option<String>,

    /// The edge on which the printer turns the paper [default: short where the sheet is wider than
    /// high, else long]
    #[arg(long, value_name = "EDGE", value_enum)]
    flip: Option<FlipArg>,

    /// No booklet: 2, 4, 6, 8, 9 or 16 pages a side, in reading order
    #[arg(long, value_name = "N", value_parser = n_up)]
    n_up: Option<usize>,

    /// Room between the pages of a side [default: none]
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true, requires = "n_up")]
    gutter: Option<String>,

    /// Draw marks where to fold and cut, and keep bleed, where the sheet has room for them
    #[arg(long)]
    marks: bool,

    /// How faults are written; `json` goes to standard output, one object a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    message_format: MessageFormat,
}

/// The side of the spine, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BindingArg {
    /// For Arabic, Persian, Hebrew and other scripts from right to left
    Right,
    /// For scripts from left to right
    Left,
}

/// The edge on which the paper is turned, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FlipArg {
    /// Short edge
    Short,
    /// Long edge
    Long,
}

impl TryFrom<&ImposeArgs> for Imposition {
    type Error = Sink;

    /// What was typed to what it means; every fault of usage is found here.
    fn try_from(args: &ImposeArgs) -> Result<Self, Sink> {
        let mut sink = Sink::default();
        let mut said = |text: &Option<String>, most: Abs, remark: &str| match text {
            None => Abs::ZERO,
            Some(text) => length(text, most, remark, &mut sink),
        };
        let creep = said(&args.creep, THICKEST, "a sheet of office paper is 0.1 mm thick");
        let gutter = said(&args.gutter, WIDEST, "pages are parted by some millimetres");
        let paper = args.sheet.as_deref().and_then(|text| paper(text, &mut sink));
        let scheme = match args.n_up {
            Some(pages) => Scheme::NUp { pages, gutter },
            None => Scheme::Booklet { creep },
        };
        let binding = args.binding.map(|side| match side {
            BindingArg::Left => Binding::Left,
            BindingArg::Right => Binding::Right,
        });
        let flip = args.flip.map(|edge| match edge {
            FlipArg::Short => Flip::Short,
            FlipArg::Long => Flip::Long,
        });
        let marks = args.marks;
        sink.check().map(|()| Self { scheme, binding, paper, flip, marks }).map_err(|_| sink)
    }
}

/// Thicker paper cannot be folded.
const THICKEST: Abs = Abs::mm(2.0);
/// Wider gutters are a slip of the pen.
const WIDEST: Abs = Abs::mm(200.0);

/// Paper that has a name, upright.
const PAPERS: [(&str, Size); 6] = [
    ("a3", Size::new(Abs::mm(297.0), Abs::mm(420.0))),
    ("a4", Size::new(Abs::mm(210.0), Abs::mm(297.0))),
    ("a5", Size::new(Abs::mm(148.0), Abs::mm(210.0))),
    ("letter", Size::new(Abs::pt(612.0), Abs::pt(792.0))),
    ("legal", Size::new(Abs::pt(612.0), Abs::pt(1008.0))),
    ("tabloid", Size::new(Abs::pt(792.0), Abs::pt(1224.0))),
];

/// How many pages a side.
fn n_up(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| N_UP.contains(n));
    number.ok_or_else(|| "expected 2, 4, 6, 8, 9 or 16".into())
}

/// A length from nothing to `most`; nothing where it is a fault.
fn length(text: &str, most: Abs, remark: &str, sink: &mut Sink) -> Abs {
    let read = Abs::parse(text.trim());
    if let Some(length) = read.filter(|length| (Abs::ZERO..=most).contains(length)) {
        return length;
    }
    let units = Abs::UNITS.map(|(unit, _)| format!("`{unit}`")).join(", ");
    let fault = Diagnostic::error(
        "bad-length",
        Span::NONE,
        match read {
            None => format!("`{text}` is no length"),
            Some(_) => format!("`{text}` is no length for this"),
        },
    );
    sink.push(match read {
        None => fault.with_hint(format!("write a number with its unit: {units}")),
        Some(_) => fault.with_hint(remark),
    });
    Abs::ZERO
}

/// Paper by its name or its sides.
fn paper(text: &str, sink: &mut Sink) -> Option<Size> {
    let word = text.trim().to_lowercase();
    if let Some((_, size)) = PAPERS.iter().find(|(name, _)| *name == word) {
        return Some(*size);
    }
    if let Some(size) = sides(&word) {
        return Some(size);
    }
    let names = PAPERS.map(|(name, _)| name);
    let hint = match near(&word, names) {
        // `a2` is near to every other name of two letters, and means none of them.
        Some(name) if word.len() > 3 && word.chars().all(char::is_alphabetic) => {
            format!("did you mean `{name}`?")
        }
        _ => format!("known are {}; others as in `210x297mm`", names.join(", ")),
    };
    let message = format!("`{text}` is no size of paper");
    sink.push(Diagnostic::error("unknown-sheet", Span::NONE, message).with_hint(hint));
    None
}

/// `210x297mm`; each side may have a unit of its own.
fn sides(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', '×'])?;
    let unit: String = height.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let unit: String = unit.chars().rev().collect();
    let width = Abs::parse(width.trim()).or_else(|| Abs::parse(&format!("{width}{unit}")))?;
    let height = Abs::parse(height.trim())?;
    (width > Abs::ZERO && height > Abs::ZERO).then_some(Size::new(width, height))
}

/// Beside the file: what it is stands before the ending.
fn default_out(file: &Path, scheme: &Scheme) -> PathBuf {
    let kind = match scheme {
        Scheme::Booklet { .. } => "booklet".to_owned(),
        Scheme::NUp { pages, .. } => format!("{pages}-up"),
    };
    let pdf = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    let name = if pdf { file.file_stem() } else { file.file_name() };
    let name = name.unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{name}.{kind}.pdf"))
}

/// Writes the sheets, tells the faults, and says what there is to print.
pub(super) fn run(args: &ImposeArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = FaultFormat::from(args.message_format);
    let how = match Imposition::try_from(args) {
        Ok(how) => how,
        Err(sink) => {
            console.report(&Sources::default(), format, &[&sink])?;
            return Ok(Outcome::Trouble);
        }
    };
    let out = args.out.clone().unwrap_or_else(|| default_out(&args.file, &how.scheme));
    let mut report = Report::default();
    let made = batch::impose(&args.file, &out, &how, &mut report);
    console.report(&report.sources, format, &[&report.content, &report.trouble])?;
    if let (Ok(made), FaultFormat::Human) = (made, format) {
        console.print(&table(&made, &out, &console.voice()))?;
    }
    Ok(report.outcome())
}

const HEAD: [&str; 6] = ["pages", "blanks", "sheets", "scale", "size", "file"];

/// What there is to print.
fn table(made: &Imposed, out: &Path, voice: &Voice) -> String {
    let row = [
        made.pages.to_string(),
        made.blanks.to_string(),
        made.sheets.to_string(),
        format!("{:.0} %", made.scale * 100.0),
        size(made.bytes.len()),
        one_line(&out.to_string_lossy()),
    ];
    columns(HEAD, [true, true, true, true, true, false], [row], voice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_named_or_measured() {
        let read = |text: &str| {
            let mut sink = Sink::default();
            let size = paper(text, &mut sink);
            assert_eq!(size.is_none(), sink.has_errors());
            size.map(|size| (size.width.to_mm().round(), size.height.to_mm().round()))
        };
        assert_eq!(read("A4"), Some((210.0, 297.0)));
        assert_eq!(read("letter"), Some((216.0, 279.0)));
        assert_eq!(read("320x450mm"), Some((320.0, 450.0)));
        assert_eq!(read("32cm × 450mm"), Some((320.0, 450.0)));
        assert_eq!(read("8.5x11in"), Some((216.0, 279.0)));
        for wrong in ["", "a44x", "210x297", "0x5mm", "-1x5mm", "xmm", "210mm", "nanxnanmm"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_that_are_nearly_right_are_understood() {
        let hint = |text: &str| {
            let mut sink = Sink::default();
            paper(text, &mut sink);
            sink.diagnostics()[0].hints[0].clone()
        };
        assert_eq!(hint("tabliod"), "did you mean `tabloid`?");
        assert!(hint("a2").starts_with("known are a3, a4,"), "{}", hint("a2"));
        assert!(hint("210x297").starts_with("known are a3, a4,"), "{}", hint("210x297"));
    }

    #[test]
    fn sheets_lie_beside_their_file() {
        let booklet = Imposition::BOOKLET.scheme;
        let four = Scheme::NUp { pages: 4, gutter: Abs::ZERO };
        let name = |file: &str, scheme| default_out(Path::new(file), &scheme);
        assert_eq!(name("a/b.pdf", booklet), Path::new("a/b.booklet.pdf"));
        assert_eq!(name("b.print.PDF", four), Path::new("b.print.4-up.pdf"));
        assert_eq!(name("report v1.2", booklet), Path::new("report v1.2.booklet.pdf"));
    }
}
