//! `warraq watch --serve` over real HTTP: what is saved is seen, faults end nothing, and nobody
//! but the page itself is answered.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::project::Project;

/// A slow machine may take so long for what a person sees at once.
const PATIENCE: Duration = Duration::from_secs(60);
const ARABIC: &str = "source/text/ar.yaml";

/// A preview that ends with the test.
struct Preview {
    child: Child,
    port: u16,
}

/// An answer: status, head and body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn of(project: &Project) -> Self {
        Self::with(project, &[])
    }

    fn with(project: &Project, more: &[&str]) -> Self {
        let mut command = project.command(&[&["watch", "--serve"], more].concat());
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().trim_start_matches("http://127.0.0.1:").trim_end_matches('/');
        Self { port: port.parse().unwrap(), child }
    }

    /// Sends what a client would; `head` are further lines of the request.
    fn ask(&self, method: &str, path: &str, host: &str, head: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{head}Connection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = vec![];
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port), "")
    }

    /// The first state that is as wanted.
    #[track_caller]
    fn until(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        let mut known = 0;
        loop {
            let state: Value =
                serde_json::from_slice(&self.get(&format!("/state?after={known}")).body)
                    .unwrap();
            if wanted(&state) {
                return state;
            }
            assert!(start.elapsed() < PATIENCE, "never saw {what}: {state:#}");
            known = state["version"].as_u64().unwrap();
        }
    }

    fn ready(&self) -> Value {
        self.until("pages", |state| current(state, "ar") && errors(state) == 0)
    }
}

fn edition<'s>(state: &'s Value, lang: &str) -> &'s Value {
    let all = state["editions"].as_array().unwrap();
    all.iter().find(|edition| edition["lang"] == lang).unwrap_or(&Value::Null)
}

fn current(state: &Value, lang: &str) -> bool {
    edition(state, lang)["current"] == true
}

fn errors(state: &Value) -> usize {
    let faults = state["faults"].as_array().unwrap();
    faults.iter().filter(|fault| fault["severity"] == "error").count()
}

fn digests(state: &Value, lang: &str) -> Vec<String> {
    let pages = edition(state, lang)["formats"][0]["pages"].as_array().unwrap();
    pages.iter().map(|page| page["digest"].as_str().unwrap().to_owned()).collect()
}

/// All that the pages of a language say, with the lines that they come from.
fn said(preview: &Preview, lang: &str) -> Vec<(String, String, u64)> {
    let pages: Value =
        serde_json::from_slice(&preview.get(&format!("/places/{lang}/0")).body).unwrap();
    let spots = pages.as_array().unwrap().iter().flat_map(|page| page.as_array().unwrap());
    let of = |spot: &Value, key: &str| spot[key].as_str().unwrap().to_owned();
    spots.map(|s| (of(s, "text"), of(s, "file"), s["line"].as_u64().unwrap())).collect()
}

fn says(preview: &Preview, lang: &str, words: &str) -> bool {
    said(preview, lang).iter().any(|(text, ..)| text.contains(words))
}

#[test]
fn an_edit_is_seen_a_fault_is_told_and_mending_goes_on() {
    let project = Project::new();
    let preview = Preview::of(&project);
    let first = preview.ready();
    project.replace(ARABIC, "رفع الوعي العام", "نشر المعرفة");
    let edited =
        preview.until("the edit", |state| digests(state, "ar") != digests(&first, "ar"));
    assert!(says(&preview, "ar", "نشر المعرفة"));
    assert_eq!(digests(&edited, "en"), digests(&first, "en"), "the other language stays");
    let changed = digests(&first, "ar")
        .iter()
        .zip(digests(&edited, "ar"))
        .filter(|(a, b)| *a != b)
        .count();
    assert_eq!(changed, 1, "one page changed");

    project.replace(ARABIC, "    heading: تاريخ", "    heding: تاريخ");
    let broken = preview.until("the fault", |state| errors(state) > 0);
    let faults = broken["faults"].as_array().unwrap();
    let fault = faults.iter().find(|fault| fault["id"] == "unknown-key").unwrap();
    assert_eq!((&fault["file"], &fault["line"]), (&"text/ar.yaml".into(), &4.into()));
    assert!(fault["source"].as_str().unwrap().starts_with("heding:"));
    assert!(!current(&broken, "ar") && current(&broken, "en"));
    assert_eq!(digests(&broken, "ar"), digests(&edited, "ar"), "the last pages stay");
    assert_eq!(preview.get("/page/ar/0/0?w=100&v=x").status, 200);

    project.replace(ARABIC, "heding", "heading");
    let mended = preview.until("the mended text", |state| errors(state) == 0);
    assert!(current(&mended, "ar"));
    assert_eq!(digests(&mended, "ar"), digests(&edited, "ar"));
    assert!(!project.path("output").exists(), "nothing is left behind");
}

