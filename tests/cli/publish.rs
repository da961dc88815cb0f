//! What is made for those who spread a brochure: addresses in full, the catalogue for reading apps,
//! data for search engines, covers for stores, archives, and what the manifest says of it all.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::project::Project;

const BASE: &str = "https://example.org/brochures/";

/// A project of two languages that is published under an address.
fn published(url: &str) -> Project {
    let project = Project::new();
    let keys =
        format!("publish: {{ url: \"{url}\" }}\noutputs: [pdf, epub, html, cover]\ndate:");
    project.replace("source/brochure.yaml", "date:", &keys);
    project
}

fn text(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path("output").join(path)).unwrap()
}

fn json(project: &Project, path: &str) -> Value {
    serde_json::from_str(&text(project, path)).unwrap()
}

/// The elements of a name in a page's head, each with its attributes.
fn elements(html: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let head = html.split("</head>").next().unwrap();
    let open = format!("<{name} ");
    let tags = head.split(open.as_str()).skip(1).map(|rest| rest.split('>').next().unwrap());
    let attribute = |part: &str| {
        let (name, value) = part.split_once("=\"")?;
        Some((name.trim().to_owned(), value.replace("&amp;", "&")))
    };
    tags.map(|tag| {
        tag.split("\" ").map(|part| part.trim_end_matches('"')).filter_map(attribute).collect()
    })
    .collect()
}

/// Where a page says that it lies in other languages.
fn languages(html: &str) -> BTreeMap<String, String> {
    let links = elements(html, "link");
    links
        .into_iter()
        .filter_map(|link| Some((link.get("hreflang")?.clone(), link["href"].clone())))
        .collect()
}

