//! Host names in ASCII: `قطر.com` as `xn--wgbl6a.com` (RFC 5890, RFC 3492). Viewers of PDF and
//! readers of EPUB ask the net for the bytes that stand in a link; percent signs are no host.

use unicode_normalization::UnicodeNormalization;

const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST: u32 = 128;

/// A host with each of its labels in ASCII; `None` where a label is too long for that.
pub(super) fn ascii(host: &str) -> Option<String> {
    // UTS #46 maps letters to small ones and other full stops to that of ASCII.
    let mapped: String = host.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let labels = mapped.split(['.', '\u{3002}']).map(|label| {
        if label.is_ascii() {
            Some(label.to_owned())
        } else {
            punycode(label).map(|code| format!("xn--{code}"))
        }
    });
    let labels: Vec<String> = labels.collect::<Option<_>>()?;
    Some(labels.join("."))
}

/// Whether a text is the name of a host in ASCII, and nothing else (RFC 1123, 2.1).
pub(super) fn is_host(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = text.rsplit_once('.').map_or("", |(_, top)| top);
    text.split('.').all(label) && top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic())
}

/// A label in Punycode (RFC 3492, 6.3).
fn punycode(label: &str) -> Option<String> {
    let chars: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    let mut handled = basic;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias) = (FIRST, 0u32, FIRST_BIAS);
    let all = u32::try_from(chars.len()).ok().filter(|&all| all <= 63)?;
    while handled < all {
        let next = chars.iter().copied().filter(|&c| c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for &c in &chars {
            if c < n {
                delta = delta.checked_add(1)?;
            } else if c == n {
                number(delta, bias, &mut out);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(out)
}

/// A number with digits whose weights follow the bias (3.3).
fn number(delta: u32, bias: u32, out: &mut String) {
    let mut rest = delta;
    for k in (1..).map(|step| step * BASE) {
        let limit = k.saturating_sub(bias).clamp(LEAST, MOST);
        if rest < limit {
            break;
        }
        out.push(digit(limit + (rest - limit) % (BASE - limit)));
        rest = (rest - limit) / (BASE - limit);
    }
    out.push(digit(rest));
}

fn digit(n: u32) -> char {
    let code = if n < 26 { u32::from('a') + n } else { u32::from('0') + n - 26 };
    char::from_u32(code).unwrap_or('a')
}

/// The bias after a number (6.1).
fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - LEAST) * MOST / 2 {
        delta /= BASE - LEAST;
        k += BASE;
    }
    k + (BASE - LEAST + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_those_of_the_standard() {
        // RFC 3492, 7.1 (A), (B), (I), and names that are registered.
        let samples = [
            ("ليهمابتكلموشعربي؟", "xn--egbpdaj6bu4bxfgehfvwxn"),
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
            ("למההםפשוטלאמדבריםעברית", "xn--4dbcagdahymbxekheh6e0a7fei0b"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("Bücher.Example", "xn--bcher-kva.example"),
            ("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv"),
            ("a.org", "a.org"),
        ];
        for (host, expected) in samples {
            assert_eq!(ascii(host).as_deref(), Some(expected), "{host}");
        }
        assert_eq!(ascii(&"ب".repeat(64)), None);
    }
}
