//! Glyph descriptions of the `glyf` table (OpenType 1.9), written as small as they go.

use super::contours::{Contours, whole};

/// A box: xMin, yMin, xMax, yMax.
pub type Bbox = [i32; 4];

/// What a glyph adds to `maxp`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Points of its outline, with its components'.
    pub points: u16,
    /// Contours of its outline, with its components'.
    pub contours: u16,
}

/// A leaf inside a composite.
#[derive(Debug, Clone, Copy)]
pub struct Component {
    /// Glyph id of the leaf.
    pub glyph: u16,
    /// Offset to the right.
    pub dx: i16,
    /// Offset upwards.
    pub dy: i16,
    /// Scale in 1/16384, below 2.
    pub scale: u32,
}

const ON: u8 = 1;
const X_SHORT: u8 = 2;
const Y_SHORT: u8 = 4;
const REPEAT: u8 = 8;
const X_SAME: u8 = 16;
const Y_SAME: u8 = 32;

const ARGS_ARE_WORDS: u16 = 1;
const ARGS_ARE_XY: u16 = 2;
const HAS_SCALE: u16 = 8;
const MORE: u16 = 0x20;
const UNSCALED_OFFSET: u16 = 0x1000;

/// The scale of a component that is not scaled.
pub const ONE: u32 = 16384;

/// Writes a simple glyph and returns its box; nothing for an outline without points.
pub fn simple(contours: &Contours, out: &mut Vec<u8>) -> (Bbox, Counts) {
    let dots: Vec<(i32, i32, bool)> = contours
        .iter()
        .flatten()
        .map(|d| {
            let (x, y) = whole(d);
            (x, y, d.on)
        })
        .collect();
    if dots.is_empty() {
        return ([0; 4], Counts::default());
    }
    let bbox = around(dots.iter().map(|d| (d.0, d.1)));
    put16(out, i32::try_from(contours.len()).unwrap_or(0));
    bbox.iter().for_each(|&side| put16(out, side));
    let mut end = -1;
    for contour in contours {
        end += i32::try_from(contour.len()).unwrap_or(0);
        put16(out, end);
    }
    put16(out, 0);
    let (mut xs, mut ys, mut flags) = (vec![], vec![], vec![]);
    let (mut x, mut y) = (0, 0);
    for &(nx, ny, on) in &dots {
        let mut flag = if on { ON } else { 0 };
        flag |= delta(nx - x, X_SHORT, X_SAME, &mut xs);
        flag |= delta(ny - y, Y_SHORT, Y_SAME, &mut ys);
        flags.push(flag);
        (x, y) = (nx, ny);
    }
    put_flags(&flags, out);
    out.extend_from_slice(&xs);
    out.extend_from_slice(&ys);
    let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    (bbox, Counts { points: count(dots.len()), contours: count(contours.len()) })
}

/// Writes a composite glyph.
pub fn composite(parts: &[Component], bbox: Bbox, out: &mut Vec<u8>) {
    put16(out, -1);
    bbox.iter().for_each(|&side| put16(out, side));
    for (i, part) in parts.iter().enumerate() {
        let bytes = (i8::try_from(part.dx), i8::try_from(part.dy));
        let mut flags = ARGS_ARE_XY;
        flags |= if i + 1 < parts.len() { MORE } else { 0 };
        flags |= if part.scale == ONE { 0 } else { HAS_SCALE | UNSCALED_OFFSET };
        flags |= if matches!(bytes, (Ok(_), Ok(_))) { 0 } else { ARGS_ARE_WORDS };
        out.extend_from_slice(&flags.to_be_bytes());
        out.extend_from_slice(&part.glyph.to_be_bytes());
        if let (Ok(dx), Ok(dy)) = bytes {
            out.extend_from_slice(&dx.to_be_bytes());
            out.extend_from_slice(&dy.to_be_bytes());
        } else {
            out.extend_from_slice(&part.dx.to_be_bytes());
            out.extend_from_slice(&part.dy.to_be_bytes());
        }
        if part.scale != ONE {
            out.extend_from_slice(&u16::try_from(part.scale).unwrap_or(0x7fff).to_be_bytes());
        }
    }
}

/// The box around points; all 0 without any.
pub fn around(points: impl Iterator<Item = (i32, i32)>) -> Bbox {
    let far = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
    let bbox =
        points.fold(far, |[a, b, c, d], (x, y)| [a.min(x), b.min(y), c.max(x), d.max(y)]);
    if bbox == far { [0; 4] } else { bbox }
}

/// A coordinate as the difference from the one before; returns its flags.
fn delta(by: i32, short: u8, same: u8, out: &mut Vec<u8>) -> u8 {
    match (by, u8::try_from(by.unsigned_abs())) {
        (0, _) => same,
        (_, Ok(byte)) => {
            out.push(byte);
            if by > 0 { short | same } else { short }
        }
        _ => {
            put16(out, by);
            0
        }
    }
}

/// Flags, repeated ones as a count.
fn put_flags(flags: &[u8], out: &mut Vec<u8>) {
    for run in flags.chunk_by(|a, b| a == b) {
        for part in run.chunks(256) {
            match u8::try_from(part.len() - 1) {
                Ok(more) if more > 1 => out.extend_from_slice(&[part[0] | REPEAT, more]),
                _ => out.extend_from_slice(part),
            }
        }
    }
}

/// Two bytes; what does not fit is cut to the nearest that does.
pub fn put16(out: &mut Vec<u8>, n: i32) {
    let [.., high, low] = n.clamp(-0x8000, 0xffff).to_be_bytes();
    out.extend_from_slice(&[high, low]);
}
