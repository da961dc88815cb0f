//! PDF files by hand, object by object, as any program may write them.

use std::fmt::Write;

/// Width and height of a plain page.
pub const PAGE: (f64, f64) = (200.0, 300.0);
/// The corner that tells which way up a page is: a square at its top left, seen upright.
pub const CORNER: f64 = 40.0;

/// A file under construction. Object 1 is the catalog, object 2 the page tree.
pub struct Maker {
    objects: Vec<Vec<u8>>,
    /// More entries of the trailer.
    pub trailer: String,
}

impl Maker {
    pub fn new() -> Self {
        let mut maker = Self { objects: vec![], trailer: String::new() };
        maker.add("<< /Type /Catalog /Pages 2 0 R >>");
        maker.add("");
        maker
    }

    /// Adds an object; its number.
    pub fn add(&mut self, object: impl AsRef<[u8]>) -> usize {
        self.objects.push(object.as_ref().to_vec());
        self.objects.len()
    }

    /// Replaces an object.
    pub fn set(&mut self, number: usize, object: impl AsRef<[u8]>) {
        self.objects[number - 1] = object.as_ref().to_vec();
    }

    /// Adds a stream; its number.
    pub fn stream(&mut self, entries: &str, data: impl AsRef<[u8]>) -> usize {
        let data = data.as_ref();
        let mut object =
            format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.add(object)
    }

    /// Makes these objects the pages, under `entries` of the tree.
    pub fn tree(&mut self, pages: &[usize], entries: &str) {
        let kids: String = pages.iter().map(|n| format!("{n} 0 R ")).collect();
        let count = pages.len();
        self.set(2, format!("<< /Type /Pages /Kids [{kids}] /Count {count} {entries} >>"));
    }

    /// The file, with a cross-reference table.
    pub fn finish(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.6\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (n, object) in self.objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", out.len());
            out.extend_from_slice(format!("{} 0 obj\n", n + 1).as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let (start, size) = (out.len(), self.objects.len() + 1);
        let trailer = &self.trailer;
        let end = format!(
            "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n\
             startxref\n{start}\n%%EOF\n"
        );
        out.extend_from_slice(end.as_bytes());
        out
    }
}

/// The colour of a page, counted from 0.
pub fn color(page: usize) -> [u8; 3] {
    let n = u8::try_from(page).unwrap();
    [250 - 12 * n, 40 + 12 * n, if n % 2 == 0 { 90 } else { 190 }]
}

/// What a page draws: its colour all over, far past its edges; a black square in one corner of
/// `bounds` (left, bottom, right, top); its number. `corner` counts clockwise from the top left.
pub fn drawing(page: usize, bounds: [f64; 4], corner: usize, unit: f64) -> String {
    let [r, g, b] = color(page).map(|c| f64::from(c) / 255.0);
    let [left, bottom, right, top] = bounds;
    let side = CORNER / unit;
    let x = if corner == 0 || corner == 3 { left } else { right - side };
    let y = if corner < 2 { top - side } else { bottom };
    format!(
        "{r:.4} {g:.4} {b:.4} rg -900 -900 2800 2800 re f\n0 g {x} {y} {side} {side} re f\n\
         BT /F1 {} Tf {} {} Td (page {}) Tj ET",
        20.0 / unit,
        left + 60.0 / unit,
        bottom + 60.0 / unit,
        page + 1
    )
}

/// A font that every reader has.
pub const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A file of plain pages that inherit what they can.
pub fn plain(pages: usize) -> Maker {
    let mut maker = Maker::new();
    let font = maker.add(FONT);
    let bounds = [0.0, 0.0, PAGE.0, PAGE.1];
    let kids: Vec<usize> = (0..pages)
        .map(|page| {
            let content = maker.stream("", drawing(page, bounds, 0, 1.0));
            maker.add(format!("<< /Type /Page /Parent 2 0 R /Contents {content} 0 R >>"))
        })
        .collect();
    let (width, height) = PAGE;
    let resources = format!("/Resources << /Font << /F1 {font} 0 R >> >>");
    maker.tree(&kids, &format!("/MediaBox [0 0 {width} {height}] {resources}"));
    maker
}
