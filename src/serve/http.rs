//! Requests and answers, on loopback alone.
//!
//! A page of another origin must neither read nor steer this one: `Host` has to be ours (a foreign
//! name that leads here is refused, RFC 9110 7.2), and so has `Origin`, where it is said.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tiny_http::{Header, Method, Request, Response, Server};

use super::listing;
use super::state::PreviewState;
use crate::batch::{Preview, ShownFormat, ShownLanguage};

/// The page that shows everything.
const PAGE: &str = include_str!("page.html");
const HTML: &str = "text/html; charset=utf-8";
const POLICY: &str = "Content-Security-Policy";
/// A browser that waits for news asks again after so long.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// How many requests are answered at once.
const MOST: usize = 64;
/// Widths in pixels that a page is drawn in.
const WIDTHS: std::ops::RangeInclusive<u32> = 50..=3_000;

/// The server's port, and what it shows.
pub(super) struct Site {
    server: Arc<Server>,
    state: Arc<PreviewState>,
    port: u16,
    policy: String,
    busy: Arc<AtomicUsize>,
}

/// An answer, before it becomes a response.
struct Answer {
    status: u16,
    kind: &'static str,
    /// Whether the browser may keep it: its address names its content.
    keep: bool,
    /// Whether it says itself what it may load.
    own_policy: bool,
    body: Vec<u8>,
}

impl Answer {
    fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, keep: false, own_policy: false, body: body.into() }
    }

    fn kept(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { keep: true, ..Self::new(kind, body) }
    }

    fn refusal(status: u16, why: &str) -> Self {
        Self { status, ..Self::new("text/plain; charset=utf-8", why) }
    }
}

impl Site {
    /// Opens a port on loopback, a free one where none is named.
    pub(super) fn open(state: Arc<PreviewState>, port: Option<u16>) -> io::Result<Self> {
        let server =
            Server::http(("127.0.0.1", port.unwrap_or(0))).map_err(io::Error::other)?;
        let port = server.server_addr().to_ip().map_or(0, |address| address.port());
        let (server, busy) = (Arc::new(server), Arc::default());
        Ok(Self { server, state, port, policy: policy(), busy })
    }

    /// Where a browser finds it.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers requests, each in a thread of its own, since some wait for news.
    pub(super) fn answer(self) {
        let site = Arc::new(self);
        for request in site.server.incoming_requests() {
            if site.busy.fetch_add(1, Ordering::SeqCst) >= MOST {
                site.busy.fetch_sub(1, Ordering::SeqCst);
                // Whoever asks too often may miss an answer.
                let _ = request.respond(Response::empty(503));
                continue;
            }
            let own = Arc::clone(&site);
            std::thread::spawn(move || {
                let answer = own.respond(&request);
                // A browser that has gone needs none.
                let _ = request.respond(own.response(answer));
                own.busy.fetch_sub(1, Ordering::SeqCst);
            });
        }
    }

