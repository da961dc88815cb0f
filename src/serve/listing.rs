//! What the page in the browser is told, as JSON.

use std::path::Path;

use serde::Serialize;

use crate::batch::{FaultMark, Preview, Seen, ShownFormat, ShownPage, Spot};

/// All that is shown but the places on the pages.
#[derive(Serialize)]
struct PreviewListing<'a> {
    version: u64,
    /// Whether a click opens an editor.
    editor: bool,
    editions: Vec<ListedEdition<'a>>,
    faults: Vec<ListedFault<'a>>,
}

#[derive(Serialize)]
struct ListedEdition<'a> {
    lang: &'a str,
    name: String,
    dir: &'a str,
    title: &'a str,
    current: bool,
    web: String,
    formats: Vec<ListedFormat<'a>>,
}

#[derive(Serialize)]
struct ListedFormat<'a> {
    name: &'a str,
    leaflet: bool,
    states: &'a [String],
    pages: Vec<ListedPage<'a>>,
}

#[derive(Serialize)]
struct ListedPage<'a> {
    width: f64,
    height: f64,
    label: &'a str,
    digest: &'a str,
}

#[derive(Serialize)]
struct ListedFault<'a> {
    id: &'a str,
    severity: &'a str,
    message: &'a str,
    hints: &'a [String],
    file: Option<&'a str>,
    line: Option<usize>,
    source: Option<&'a str>,
    /// Language, format and page where it shows.
    at: Option<(&'a str, usize, usize)>,
}

#[derive(Serialize)]
struct ListedPlace<'a> {
    /// From the left, from the top, width and height, as shares of the page in hundredths.
    rect: [f64; 4],
    text: &'a str,
    file: &'a str,
    line: usize,
    source: &'a str,
    fault: Option<&'a str>,
}

/// The state as JSON.
pub(super) fn state(version: u64, preview: &Preview, project: &Path, editor: bool) -> String {
    let editions = preview.editions.iter().map(edition).collect();
    let faults = preview.faults.iter().map(|mark| fault(mark, preview, project)).collect();
    let told = PreviewListing { version, editor, editions, faults };
    serde_json::to_string(&told).unwrap_or_default()
}

/// The places on the pages of a format, page by page, as JSON.
pub(super) fn places(format: &ShownFormat, project: &Path) -> String {
    let pages = format.pages.iter().map(|page| {
        let spots = page.spots.iter().filter_map(|spot| place(spot, page, project));
        spots.collect::<Vec<_>>()
    });
    serde_json::to_string(&pages.collect::<Vec<_>>()).unwrap_or_default()
}

fn edition(seen: &Seen) -> ListedEdition<'_> {
    let shown = &seen.shown;
    ListedEdition {
        lang: shown.lang.as_str(),
        name: shown.lang.name(),
        dir: shown.lang.dir().as_str(),
        title: &shown.title,
        current: seen.current,
        web: shown.web_digest(),
        formats: shown.formats.iter().map(format).collect(),
    }
}

fn format(format: &ShownFormat) -> ListedFormat<'_> {
    let page = |page: &'_ ShownPage| (page.size.width.to_pt(), page.size.height.to_pt());
    let pages = format.pages.iter().map(|shown| {
        let (width, height) = page(shown);
        ListedPage { width, height, label: &shown.label, digest: &shown.digest }
    });
    ListedFormat {
        name: &format.name,
        leaflet: format.leaflet,
        states: &format.states,
        pages: pages.collect(),
    }
}

fn fault<'a>(mark: &'a FaultMark, preview: &'a Preview, project: &Path) -> ListedFault<'a> {
    let place = mark.place.as_ref();
    ListedFault {
        id: mark.id,
        severity: mark.severity.as_str(),
        message: &mark.message,
        hints: &mark.hints,
        file: place.map(|(file, ..)| short(file, project)),
        line: place.map(|(_, line, _)| *line),
        source: place.map(|(.., text)| text.as_str()),
        at: place.and_then(|(file, line, _)| on_page(file, *line, preview)),
    }
}

/// The page that shows the last text which begins at or before a line.
fn on_page<'a>(
    file: &str,
    line: usize,
    preview: &'a Preview,
) -> Option<(&'a str, usize, usize)> {
    let mut found = None;
    for seen in &preview.editions {
        for (n, format) in seen.shown.formats.iter().enumerate() {
            for (number, page) in format.pages.iter().enumerate() {
                for (own, at, _) in page.spots.iter().filter_map(|spot| spot.place.as_ref()) {
                    let later = found.is_none_or(|(last, _)| *at > last);
                    if own == file && *at <= line && later {
                        found = Some((*at, (seen.shown.lang.as_str(), n, number)));
                    }
                }
            }
        }
    }
    found.map(|(_, at)| at)
}

fn place<'a>(spot: &'a Spot, page: &ShownPage, project: &Path) -> Option<ListedPlace<'a>> {
    let (file, line, source) = spot.place.as_ref()?;
    let share = |part: f64| (part * 10_000.0).round() / 100.0;
    let (rect, size) = (spot.rect, page.size);
    Some(ListedPlace {
        rect: [
            share(rect.left() / size.width),
            share(rect.top() / size.height),
            share(rect.size.width / size.width),
            share(rect.size.height / size.height),
        ],
        text: &spot.text,
        file: short(file, project),
        line: *line,
        source,
        fault: spot.fault.map(|fault| fault.as_str()),
    })
}

/// A file's path inside the project.
fn short<'a>(file: &'a str, project: &Path) -> &'a str {
    let folder = project.to_string_lossy().replace('\\', "/");
    file.strip_prefix(&*folder).map_or(file, |inside| inside.trim_start_matches('/'))
}
