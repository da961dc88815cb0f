//! `publish` in `brochure.yaml`: where readers will find what is made.

use schemars::JsonSchema;

use crate::diag::Diagnostic;
use crate::source::decode::{Decode, Decoder, Str, record};
use crate::source::node::Node;

/// Where readers will find what is made.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PublishKeys {
    /// The address that the output folder will have on the web. Pages name each other in full then,
    /// and `opds.json`, a catalogue for reading apps, is made.
    #[schemars(
        regex(pattern = "^https?://[^/?#]"),
        extend("examples" = ["https://example.org/brochures/"], "x-also" = ["base", "base-url", "address", "link", "web"])
    )]
    pub url: Str,
}

record!(PublishKeys { url: good_base });

/// An address of a folder on the web: absolute, without a query, a fragment or a user, ended by `/`.
fn good_base(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Str> {
    let said = Str::decode(node, cx)?;
    let text = said.text.trim();
    if let Some(url) = folder(text) {
        return Some(Str { text: url, ..said });
    }
    let message = format!("`{text}` is no address that the output folder can have on the web");
    let fault = Diagnostic::error("bad-address", said.span, message).with_expected(
        "`https://`, a name, and the folders, such as `https://example.org/brochures/`",
    );
    let bare = text.split(['?', '#']).next().unwrap_or_default();
    // An address without its beginning, as it is said aloud.
    let whole = format!("https://{}", bare.trim_start_matches('/'));
    let whole = (!bare.contains(':')).then_some(whole);
    let meant = [Some(bare.to_owned()), whole];
    let meant = meant.iter().flatten().find_map(|text| folder(text));
    let meant = meant.filter(|url| url.contains('.'));
    cx.sink.push(match meant {
        Some(url) => fault.with_hint(format!("write `{url}`")),
        None => fault,
    });
    None
}

/// The address of a folder as links are put after it; `None` where it is none.
fn folder(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let host = rest.split('/').next().unwrap_or_default();
    let signs = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '?' | '#' | '<' | '>' | '"' | '\\' | '`' | '{' | '}' | '|' | '^' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let is_host = name.starts_with(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && !port.is_empty()
        && port.bytes().all(|b| b.is_ascii_digit());
    let climbs = rest.split('/').any(|part| part == "..");
    let good = is_web && is_host && !climbs && !rest.contains(signs);
    let end = if rest.ends_with('/') { "" } else { "/" };
    good.then(|| format!("{}://{rest}{end}", scheme.to_ascii_lowercase()))
}
