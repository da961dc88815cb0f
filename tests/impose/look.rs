//! Sheets as people see them: pixels, and the forms that stand on a page.

use image::RgbImage;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use warraq::diag::Sink;
use warraq::geom::{Abs, Rect};
use warraq::pdf::impose::{Imposed, Imposition, impose};

use crate::pdf_support::drawn::drawn;

use super::maker::{CORNER, color};

/// Imposes a file; no error is allowed.
#[track_caller]
pub fn imposed(pdf: &[u8], how: &Imposition) -> Imposed {
    let (made, sink) = imposed_with_notes(pdf, how);
    assert!(!sink.has_errors(), "{:?}", sink.diagnostics());
    made
}

/// Imposes a file, with what is told about it.
#[track_caller]
pub fn imposed_with_notes(pdf: &[u8], how: &Imposition) -> (Imposed, Sink) {
    let mut sink = Sink::default();
    let made = impose(pdf, how, &mut sink);
    match made {
        Ok(made) => (made, sink),
        Err(_) => panic!("{:?}", sink.diagnostics()),
    }
}

/// A side of a sheet, a pixel a point.
pub fn pixels(pdf: &[u8], side: usize, width: u32, height: u32) -> RgbImage {
    drawn(pdf, side, width, height)
}

fn near(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(&a, b)| a.abs_diff(b) <= 3)
}

fn at(image: &RgbImage, x: f64, y: f64) -> [u8; 3] {
    image.get_pixel(x as u32, y as u32).0
}

/// Checks that a page stands upright in a rectangle given by its left, top, width and height in
/// points: its colour at the edges, and the black square at the top left and there only.
#[track_caller]
pub fn shows(image: &RgbImage, page: usize, rect: [f64; 4], scale: f64) {
    let [left, top, width, height] = rect;
    let (right, bottom) = (left + width, top + height);
    let square = CORNER * scale;
    let inside = |x: f64, y: f64| at(image, x, y);
    assert!(
        near(inside(left + square / 2.0, top + square / 2.0), [0; 3]),
        "page {page}'s corner"
    );
    let edges = [
        (right - 3.0, top + 3.0),
        (left + 3.0, bottom - 3.0),
        (right - 3.0, bottom - 3.0),
        (left + square + 3.0, top + 3.0),
        (left + 3.0, top + square + 3.0),
    ];
    for (x, y) in edges {
        let found = inside(x, y);
        assert!(near(found, color(page)), "page {page} at {x}, {y}: {found:?}");
    }
}

/// Checks that nothing is printed at a place.
#[track_caller]
pub fn is_paper(image: &RgbImage, x: f64, y: f64) {
    assert_eq!(at(image, x, y), [255; 3], "at {x}, {y}");
}

/// A form on a page: the bytes of its content, unpacked, and where its origin lies on the page
/// in points from the lower left corner.
pub struct Shown {
    pub content: Vec<u8>,
    pub x: f64,
    pub y: f64,
    pub scale: f64,
}

/// The forms of a page in the order of painting.
pub fn forms(doc: &Document, page: (u32, u16)) -> Vec<Shown> {
    let resources = doc.get_dictionary(page).unwrap().get(b"Resources").unwrap();
    let named = resources.as_dict().unwrap().get(b"XObject").unwrap().as_dict().unwrap();
    let content = Content::decode(&doc.get_page_content(page)).unwrap();
    let (mut shown, mut matrix) = (vec![], vec![]);
    for op in content.operations {
        match op.operator.as_str() {
            "cm" => {
                let number = |o: &Object| f64::from(o.as_float().unwrap());
                matrix = op.operands.iter().map(number).collect();
            }
            "Do" => {
                let name = op.operands[0].as_name().unwrap();
                let form = named.get_deref(name, doc).unwrap().as_stream().unwrap();
                let content = form.get_plain_content().unwrap();
                let (x, y, scale) = (matrix[4], matrix[5], matrix[0]);
                shown.push(Shown { content, x, y, scale });
            }
            _ => {}
        }
    }
    shown
}

/// Numbers of all objects that can be reached from the trailer.
pub fn reachable(doc: &Document) -> Vec<u32> {
    let mut found = std::collections::BTreeSet::new();
    let mut todo: Vec<&Object> = doc.trailer.iter().map(|(_, value)| value).collect();
    while let Some(object) = todo.pop() {
        match object {
            Object::Reference(id) if found.insert(id.0) => {
                todo.extend(doc.get_object(*id).ok());
            }
            Object::Array(all) => todo.extend(all),
            Object::Dictionary(dict) => todo.extend(values(dict)),
            Object::Stream(stream) => todo.extend(values(&stream.dict)),
            _ => {}
        }
    }
    found.into_iter().collect()
}

fn values(dict: &Dictionary) -> impl Iterator<Item = &Object> {
    dict.iter().map(|(_, value)| value)
}

/// A rectangle's left, top, width and height in points.
pub fn points(rect: Rect) -> [f64; 4] {
    [rect.left(), rect.top(), rect.size.width, rect.size.height].map(Abs::to_pt)
}
