//! What lies on a page besides its content: stamps, filled fields, drawings (ISO 32000-1 12.5).
//!
//! In: a page's annotations. Out: how those that have an appearance are painted onto the page, as
//! viewers paint them (12.5.5, algorithm 8.1), and how many others there are: those stay behind.

use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, ObjRef, Object, Rect, Stream,
};
use lopdf::Dictionary;

use super::super::syntax::real;
use super::copy::{Copier, CopyError};

/// Flags of what is not seen (table 165): hidden, not to be viewed.
const UNSEEN: i32 = 1 << 1 | 1 << 5;
/// Most annotations of a page that are painted.
const MOST: usize = 10_000;

/// What is painted over a page.
#[derive(Debug, Default)]
pub(super) struct Over {
    /// Operators in the page's own space.
    pub(super) content: Vec<u8>,
    /// The forms that they paint.
    pub(super) forms: Dictionary,
}

/// How many annotations are not on the sheets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Links: paper has none.
    pub(super) links: usize,
    /// Fields without an appearance.
    pub(super) fields: usize,
    /// Comments and others without an appearance.
    pub(super) others: usize,
}

/// An appearance and its place.
struct Appearance {
    stream: ObjRef,
    /// From the space of the appearance's form to that of the page.
    place: [f64; 6],
}

/// Reads the annotations of a page; what is not painted is counted in `left`.
pub(super) fn over<'a>(
    page: &Dict<'a>,
    left: &mut Left,
    copier: &mut Copier<'a>,
) -> Result<Over, CopyError> {
    let mut over = Over::default();
    let Some(annots) = page.get::<Array<'a>>("Annots") else { return Ok(over) };
    for annot in annots.iter::<Dict<'a>>().take(MOST) {
        if annot.get::<i32>("F").is_some_and(|flags| flags & UNSEEN != 0) {
            continue;
        }
        match appearance(&annot) {
            Some(found) => {
                let name = format!("A{}", over.forms.len() + 1);
                let stream = copier.value(MaybeRef::Ref(found.stream))?;
                over.paint(&name, &found.place);
                over.forms.set(name, stream);
            }
            None => left.count(&annot),
        }
    }
    Ok(over)
}

impl Over {
    /// Whether there is nothing to paint.
    pub(super) fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    fn paint(&mut self, name: &str, place: &[f64; 6]) {
        self.content.extend_from_slice(b"q ");
        for &n in place {
            real(&mut self.content, n as f32);
            self.content.push(b' ');
        }
        self.content.extend_from_slice(format!("cm /{name} Do Q\n").as_bytes());
    }
}

impl Left {
    fn count(&mut self, annot: &Dict<'_>) {
        match annot.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Link") => self.links += 1,
            Some(b"Widget") => self.fields += 1,
            // The window of a comment goes with it.
            Some(b"Popup") => {}
            _ => self.others += 1,
        }
    }
}

/// The normal appearance of an annotation, in the state that it is in.
fn appearance(annot: &Dict<'_>) -> Option<Appearance> {
    if annot.get::<Name<'_>>("Subtype").as_deref() == Some(b"Popup") {
        return None;
    }
    let all = annot.get::<Dict<'_>>("AP")?;
    let (stream, form) = match all.get::<Object<'_>>("N")? {
        Object::Stream(form) => (reference(&all, "N")?, form),
        Object::Dict(states) => {
            let state = annot.get::<Name<'_>>("AS")?;
            let state = std::str::from_utf8(&state).ok()?.to_owned();
            (reference(&states, &state)?, states.get::<Stream<'_>>(state.as_str())?)
        }
        _ => return None,
    };
    let place = place(form.dict(), annot.get::<Rect>("Rect")?)?;
    Some(Appearance { stream, place })
}

fn reference(dict: &Dict<'_>, key: &str) -> Option<ObjRef> {
    match dict.get_raw::<Object<'_>>(key)? {
        MaybeRef::Ref(reference) => Some(reference),
        MaybeRef::NotRef(_) => None,
    }
}

/// The matrix that fits a form's box, turned by its own matrix, into a rectangle.
fn place(form: &Dict<'_>, rect: Rect) -> Option<[f64; 6]> {
    let bounds = form.get::<Rect>("BBox")?;
    let matrix: Vec<f64> = form
        .get::<Array<'_>>("Matrix")
        .map(|all| all.iter::<f32>().map(f64::from).collect())
        .unwrap_or_default();
    let &[a, b, c, d, e, f] = matrix.as_slice() else {
        return fit(bounds, rect);
    };
    let corners = [
        (bounds.x0, bounds.y0),
        (bounds.x1, bounds.y0),
        (bounds.x0, bounds.y1),
        (bounds.x1, bounds.y1),
    ];
    let turned = corners.map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    let least = |all: [f64; 4]| all.into_iter().fold(f64::INFINITY, f64::min);
    let most = |all: [f64; 4]| all.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let (xs, ys) = (turned.map(|p| p.0), turned.map(|p| p.1));
    fit(Rect::new(least(xs), least(ys), most(xs), most(ys)), rect)
}

/// Scales and moves one box onto another; nothing where one of them has no area.
fn fit(from: Rect, to: Rect) -> Option<[f64; 6]> {
    let (x, y) =
        (to.width().abs() / from.width().abs(), to.height().abs() / from.height().abs());
    let (left, bottom) = (to.x0.min(to.x1), to.y0.min(to.y1));
    let place =
        [x, 0.0, 0.0, y, left - from.x0.min(from.x1) * x, bottom - from.y0.min(from.y1) * y];
    let sound = x > 0.0 && y > 0.0 && place.iter().all(|n| n.is_finite());
    sound.then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_scaled_and_moved_onto_its_rectangle() {
        let place = fit(Rect::new(0.0, 0.0, 100.0, 50.0), Rect::new(10.0, 20.0, 60.0, 120.0));
        assert_eq!(place, Some([0.5, 0.0, 0.0, 2.0, 10.0, 20.0]));
        assert_eq!(fit(Rect::new(0.0, 0.0, 0.0, 50.0), Rect::new(0.0, 0.0, 9.0, 9.0)), None);
    }
}
