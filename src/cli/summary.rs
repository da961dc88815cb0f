//! The table at the end of a build.

use std::path::Path;
use std::time::Duration;

use unicode_width::UnicodeWidthChar;

use crate::batch::{EditionReport, Job, PlateFile, Report, WrittenFile};
use crate::diag::print::{Voice, one_line};
use crate::model::Status;

const HEAD: [&str; 6] = ["edition", "output", "pages", "size", "time", "file"];
/// Columns of numbers.
const NUMBERS: [bool; 6] = [false, false, true, true, true, false];

/// One line an output, under a head.
pub(super) fn table(report: &Report, voice: &Voice) -> String {
    let rows =
        report.editions.iter().flat_map(|e| e.jobs.iter().map(move |job| row(e, job, voice)));
    columns(HEAD, NUMBERS, rows, voice)
}

/// How many of the files are as they were; nothing where all are new.
pub(super) fn unchanged(report: &Report) -> Option<String> {
    let jobs = || report.editions.iter().flat_map(|edition| &edition.jobs);
    let made = jobs().filter(|job| job.made.is_some()).count();
    let unchanged = jobs().filter(|job| job.unchanged).count();
    let verb = if unchanged == 1 { "is" } else { "are" };
    (unchanged > 0).then(|| format!("{unchanged} of {made} files {verb} unchanged"))
}

/// One line a file of plates, under a head.
pub(super) fn plates(files: &[PlateFile], voice: &Voice) -> String {
    let rows = files.iter().map(|file| {
        let lang = file.lang.as_ref().map_or_else(|| "all".into(), ToString::to_string);
        let plates = if file.lang.is_some() { "black" } else { "art" };
        let format = file.format.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        let name = format!("{plates}{format}");
        let Some(made) = &file.made else {
            return [lang, name, "–".into(), "–".into(), voice.say("not made")];
        };
        let pages = made.pages.map_or_else(|| "–".into(), |pages| pages.to_string());
        [lang, name, pages, size(made.bytes), path(&made.path)]
    });
    let head = ["edition", "plates", "pages", "size", "file"];
    columns(head, [false, false, true, true, false], rows, voice)
}

/// One line a parcel.
pub(super) fn parcels(parcels: &[WrittenFile], voice: &Voice) -> String {
    let rows = parcels.iter().map(|made| [size(made.bytes), path(&made.path)]);
    columns(["size", "file"], [true, false], rows, voice)
}

/// A path as it is shown: whatever it holds, it commands no terminal.
fn path(path: &Path) -> String {
    one_line(&path.to_string_lossy())
}

/// Rows in columns under a head; columns of numbers are set flush right.
pub(super) fn columns<const N: usize>(
    head: [&str; N],
    numbers: [bool; N],
    rows: impl IntoIterator<Item = [String; N]>,
    voice: &Voice,
) -> String {
    let rows = std::iter::once(head.map(|name| voice.say(name))).chain(rows);
    let rows: Vec<[String; N]> = rows.collect();
    let widths: [usize; N] =
        std::array::from_fn(|i| rows.iter().map(|r| width(&r[i])).max().unwrap_or(0));
    let line = |row: &[String; N]| {
        let cells: Vec<String> = (0..N)
            .map(|i| {
                let room = " ".repeat(widths[i] - width(&row[i]));
                if numbers[i] { room + &row[i] } else { row[i].clone() + &room }
            })
            .collect();
        cells.join("  ").trim_end().to_string() + "\n"
    };
    rows.iter().map(line).collect()
}

/// How many columns of a terminal a cell takes, without the controls in it.
fn width(cell: &str) -> usize {
    let is_mark = |c: &char| matches!(c, '\u{2066}'..='\u{2069}');
    cell.chars().filter(|c| !is_mark(c)).filter_map(UnicodeWidthChar::width).sum()
}

/// How long each stage of each edition took, for those who look for time.
pub(super) fn stages(report: &Report) -> String {
    let lines = report.editions.iter().flat_map(|edition| {
        edition.stages.iter().map(move |stage| {
            let milliseconds = stage.time.as_secs_f64() * 1000.0;
            format!("{:8} {:14} {milliseconds:10.2} ms", edition.lang.as_str(), stage.name)
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn row(edition: &EditionReport, job: &Job, voice: &Voice) -> [String; 6] {
    let name = match edition.status {
        Status::Draft => format!("{} ({})", edition.lang, voice.say("draft")),
        Status::Final => edition.lang.to_string(),
    };
    let output = job.product.label();
    let Some(made) = &job.made else {
        let none = || "–".to_string();
        return [name, output, none(), none(), none(), voice.say("not made")];
    };
    let pages = made.pages.map_or_else(|| "–".into(), |pages| pages.to_string());
    let time = if job.unchanged { "–".into() } else { seconds(job.time) };
    [name, output, pages, size(made.bytes), time, path(&made.path)]
}

/// A size in units of a thousand, as file managers show it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{OutputKind, Product};
    use crate::model::lang::Lang;
    use crate::source::Output;

    #[test]
    fn the_table_names_drafts_and_what_was_not_made() {
        let product =
            |output| Product { kind: OutputKind::Output(output), format: 0, name: None };
        let job = |output, made| {
            let time = Duration::from_millis(1234);
            Job { product: product(output), made, unchanged: false, time }
        };
        let made =
            |path: &str, bytes, pages| Some(WrittenFile { path: path.into(), bytes, pages });
        let edition = |tag: &str, status, jobs| EditionReport {
            lang: Lang::parse(tag).unwrap(),
            status,
            inputs: vec![],
            jobs,
            stages: vec![],
        };
        let mut report = Report {
            editions: vec![
                edition(
                    "ar",
                    Status::Final,
                    vec![
                        job(Output::Pdf, made("output/ar/a.pdf", 97_601, Some(16))),
                        job(Output::Html, made("output/ar/a.html", 1_260_000, None)),
                    ],
                ),
                edition("en", Status::Draft, vec![job(Output::Pdf, None)]),
            ],
            ..Report::default()
        };
        let expected = "\
edition     output  pages    size    time  file
ar          pdf        16   98 KB  1.23 s  output/ar/a.pdf
ar          html        –  1.2 MB  1.23 s  output/ar/a.html
en (draft)  pdf         –       –       –  not made
";
        assert_eq!(table(&report, &Voice::default()), expected);
        assert_eq!(unchanged(&report), None);
        report.editions[0].jobs[1].unchanged = true;
        assert_eq!(
            table(&report, &Voice::default()),
            expected.replacen("1.2 MB  1.23 s", "1.2 MB       –", 1)
        );
        assert_eq!(unchanged(&report).as_deref(), Some("1 of 2 files is unchanged"));
    }
}
