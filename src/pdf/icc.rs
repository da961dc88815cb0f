//! An sRGB profile of our own (ICC.1:2010, IEC 61966-2-1): a matrix and one curve.

/// The profile: primaries and white adapted to D50, the curve as a parametric one.
pub(super) fn srgb() -> Vec<u8> {
    // Colourants and white in XYZ, D50 (IEC 61966-2-1 adapted by the Bradford transform).
    let white = [0.9642, 1.0, 0.8249];
    let red = [0.436_065_67, 0.222_488_4, 0.013_916_02];
    let green = [0.385_147_09, 0.716_873_17, 0.097_076_42];
    let blue = [0.143_066_41, 0.060_607_91, 0.714_096_07];
    let adapt = [
        1.047_882_08,
        0.022_918_7,
        -0.050_201_42,
        0.029_586_79,
        0.990_478_52,
        -0.017_074_58,
        -0.009_246_83,
        0.015_060_42,
        0.751_785_28,
    ];
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", fixed(b"XYZ ", &white)),
        (b"rXYZ", fixed(b"XYZ ", &red)),
        (b"gXYZ", fixed(b"XYZ ", &green)),
        (b"bXYZ", fixed(b"XYZ ", &blue)),
        (b"chad", fixed(b"sf32", &adapt)),
        (b"rTRC", curve()),
        (b"gTRC", vec![]),
    ];
    assemble(&tags)
}

/// Header, tag table and tags; the three curves are one.
fn assemble(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u32::try_from(tags.len() + 1).unwrap_or(0);
    let mut table = count.to_be_bytes().to_vec();
    let mut data: Vec<u8> = vec![];
    let base = 128 + 4 + 12 * (tags.len() + 1);
    let word = |n: usize| u32::try_from(n).unwrap_or(0).to_be_bytes();
    let (mut at, mut length) = (base, 0);
    for (name, bytes) in tags {
        if !bytes.is_empty() {
            (at, length) = (base + data.len(), bytes.len());
            data.extend_from_slice(bytes);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        table.extend([**name, word(at), word(length)].concat());
    }
    table.extend([*b"bTRC", word(at), word(length)].concat());
    let mut out = word(base + data.len()).to_vec();
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&[4, 0x20, 0, 0]);
    out.extend_from_slice(b"mntrRGB XYZ ");
    // A date is compulsory: that of the standard's fourth version.
    out.extend([2010u16, 12, 1, 0, 0, 0].iter().flat_map(|n| n.to_be_bytes()));
    out.extend_from_slice(b"acsp");
    out.extend_from_slice(&[0; 28]);
    out.extend_from_slice(&fixed(b"XYZ ", &[0.9642, 1.0, 0.8249])[8..]);
    out.resize(128, 0);
    out.extend(table);
    out.extend(data);
    out
}

/// Numbers as s15Fixed16.
fn fixed(kind: &[u8; 4], numbers: &[f64]) -> Vec<u8> {
    let mut out = [*kind, [0; 4]].concat();
    for n in numbers {
        out.extend_from_slice(&((n * 65_536.0).round() as i32).to_be_bytes());
    }
    out
}

/// The curve of sRGB: Y = ((X + 0.055) / 1.055)^2.4, linear below 0.04045.
fn curve() -> Vec<u8> {
    let parameters = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];
    let mut out = b"para\0\0\0\0\0\x03\0\0".to_vec();
    out.extend_from_slice(&fixed(b"para", &parameters)[8..]);
    out
}

/// A text in English.
fn text(ascii: &str) -> Vec<u8> {
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    let bytes: Vec<u8> = ascii.encode_utf16().flat_map(u16::to_be_bytes).collect();
    out.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(0).to_be_bytes());
    out.extend_from_slice(&28u32.to_be_bytes());
    out.extend(bytes);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_small_and_says_its_size() {
        let profile = srgb();
        assert!(profile.len() < 600);
        let size = u32::from_be_bytes([profile[0], profile[1], profile[2], profile[3]]);
        assert_eq!(size as usize, profile.len());
        assert_eq!(&profile[36..40], b"acsp");
    }

    #[test]
    fn the_primaries_add_up_to_white() {
        let profile = srgb();
        let tag = |name: &[u8]| {
            let at = (0..10).map(|n| 132 + 12 * n).find(|&n| &profile[n..n + 4] == name);
            let at = at.expect("the tag is there") + 4;
            let word = |at: usize| {
                i32::from_be_bytes([
                    profile[at],
                    profile[at + 1],
                    profile[at + 2],
                    profile[at + 3],
                ])
            };
            let data = usize::try_from(word(at)).expect("an offset") + 8;
            [word(data), word(data + 4), word(data + 8)]
        };
        let (r, g, b, w) = (tag(b"rXYZ"), tag(b"gXYZ"), tag(b"bXYZ"), tag(b"wtpt"));
        for k in 0..3 {
            assert!((r[k] + g[k] + b[k] - w[k]).abs() <= 20, "axis {k}");
        }
    }
}