#[test]
fn what_concerns_all_languages_may_break_and_be_mended_too() {
    let project = Project::new();
    let preview = Preview::of(&project);
    let first = preview.ready();
    for (file, old, new) in [
        ("source/brochure.yaml", "languages: [ar, en]", "languages: [ar, en"),
        ("source/brochure.yaml", "slug: small", "theme: nothing\nslug: small"),
    ] {
        project.replace(file, old, new);
        let broken = preview.until(new, |state| errors(state) > 0);
        assert_eq!(digests(&broken, "en"), digests(&first, "en"), "{new}");
        project.replace(file, new, old);
        preview.until(old, |state| errors(state) == 0 && current(state, "en"));
    }
    project.replace("source/brochure.yaml", "[ar, en]", "[en]");
    preview.until("one language", |state| state["editions"].as_array().unwrap().len() == 1);
}

#[test]
fn of_fifty_quick_saves_the_last_is_seen() {
    let project = Project::new();
    let preview = Preview::of(&project);
    preview.ready();
    let text = fs::read_to_string(project.path(ARABIC)).unwrap();
    for n in 1..=50 {
        let words = text.replace("رفع الوعي العام", &format!("الحفظ رقم {n} تمّ"));
        // As editors do it: beside its place, then over it; or straight.
        if n % 2 == 0 {
            project.write("source/text/.ar.tmp", words);
            fs::rename(project.path("source/text/.ar.tmp"), project.path(ARABIC)).unwrap();
        } else {
            project.write(ARABIC, words);
        }
    }
    preview.until("the last save", |_| says(&preview, "ar", "الحفظ رقم 50 تمّ"));
}

#[test]
fn a_picture_that_goes_and_a_folder_that_is_renamed_are_faults_until_they_are_back() {
    let project = Project::new();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><rect width='90' height='60'/></svg>";
    project.write("source/assets/map.svg", svg);
    project.replace(
        ARABIC,
        "  - id: work",
        "      - figure: { file: assets/map.svg, alt: خريطة }\n  - id: work",
    );
    let preview = Preview::of(&project);
    preview.until("the picture", |state| current(state, "ar"));
    let rename = |from: &str, to: &str| {
        fs::rename(project.path(from), project.path(to)).unwrap();
    };
    let told = |id: &str| {
        preview.until(id, |state| {
            state["faults"].as_array().unwrap().iter().any(|fault| fault["id"] == id)
        })
    };
    fs::remove_file(project.path("source/assets/map.svg")).unwrap();
    let gone = told("missing-picture");
    assert!(!current(&gone, "ar"));
    project.write("source/assets/map.svg", svg);
    preview.until("the picture again", |state| current(state, "ar"));
    rename("source/text", "source/texts");
    told("missing-text");
    rename("source/texts", "source/text");
    preview.ready();
    rename("source", "elsewhere");
    told("missing-project");
    rename("elsewhere", "source");
    preview.ready();
    project.replace(ARABIC, "رفع الوعي العام", "بعد العودة");
    preview.until("an edit after all that", |_| says(&preview, "ar", "بعد العودة"));
}

#[test]
fn each_text_names_its_line() {
    let project = Project::new();
    let preview = Preview::of(&project);
    preview.ready();
    for (lang, words) in [
        ("ar", "استجابةً للحاجة"),
        ("ar", "منع الاستغلال"),
        ("en", "Raising public"),
        ("en", "wide range"),
    ] {
        let file = format!("text/{lang}.yaml");
        let text = fs::read_to_string(project.path("source").join(&file)).unwrap();
        let line = text.lines().position(|line| line.contains(words)).unwrap() as u64 + 1;
        let all = said(&preview, lang);
        let found =
            all.iter().find(|(text, ..)| text.contains(words.split(' ').next().unwrap()));
        let (_, from, at) = found.unwrap_or_else(|| panic!("{words} in {all:?}"));
        assert_eq!((from.as_str(), *at), (file.as_str(), line), "{words}");
    }
}

