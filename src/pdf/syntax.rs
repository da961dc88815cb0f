//! Small pieces of PDF syntax as bytes: numbers, strings, names (ISO 32000-1 7.3).

use lopdf::{Dictionary, Object};

/// Appends a number with at most three decimals, without needless zeros.
pub(super) fn number(out: &mut Vec<u8>, n: f64) {
    let thousandths = (n * 1000.0).round().clamp(-9e15, 9e15) as i64;
    if thousandths < 0 {
        out.push(b'-');
    }
    let (whole, mut rest) =
        (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    integer(out, whole);
    if rest > 0 {
        out.push(b'.');
        let mut place = 100;
        while rest > 0 {
            out.push(b'0' + u8::try_from(rest / place).unwrap_or(0));
            rest %= place;
            place /= 10;
        }
    }
}

/// Appends a number with all the digits that tell it from its neighbours.
pub(super) fn real(out: &mut Vec<u8>, n: f32) {
    // Never with an exponent, which PDF does not know; nor with the sign of a zero.
    let n = if n.is_finite() { n + 0.0 } else { 0.0 };
    out.extend_from_slice(n.to_string().as_bytes());
}

/// Appends a number with three decimals where these give five digits of it, as for places on a
/// page; else with all digits, as a font's scale needs them.
fn short_real(out: &mut Vec<u8>, n: f32) {
    let exact = f64::from(n);
    let short = (exact * 1000.0).round() / 1000.0;
    if (short - exact).abs() <= exact.abs() * 1e-5 { number(out, exact) } else { real(out, n) }
}

/// Appends a whole number.
pub(super) fn integer(out: &mut Vec<u8>, mut n: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(n % 10).unwrap_or(0);
        n /= 10;
        if n == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends numbers, a space after each.
pub(super) fn numbers(out: &mut Vec<u8>, all: &[f64]) {
    for &n in all {
        number(out, n);
        out.push(b' ');
    }
}

/// Appends a reference to an object.
pub(super) fn reference(out: &mut Vec<u8>, id: u32) {
    integer(out, u64::from(id));
    out.extend_from_slice(b" 0 R");
}

/// Appends bytes inside a literal string.
pub(super) fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
}

/// Appends a byte string.
pub(super) fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    escaped(out, bytes);
    out.push(b')');
}

/// Appends a text string: ASCII as it is, anything else as UTF-16BE (7.9.2.2).
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    bytes(out, &text_bytes(text));
}

/// The bytes of a text string.
pub(super) fn text_bytes(text: &str) -> Vec<u8> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n')) {
        return text.as_bytes().to_vec();
    }
    let mut out = vec![0xfe, 0xff];
    out.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    out
}

/// Appends an object of lopdf; a stream's data come without compression of their own.
pub(super) fn object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b" null"),
        Object::Boolean(yes) => out.extend_from_slice(if *yes { b" true" } else { b" false" }),
        Object::Integer(n) => out.extend_from_slice(format!(" {n}").as_bytes()),
        Object::Real(n) => {
            out.push(b' ');
            short_real(out, *n);
        }
        Object::Name(bytes) => name(out, bytes),
        Object::String(text, _) => bytes(out, text),
        Object::Array(all) => {
            out.push(b'[');
            all.iter().for_each(|one| self::object(out, one));
            out.push(b']');
        }
        Object::Dictionary(dict) => dictionary(out, dict),
        Object::Stream(stream) => {
            dictionary(out, &stream.dict);
            out.extend_from_slice(b"stream\n");
            out.extend_from_slice(&stream.content);
            out.extend_from_slice(b"\nendstream");
        }
        Object::Reference(id) => {
            out.push(b' ');
            reference(out, id.0);
        }
    }
}

fn dictionary(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict {
        name(out, key);
        object(out, value);
    }
    out.extend_from_slice(b">>");
}

/// Appends a name (7.3.5).
pub(super) fn name(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'/');
    for &byte in bytes {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// Escapes text for XML.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | ' '.. => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(f: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = vec![];
        f(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(say(|o| number(o, 12.0)), "12");
        assert_eq!(say(|o| number(o, -0.05)), "-0.05");
        assert_eq!(say(|o| number(o, 1.23456)), "1.235");
        assert_eq!(say(|o| number(o, -0.0001)), "0");
    }

    #[test]
    fn reals_keep_their_digits_and_have_no_exponent() {
        assert_eq!(say(|o| real(o, 1.0 / 2048.0)), "0.00048828125");
        assert_eq!(say(|o| real(o, 419.527_56)), "419.52756");
        assert_eq!(say(|o| real(o, 1e-9)), "0.000000001");
        assert_eq!(say(|o| real(o, -0.0)), "0");
        assert_eq!(say(|o| real(o, f32::NAN)), "0");
        assert_eq!(say(|o| object(o, &Object::Real(419.527_56))), " 419.528");
        assert_eq!(say(|o| object(o, &Object::Real(0.123_45))), " 0.12345");
        assert_eq!(say(|o| object(o, &Object::Real(0.0))), " 0");
    }

    #[test]
    fn strings_keep_their_brackets_and_carriage_returns() {
        assert_eq!(say(|o| bytes(o, b"a(b)\r\\")), "(a\\(b\\)\\r\\\\)");
    }
}