/// The data that a page holds for programs.
fn data(html: &str) -> Value {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn pages_lead_to_each_other_in_full_where_the_address_is_known_and_from_here_where_not() {
    for base in [Some(BASE), None] {
        let project = if base.is_some() { published(BASE) } else { Project::new() };
        project.run(&["build"]).expect(0);
        let files = project.files("output");
        for (page, folder) in
            [("ar/small.html", "ar/"), ("en/small.html", "en/"), ("index.html", "")]
        {
            let html = text(&project, page);
            let links = languages(&html);
            assert_eq!(
                links.keys().map(String::as_str).collect::<Vec<_>>(),
                ["ar", "en", "x-default"],
                "{page}"
            );
            for (lang, href) in &links {
                let path = match base {
                    Some(base) => {
                        href.strip_prefix(base).unwrap_or_else(|| panic!("{href}")).to_owned()
                    }
                    None => {
                        assert!(!href.contains(':'), "{href}");
                        format!("{folder}{href}").replace("ar/../", "").replace("en/../", "")
                    }
                };
                let path = if path.is_empty() { "index.html" } else { &path };
                assert!(files.contains(&path.to_owned()), "{page}: {href}");
                let due = if lang == "x-default" {
                    "index.html".into()
                } else {
                    format!("{lang}/small.html")
                };
                assert_eq!(path, due);
            }
            let own =
                elements(&html, "link").into_iter().find(|link| link["rel"] == "canonical");
            let due = base.map(|base| format!("{base}{page}").replace("index.html", ""));
            assert_eq!(own.map(|link| link["href"].clone()), due, "{page}");
        }
        assert_eq!(files.contains(&"opds.json".to_owned()), base.is_some());
    }
}

/// What OPDS 2.0 and the Readium Web Publication Manifest ask of a feed, by their schemas.
fn conforms(feed: &Value) {
    let is_uri = |value: &Value| {
        let text = value.as_str().unwrap();
        let (scheme, rest) = text.split_once(':').unwrap();
        assert!(
            scheme.chars().all(|c| c.is_ascii_alphanumeric()) && !rest.is_empty(),
            "{text}"
        );
        let good = |b: u8| b.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&b);
        assert!(text.bytes().all(good), "{text}");
    };
    let is_time = |value: &Value| {
        let pattern = "0000-00-00T00:00:00Z";
        let text = value.as_str().unwrap();
        let digits: String =
            text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(digits, pattern);
    };
    let links = |value: &Value| -> Vec<String> {
        let links = value.as_array().unwrap();
        assert!(!links.is_empty());
        for (n, link) in links.iter().enumerate() {
            assert!(links[..n].iter().all(|other| other != link), "links are unique");
            is_uri(&link["href"]);
            assert!(link["type"].as_str().unwrap().contains('/'));
            for number in ["size", "width", "height"] {
                assert!(link.get(number).is_none_or(|n| n.as_u64().unwrap() > 0), "{link}");
            }
        }
        links.iter().map(|link| link["rel"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert!(!feed["metadata"]["title"].as_str().unwrap().is_empty());
    is_time(&feed["metadata"]["modified"]);
    assert!(links(&feed["links"]).contains(&"self".to_owned()));
    let publications = feed["publications"].as_array().unwrap();
    assert_eq!(feed["metadata"]["numberOfItems"], publications.len());
    assert!(!publications.is_empty());
    for publication in publications {
        let metadata = &publication["metadata"];
        assert!(!metadata["title"].as_str().unwrap().is_empty());
        is_uri(&metadata["identifier"]);
        is_uri(&metadata["@type"]);
        is_time(&metadata["modified"]);
        assert!(["rtl", "ltr"].contains(&metadata["readingProgression"].as_str().unwrap()));
        let rels = links(&publication["links"]);
        assert!(rels.contains(&"http://opds-spec.org/acquisition/open-access".to_owned()));
        if let Some(images) = publication.get("images") {
            links(images);
            let known = ["image/jpeg", "image/avif", "image/png", "image/gif"];
            let images = images.as_array().unwrap();
            assert!(
                images.iter().any(|image| known.contains(&image["type"].as_str().unwrap()))
            );
        }
    }
}

#[test]
fn the_catalogue_keeps_its_standard_and_names_files_that_are_there() {
    let formats = [
        "[pdf, epub, html, cover]",
        "[epub]",
        "[html]",
        "[pdf, print]",
        "[print, booklet]",
        "[cover, pdf]",
    ];
    for outputs in formats {
        let project = published(BASE);
        project.replace("source/brochure.yaml", "[pdf, epub, html, cover]", outputs);
        project.replace(
            "source/brochure.yaml",
            "date:",
            "formats: [booklet, leaflet]\nidentifier: urn:كتاب:1\ndate:",
        );
        project.run(&["build"]).expect(0);
        let files = project.files("output");
        let is_read = ["pdf", "epub", "html"]
            .iter()
            .any(|o| outputs.contains(&format!("[{o}")) || outputs.contains(&format!(" {o}")));
        assert_eq!(files.contains(&"opds.json".to_owned()), is_read, "{outputs}");
        if !is_read {
            continue;
        }
        let feed = json(&project, "opds.json");
        conforms(&feed);
        let publications = feed["publications"].as_array().unwrap();
        let languages: Vec<_> =
            publications.iter().map(|p| p["metadata"]["language"].clone()).collect();
        assert_eq!(languages, ["ar", "en"]);
        let mut named = BTreeSet::new();
        for publication in publications {
            let images = publication
                .get("images")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            for link in publication["links"].as_array().unwrap().iter().chain(&images) {
                let path = link["href"].as_str().unwrap().strip_prefix(BASE).unwrap();
                let bytes = std::fs::read(project.path("output").join(path)).unwrap();
                assert!(link.get("size").is_none_or(|size| *size == bytes.len()), "{path}");
                named.insert(path.to_owned());
            }
        }
        let due: BTreeSet<String> = files
            .into_iter()
            .filter(|f| {
                f.contains('/') && !f.ends_with("print.pdf") && !f.ends_with("booklet.pdf")
            })
            .collect();
        assert_eq!(named, due, "{outputs}");
        // A draft says so to whoever lists it.
        let english = publications[1]["metadata"]["description"].as_str().unwrap();
        assert!(english.starts_with("Draft: not yet reviewed"), "{english}");
    }
}

#[test]
fn whatever_a_title_holds_data_stay_data() {
    let hostile = [
        "</script><script>alert(1)</script>",
        "<!-- <script> ]]> &amp; &#60;",
        "quote \" and ' and \\ and \\u003c",
        "عنوان \u{200f}فيه <b>علامات</b> و\u{202e}قلب\u{202c}",
        "می‌شود \u{2028} {{ }} ${x}",
    ];
    for title in hostile {
        let project = published(BASE);
        let quoted = serde_json::to_string(title).unwrap();
        project.replace(
            "source/text/en.yaml",
            "title: A small brochure",
            &format!("title: {quoted}"),
        );
        project.replace(
            "source/brochure.yaml",
            "date:",
            &format!("publisher: {quoted}\nlicence: {quoted}\ndate:"),
        );
        let run = project.run(&["build", "--format", "html,pdf"]);
        if run.code != Some(0) {
            // Refused before anything is written is as good.
            assert!(run.stderr.contains("error["), "{}", run.stderr);
            continue;
        }
        for page in ["ar/small.html", "en/small.html", "index.html"] {
            let html = text(&project, page);
            assert_eq!(html.matches("<script").count(), 1, "{page}");
            assert_eq!(html.matches("</script").count(), 1, "{page}");
            let said = data(&html);
            assert_eq!(said["@context"], "https://schema.org");
            assert!(
                said["publisher"]["name"].is_string() && said["license"]["name"].is_string()
            );
        }
        let shown = data(&text(&project, "en/small.html"))["name"].as_str().unwrap().to_owned();
        let listed =
            json(&project, "opds.json")["publications"][1]["metadata"]["title"].clone();
        assert_eq!(listed, shown.as_str());
        assert!(shown.chars().all(|c| !matches!(c, '\u{2066}'..='\u{2069}')), "{shown}");
    }
}

#[test]
fn data_of_pages_name_the_edition_its_files_and_its_translations() {
    let project = published(BASE);
    project.run(&["build"]).expect(0);
    let said = data(&text(&project, "en/small.html"));
    assert_eq!(
        (said["name"].as_str(), said["inLanguage"].as_str()),
        (Some("A small brochure"), Some("en"))
    );
    assert_eq!(said["creativeWorkStatus"], "Draft");
    assert_eq!(said["url"], format!("{BASE}en/small.html"));
    let files: Vec<_> =
        said["encoding"].as_array().unwrap().iter().map(|f| f["contentUrl"].clone()).collect();
    assert_eq!(files, [format!("{BASE}en/small.pdf"), format!("{BASE}en/small.epub")]);
    assert_eq!(said["workTranslation"][0]["url"], format!("{BASE}ar/small.html"));
    let index = data(&text(&project, "index.html"));
    let each: Vec<_> = index["workExample"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["inLanguage"].clone())
        .collect();
    assert_eq!(each, ["ar", "en"]);
    assert!(index.get("creativeWorkStatus").is_none());
}

#[test]
fn addresses_that_are_none_are_told_with_one_that_will_do() {
    let bad = [
        ("example.org/brochures", Some("https://example.org/brochures/")),
        ("//example.org", Some("https://example.org/")),
        ("https://example.org/a?b=c#d", Some("https://example.org/a/")),
        ("ftp://example.org", None),
        ("https://", None),
        ("https://exa mple.org", None),
        ("https://example.org/../up", None),
        ("https://user:word@example.org/", None),
        ("javascript:alert(1)", None),
        ("file:///etc/", None),
        ("https://example.org/\u{202e}gro", None),
        ("mistake", None),
    ];
    for (said, meant) in bad {
        let project = published(said);
        let run = project.run(&["build", "--format", "pdf"]);
        let run = run.expect(1).says(&["bad-address"]);
        assert_eq!(
            run.stderr.contains("write `https://"),
            meant.is_some(),
            "{said}: {}",
            run.stderr
        );
        if let Some(meant) = meant {
            assert!(run.stderr.contains(&format!("write `{meant}`")), "{said}: {}", run.stderr);
            let mended = published(meant);
            mended.run(&["build", "--format", "pdf"]).expect(0);
        }
        let arabic = project.run(&["build", "--ui-lang", "ar"]);
        assert!(arabic.stderr.contains("ليس عنوانًا"), "{}", arabic.stderr);
    }
    for (good, url) in [
        ("HTTPS://example.org", "https://example.org/"),
        ("http://localhost:8000/a", "http://localhost:8000/a/"),
        (
            "https://كتب.example/سلسلة",
            "https://xn--ngbd8e.example/%D8%B3%D9%84%D8%B3%D9%84%D8%A9/",
        ),
    ] {
        let project = published(good);
        project.run(&["build", "--format", "pdf"]).expect(0);
        assert_eq!(json(&project, "manifest.json")["url"], url);
        conforms(&json(&project, "opds.json"));
    }
}

#[test]
fn the_manifest_says_what_editions_are_and_what_files_claim() {
    let project = published(BASE);
    project.replace(
        "source/brochure.yaml",
        "[pdf, epub, html, cover]",
        "[pdf, print, booklet, epub, html]",
    );
    project.replace("source/brochure.yaml", "date:", "licence: CC BY 4.0\ndate:");
    project.run(&["build"]).expect(0);
    let manifest = json(&project, "manifest.json");
    let editions = manifest["editions"].as_array().unwrap();
    let facts: Vec<_> = editions
        .iter()
        .map(|e| (e["language"].as_str().unwrap(), e["status"].as_str().unwrap()))
        .collect();
    assert_eq!(facts, [("ar", "final"), ("en", "draft")]);
    assert!(editions.iter().all(|e| e["licence"] == "CC BY 4.0" && e["date"] == "2026-03-21"));
    for file in manifest["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let bytes = std::fs::read(project.path("output").join(path)).unwrap();
        let digest: String =
            Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(file["sha256"], digest, "{path}");
        let mut claims: Vec<String> = file
            .get("claims")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
            .iter()
            .map(|claim| claim.as_str().unwrap().to_owned())
            .collect();
        claims.sort();
        assert_eq!(claims, claimed(path, &bytes), "{path}");
    }
    // Some of the outputs alone: what is known of the other editions stays.
    project.run(&["build", "--lang", "ar"]).expect(0);
    assert_eq!(json(&project, "manifest.json")["editions"], manifest["editions"]);
}

/// What a file claims in its own metadata, in order.
fn claimed(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let value = |name: &str| {
        Some(text.split_once(&format!("<{name}>"))?.1.split('<').next()?.to_owned())
    };
    let mut out = vec![];
    if path.ends_with(".pdf") {
        let level = value("pdfaid:conformance").unwrap_or_default().to_lowercase();
        out.extend(value("pdfaid:part").map(|part| format!("PDF/A-{part}{level}")));
        out.extend(value("pdfuaid:part").map(|part| format!("PDF/UA-{part}")));
        out.extend(value("pdfxid:GTS_PDFXVersion"));
    }
    if path.ends_with(".epub") {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut package = String::new();
        archive.by_name("OEBPS/content.opf").unwrap().read_to_string(&mut package).unwrap();
        assert!(package.contains("version=\"3.0\""));
        let says = package.split_once("dcterms:conformsTo\">").unwrap().1;
        out.extend(["EPUB 3.3".to_owned(), says.split('<').next().unwrap().to_owned()]);
    }
    out.sort();
    out
}

#[test]
fn covers_for_stores_have_the_size_that_stores_ask_for() {
    let project = Project::new();
    project.run(&["build"]).expect(0);
    assert!(project.files("output").iter().all(|file| !file.ends_with(".jpg")), "none unasked");
    project.run(&["build", "--format", "cover"]).expect(0);
    let mut seen = BTreeSet::new();
    for lang in ["ar", "en"] {
        let bytes =
            std::fs::read(project.path(&format!("output/{lang}/small.cover.jpg"))).unwrap();
        let picture =
            image::load_from_memory_with_format(&bytes, image::ImageFormat::Jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (1600, 2560), "{lang}");
        seen.insert(bytes);
    }
    assert_eq!(seen.len(), 2, "each has its own");
}

#[test]
fn bundles_hold_what_their_manifests_say_and_are_the_same_twice() {
    let project = published(BASE);
    project.run(&["build", "--bundle", "--proof"]).expect(0);
    let first = project.contents("output/bundle");
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["small-ar.zip", "small-en.zip", "small.zip"]);
    for (name, languages) in
        [("small-ar.zip", &["ar"][..]), ("small-en.zip", &["en"]), ("small.zip", &["ar", "en"])]
    {
        let mut files = project.unpacked("output/bundle", name);
        let manifest: Value =
            serde_json::from_slice(&files.remove("manifest.json").unwrap()).unwrap();
        let said = manifest["files"].as_array().unwrap();
        assert_eq!(said.len(), files.len(), "{name}");
        for file in said {
            let bytes = &files[file["path"].as_str().unwrap()];
            let digest: String =
                Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
            assert_eq!(file["sha256"], digest);
        }
        let editions = manifest["editions"].as_array().unwrap();
        let tags: Vec<_> = editions.iter().map(|e| e["language"].as_str().unwrap()).collect();
        assert_eq!(tags, languages);
        assert!(files.keys().all(|path| !path.contains("proof")), "{name}");
        let alone = files.keys().all(|path| path.contains('/'));
        assert_eq!(alone, languages.len() == 1, "{name}");
    }
    let twin = published(BASE);
    twin.run(&["build", "--bundle", "--jobs", "1"]).expect(0);
    assert!(twin.contents("output/bundle") == first, "the same source, the same archives");
}

#[test]
fn what_has_errors_is_not_bundled_and_what_bundles_nothing_says_so() {
    let project = published(BASE);
    project.replace("source/text/en.yaml", "heading: History", "heding: History");
    project.run(&["build", "--bundle"]).expect(1).says(&["unknown-key", "no-bundle"]);
    assert!(!project.path("output/bundle").exists());
    for command in ["pack", "plan"] {
        project.run(&[command, "--bundle"]).expect(2).says(&["wrong-usage"]);
    }
}

#[test]
fn a_project_that_is_no_longer_published_has_no_catalogue() {
    let project = published(BASE);
    project.run(&["build"]).expect(0);
    let again = project.run(&["build"]).expect(0);
    assert!(
        again.stderr.contains("10 of 10 files are unchanged")
            || again.stderr.contains("8 of 8 files are unchanged"),
        "{}",
        again.stderr
    );
    assert!(project.path("output/opds.json").exists());
    let own = text(&project, "opds.json");
    project.write("output/opds.json", "{}");
    project.run(&["build"]).expect(0);
    assert_eq!(text(&project, "opds.json"), own, "what was changed is made again");
    project.replace("source/brochure.yaml", &format!("publish: {{ url: \"{BASE}\" }}\n"), "");
    project.run(&["build"]).expect(0);
    assert!(!project.path("output/opds.json").exists());
    assert!(languages(&text(&project, "index.html")).values().all(|href| !href.contains(':')));
}