#[test]
fn only_the_page_itself_is_answered_and_no_path_leads_to_a_file() {
    let project = Project::new();
    project.write("secret.txt", "secret");
    let preview = Preview::of(&project);
    preview.ready();
    let own = format!("127.0.0.1:{}", preview.port);
    for (host, head, status) in [
        (own.as_str(), String::new(), 200),
        (own.as_str(), format!("Origin: http://{own}\r\n"), 200),
        (&format!("localhost:{}", preview.port), String::new(), 200),
        ("evil.example", String::new(), 403),
        (&format!("evil.example:{}", preview.port), String::new(), 403),
        ("127.0.0.1", String::new(), 403),
        (own.as_str(), "Origin: https://evil.example\r\n".into(), 403),
        (own.as_str(), "Origin: null\r\n".into(), 403),
        (own.as_str(), format!("Origin: https://{own}\r\n"), 403),
    ] {
        for path in ["/", "/state", "/page/ar/0/0?w=100&v=x", "/web/ar"] {
            let answer = preview.ask("GET", path, host, &head);
            assert_eq!(answer.status, status, "{host} {head}{path}");
        }
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(preview.ask(method, "/state", &own, "Content-Length: 0\r\n").status, 405);
    }
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "//secret.txt",
        "/page/../../secret.txt",
        "/page/ar/0/999?w=100",
        "/page/ar/0/0?w=9999999&v=x",
        "/page/ar/0/0?w=0&v=x",
        "/page/ar/-1/0?w=100&v=x",
        "/page/ar/0/0",
        "/web/../ar",
        "/web/fr",
        "/held/ar/0/open",
        "/places/ar/7",
        "/brochure.yaml",
        "/state/x",
        "/%00",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("secret"), "{path}");
    }
    let page = preview.get("/");
    assert!(page.head.contains("frame-ancestors 'none'") && page.head.contains("nosniff"));
    assert!(preview.get("/web/ar").body.starts_with(b"<!DOCTYPE html>"));
    assert!(preview.get("/page/ar/0/0?w=100&v=x").body.starts_with(b"\x89PNG"));
}

