//! The matrix as a picture: a page that any browser shows, a coloured cell a block and share.

use std::fmt::Write;

use super::{BlockPath, Matrix};

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:auto;padding:1rem;color:#1d2a28;\
background:#fff}h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .3rem}.wide{overflow-x:auto}table{border-collapse:\
separate;border-spacing:2px}th,td{padding:.15rem .6rem;text-align:start;font-weight:400}thead th,tfoot th{font-weight:600}\
td{text-align:end;min-width:6.5rem;font-variant-numeric:tabular-nums;color:#1d2a28}code{font:.85rem monospace}\
.fits{background:#dcebe2}.tight{background:#f6e3b4}.small{background:#f3c48e}.fault{background:#e9a9a0}.none{background:#eee}\
small{display:block;font-size:.75rem}.key span{padding:.1rem .6rem;margin-inline-end:.5rem}";

/// What a cell is, from good to bad: its class, and what the key says of it.
const KEY: [(&str, &str); 5] = [
    ("fits", "three lines and more are free below"),
    ("tight", "fewer are free"),
    ("small", "type became smaller"),
    ("fault", "something does not fit"),
    ("none", "stands on no page"),
];

/// The page of some matrices; `shares` are those that texts are longer by.
pub fn growth_page(title: &str, shares: &[u32], matrices: &[Matrix]) -> String {
    let title = escaped(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>Room of {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>Room of <bdi>{title}</bdi></h1>\n<p>Lines of each block, and how many more fit below, as written \
         and with longer texts.</p>\n<p class=\"key\">"
    );
    for (class, says) in KEY {
        let _ = write!(out, "<span class=\"{class}\">{says}</span> ");
    }
    out.push_str("</p>\n");
    matrices.iter().for_each(|matrix| section(&mut out, shares, matrix));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn section(out: &mut String, shares: &[u32], matrix: &Matrix) {
    let name = format!("{} · {}", matrix.lang.english_name(), matrix.format);
    let name = escaped(&name);
    let _ = write!(
        out,
        "<h2>{name}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n<table>\n<thead>\
         <tr><th scope=\"col\">Block</th><th scope=\"col\">As written</th>"
    );
    for share in shares {
        let _ = write!(out, "<th scope=\"col\">+{share} %</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for block in &matrix.blocks {
        let _ =
            write!(out, "<tr><th scope=\"row\"><code>{}</code></th>", escaped(&block.place));
        (0..=shares.len()).for_each(|share| cell(out, block, share));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n<tfoot><tr><th scope=\"row\">Pages</th>");
    for (share, pages) in matrix.pages.iter().enumerate() {
        let more = *pages > matrix.pages.first().copied().flatten();
        let faults =
            matrix.faults.get(share).map(|faults| faults.join(", ")).unwrap_or_default();
        let class = if more { "tight" } else { "fits" };
        let pages = pages.map_or_else(|| "–".to_owned(), |pages| pages.to_string());
        let _ = write!(out, "<td class=\"{class}\">{pages}{}</td>", small(&faults));
    }
    out.push_str("</tr></tfoot>\n</table>\n</div>\n");
}

fn cell(out: &mut String, block: &BlockPath, share: usize) {
    let Some(cell) = block.cells.get(share).and_then(Option::as_ref) else {
        out.push_str("<td class=\"none\">–</td>");
        return;
    };
    let faults = block.new_faults(share).join(", ");
    let smaller = block.smaller(share);
    let class = match (faults.is_empty(), smaller, cell.free) {
        (false, ..) => "fault",
        (true, Some(_), _) => "small",
        (true, None, 0..3) => "tight",
        (true, None, _) => "fits",
    };
    let less = smaller.map(|less| format!("{less:.0} % smaller"));
    let notes: Vec<String> =
        less.into_iter().chain((!faults.is_empty()).then_some(faults)).collect();
    let (lines, free) = (cell.lines, cell.free);
    let _ =
        write!(out, "<td class=\"{class}\">{lines} + {free}{}</td>", small(&notes.join(", ")));
}

fn small(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<small>{}</small>", escaped(text)) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