    fn respond(&self, request: &Request) -> Answer {
        if !self.is_own(request) {
            return Answer::refusal(403, "this page answers itself alone");
        }
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        // Whoever starts a program has to say that it is our own page.
        let said = request.headers().iter().any(|header| header.field.equiv("Origin"));
        if let (Method::Post, ["open", place @ ..], true) = (request.method(), &*parts, said) {
            return self.edit(place);
        }
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Answer::refusal(405, "there is nothing to change here");
        }
        self.find(&parts, query)
            .unwrap_or_else(|| Answer::refusal(404, "there is no such page"))
    }

    /// Whether a request came by our own name and from our own page.
    fn is_own(&self, request: &Request) -> bool {
        let header = |name: &'static str| {
            let of = |header: &&Header| header.field.equiv(name);
            request.headers().iter().find(of).map(|header| header.value.as_str())
        };
        let names = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        let host = header("Host").is_some_and(|host| names.iter().any(|name| name == host));
        let origin = header("Origin").is_none_or(|origin| {
            let from = origin.strip_prefix("http://");
            from.is_some_and(|from| names.iter().any(|name| name == from))
        });
        host && origin
    }

    /// Opens the line of a text on a page, or of a fault, by its number, in the editor.
    fn edit(&self, place: &[&str]) -> Answer {
        let (_, now) = self.state.now();
        let found = match *place {
            ["fault", number] => number.parse().ok().and_then(|number: usize| {
                let (file, line, _) = now.faults.get(number)?.place.as_ref()?;
                Some((file.clone(), *line))
            }),
            [lang, format, page, number] => spot(&now, [lang, format, page, number]),
            _ => None,
        };
        match (found, &self.state.editor) {
            (Some((file, line)), Some(editor)) => match editor.open(&file, line) {
                Ok(()) => Answer::refusal(200, "opened"),
                Err(error) => Answer::refusal(500, &error.to_string()),
            },
            _ => Answer::refusal(404, "there is no such place"),
        }
    }

    fn find(&self, parts: &[&str], query: &str) -> Option<Answer> {
        let (version, now) = self.state.now();
        match *parts {
            [""] => Some(Answer::new(HTML, PAGE)),
            ["state"] => {
                let known = asked(query, "after").and_then(|n| n.parse().ok());
                let (version, now) = match known {
                    Some(number) => self.state.after(number, LONGEST_WAIT),
                    None => (version, now),
                };
                let editor = self.state.editor.is_some();
                Some(json(listing::state(version, &now, &self.state.project, editor)))
            }
            ["places", lang, format] => {
                let format = format_of(&now, lang, format)?;
                Some(json(listing::places(format, &self.state.project)))
            }
            ["page", lang, format, number] => {
                let width = asked(query, "w")?.parse().ok().filter(|w| WIDTHS.contains(w))?;
                let number = number.parse().ok()?;
                let format = format_of(&now, lang, format)?;
                let png = format.page(number, width)?;
                // The address may name a page that has changed in between.
                let is_it =
                    asked(query, "v") == Some(format.pages.get(number)?.digest.as_str());
                let make = if is_it { Answer::kept } else { Answer::new };
                Some(make("image/png", png.to_vec()))
            }
            ["held", lang, format, name] => {
                let png = format_of(&now, lang, format)?.state(name)?;
                Some(Answer::new("image/png", png))
            }
            ["web", lang] => Some(match shown(&now, lang)?.web() {
                Ok(page) => Answer { own_policy: true, ..Answer::new(HTML, page) },
                Err(why) => Answer::refusal(500, why),
            }),
            _ => None,
        }
    }

    fn response(&self, answer: Answer) -> Response<io::Cursor<Vec<u8>>> {
        let keep =
            if answer.keep { "private, max-age=31536000, immutable" } else { "no-store" };
        let headers = [
            ("Content-Type", answer.kind),
            ("Cache-Control", keep),
            (POLICY, self.policy.as_str()),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ];
        // The web page brings its own policy, which allows no more.
        let said =
            headers.into_iter().filter(|(name, _)| *name != POLICY || !answer.own_policy);
        let headers = said.filter_map(|(name, value)| Header::from_bytes(name, value).ok());
        let response = Response::from_data(answer.body).with_status_code(answer.status);
        // The length is known: no need for chunks.
        let response = response.with_chunked_threshold(usize::MAX);
        headers.fold(response, Response::with_header)
    }
}

fn json(text: String) -> Answer {
    Answer::new("application/json", text)
}

fn shown<'p>(preview: &'p Preview, lang: &str) -> Option<&'p ShownLanguage> {
    let seen = preview.editions.iter().find(|seen| seen.shown.lang.as_str() == lang)?;
    Some(&seen.shown)
}

fn format_of<'p>(preview: &'p Preview, lang: &str, format: &str) -> Option<&'p ShownFormat> {
    shown(preview, lang)?.formats.get(format.parse::<usize>().ok()?)
}

/// Where a text on a page stands: its language, format, page, and number among those with a place.
fn spot(preview: &Preview, [lang, format, page, number]: [&str; 4]) -> Option<(String, usize)> {
    let page = format_of(preview, lang, format)?.pages.get(page.parse::<usize>().ok()?)?;
    let mut places = page.spots.iter().filter_map(|spot| spot.place.as_ref());
    let (file, line, _) = places.nth(number.parse().ok()?)?;
    Some((file.clone(), *line))
}

/// The value of a key of a query.
fn asked<'q>(query: &'q str, key: &str) -> Option<&'q str> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// The policy of the page: its own style and script and pictures of this port, nothing else.
fn policy() -> String {
    let hash = |tag: &str| {
        let inner = PAGE
            .split_once(&format!("<{tag}>"))
            .and_then(|(_, rest)| rest.split_once(&format!("</{tag}>")));
        let digest = Sha256::digest(inner.map_or("", |(inner, _)| inner).as_bytes());
        format!("'sha256-{}'", STANDARD.encode(digest))
    };
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src 'self' data:; connect-src 'self'; \
         frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        hash("script"),
        hash("style"),
    )
}