#[test]
fn the_leaflet_is_shown_as_it_folds() {
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", "formats: [booklet, leaflet]\ndate:");
    let preview = Preview::of(&project);
    let state = preview.ready();
    let leaflet = &edition(&state, "ar")["formats"][1];
    assert_eq!(leaflet["pages"].as_array().unwrap().len(), 2);
    let states: Vec<&str> = leaflet["states"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect();
    assert_eq!(states, ["closed", "opened-once", "open"]);
    for name in states {
        let picture = preview.get(&format!("/held/ar/1/{name}"));
        assert!(picture.body.starts_with(b"\x89PNG"), "{name}");
    }
}

#[test]
fn without_a_preview_the_files_are_made_again() {
    let project = Project::new();
    let mut command = project.command(&["watch", "--lang", "ar"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let page = project.path("output/ar/small.html");
    let holds = |words: &str| {
        let start = Instant::now();
        let found = || fs::read_to_string(&page).is_ok_and(|text| text.contains(words));
        while !found() && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
        found()
    };
    let first = holds("رفع الوعي");
    project.replace(ARABIC, "رفع الوعي العام", "نشر المعرفة");
    let second = holds("نشر المعرفة");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first && second, "{first} {second}");
}

#[test]
fn a_folder_that_is_not_there_and_a_port_that_is_taken_are_told() {
    let project = Project::new();
    project.run(&["watch", "nowhere"]).expect(2).says(&["missing-project", "warraq new"]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    project.run(&["watch", "--serve", "--port", &port]).expect(2).says(&["no-port", "--port"]);
    project.run(&["serve"]).expect(2).says(&["did you mean the command `watch --serve`?"]);
}

/// Copies a folder with what is in it.
fn copy(from: &std::path::Path, project: &Project, to: &str) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let inside = format!("{to}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            copy(&path, project, &inside);
        } else {
            project.write(&inside, fs::read(&path).unwrap());
        }
    }
}

/// Longest time from a save to the pixels of the page that it changed, in the middle of several. A
/// program that was made for debugging on a busy machine is no measure of what people wait for.
const AIM: Duration =
    if cfg!(debug_assertions) { Duration::from_secs(20) } else { Duration::from_millis(100) };

#[test]
fn a_save_of_the_shipped_brochure_is_seen_at_once() {
    let project = Project::new();
    copy(std::path::Path::new("source"), &project, "source");
    let preview = Preview::with(&project, &["--lang", "ar"]);
    let mut state = preview.until("pages", |state| current(state, "ar"));
    let text = fs::read_to_string(project.path(ARABIC)).unwrap();
    let mut times = vec![];
    for n in 0..7 {
        let old = digests(&state, "ar");
        let title = text.replacen("title: ", &format!("title: {n} "), 1);
        assert_ne!(title, text);
        let start = Instant::now();
        project.write(ARABIC, title);
        state = preview.until("the edit", |state| digests(state, "ar") != old);
        let new = digests(&state, "ar");
        let page = old.iter().zip(&new).position(|(a, b)| a != b).unwrap();
        let answer = preview.get(&format!("/page/ar/0/{page}?w=600&v={}", new[page]));
        assert!(answer.body.starts_with(b"\x89PNG"));
        times.push(start.elapsed());
    }
    times.sort();
    eprintln!("from a save to its pixels: {:?}", times[times.len() / 2]);
    assert!(times[times.len() / 2] < AIM, "{times:?}");
}

#[cfg(unix)]
#[test]
fn a_click_opens_the_line_in_the_editor() {
    let project = Project::new();
    let script = "#!/bin/sh\necho \"$1 $2\" >> \"$(dirname \"$0\")/opened\"\n";
    project.write("edit.sh", script);
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(project.path("edit.sh"), mode).unwrap();
    let editor = format!("{} {{line}} {{file}}", project.path("edit.sh").display());
    let preview = Preview::with(&project, &["--editor", &editor]);
    let state = preview.ready();
    assert_eq!(state["editor"], true);
    let own = format!("127.0.0.1:{}", preview.port);
    let origin = format!("Origin: http://{own}\r\nContent-Length: 0\r\n");
    let all: Value = serde_json::from_slice(&preview.get("/places/ar/0").body).unwrap();
    let mut wanted = vec![];
    for (page, spots) in all.as_array().unwrap().iter().enumerate() {
        for (number, spot) in spots.as_array().unwrap().iter().enumerate() {
            let path = format!("/open/ar/0/{page}/{number}");
            assert_eq!(preview.ask("POST", &path, &own, &origin).status, 200);
            let file = spot["file"].as_str().unwrap();
            wanted.push(format!("{} source/{file}", spot["line"]));
        }
    }
    let opened = || fs::read_to_string(project.path("opened")).unwrap_or_default();
    let start = Instant::now();
    while opened().lines().count() < wanted.len() && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut found: Vec<String> = opened().lines().map(str::to_owned).collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
    let none = "Content-Length: 0\r\n".to_owned();
    let other = "Origin: https://evil.example\r\nContent-Length: 0\r\n".to_owned();
    for (path, head, status) in [
        ("/open/ar/0/0/0", &none, 405),
        ("/open/ar/0/0/0", &other, 403),
        ("/open/ar/0/0/999", &origin, 404),
        ("/open/fault/0", &origin, 404),
        ("/open/../secret", &origin, 404),
    ] {
        assert_eq!(preview.ask("POST", path, &own, head).status, status, "{path}");
    }
    assert_eq!(preview.get("/open/ar/0/0/0").status, 404, "reading opens nothing");
}

#[test]
fn without_an_editor_a_click_opens_nothing() {
    let project = Project::new();
    let preview = Preview::of(&project);
    assert_eq!(preview.ready()["editor"], false);
    let own = format!("127.0.0.1:{}", preview.port);
    let origin = format!("Origin: http://{own}\r\nContent-Length: 0\r\n");
    assert_eq!(preview.ask("POST", "/open/ar/0/0/0", &own, &origin).status, 404);
}
