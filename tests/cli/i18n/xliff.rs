//! Exported XLIFF keeps the core of XLIFF 2.1 (OASIS, sections 4.2 and 4.3): elements in their order,
//! attributes that are known, names that are unique and lead somewhere.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::project::Project;
use super::{OTHER, SOURCE, every_block, reviewed};

/// An element with what is in it; text counts as an element without a name.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let text = |text: &str| text.to_owned();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("each attribute once");
            (text(attribute.key.as_ref()), text(&attribute.value))
        });
        Self {
            name: text(start.name().as_ref()),
            attributes: attributes.collect(),
            children: vec![],
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// All elements of a name below this one.
    fn all<'e>(&'e self, name: &str, out: &mut Vec<&'e Self>) {
        for child in &self.children {
            out.extend(Some(child).filter(|child| child.name == name));
            child.all(name, out);
        }
    }

    fn found(&self, name: &str) -> Vec<&Self> {
        let mut out = vec![];
        self.all(name, &mut out);
        out
    }
}

fn parse(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let done = match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                open.push(Element::of(&start));
                continue;
            }
            Event::Empty(start) => Element::of(&start),
            Event::End(_) => open.pop().unwrap(),
            Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) => Element::default(),
            Event::Eof => return open.pop().unwrap(),
            _ => continue,
        };
        open.last_mut().expect("a parent").children.push(done);
    }
}

/// What an element may hold, in this order: each child with whether it must be there and whether it
/// may be there more than once. `text` is text.
type Content = &'static [(&'static str, bool, bool)];

/// The elements of the core that are written: their attributes (`!` before those that must be there)
/// and their content.
const CORE: &[(&str, &[&str], Content)] = &[
    (
        "xliff",
        &["!xmlns", "!version", "!srcLang", "trgLang", "xml:space"],
        &[("file", true, true)],
    ),
    (
        "file",
        &["!id", "original", "canResegment", "translate", "srcDir", "trgDir", "xml:space"],
        &[("skeleton", false, false), ("notes", false, false), ("unit", true, true)],
    ),
    (
        "unit",
        &["!id", "name", "canResegment", "translate", "srcDir", "trgDir", "xml:space", "type"],
        &[("notes", false, false), ("originalData", false, false), ("segment", true, true)],
    ),
    ("notes", &[], &[("note", true, true)]),
    ("note", &["id", "appliesTo", "category", "priority"], &[("", false, true)]),
    ("originalData", &[], &[("data", true, true)]),
    ("data", &["!id", "dir", "xml:space"], &[("", false, true)]),
    (
        "segment",
        &["id", "canResegment", "state", "subState"],
        &[("source", true, false), ("target", false, false)],
    ),
    ("source", &["xml:lang", "xml:space"], &[]),
    ("target", &["xml:lang", "xml:space", "order"], &[]),
    (
        "ph",
        &[
            "!id",
            "canCopy",
            "canDelete",
            "canReorder",
            "copyOf",
            "disp",
            "equiv",
            "dataRef",
            "subFlows",
            "subType",
            "type",
        ],
        &[],
    ),
];

/// Values of attributes that are one of some.
const VALUES: &[(&str, &[&str])] = &[
    ("version", &["2.0", "2.1"]),
    ("state", &["initial", "translated", "reviewed", "final"]),
    ("canResegment", &["yes", "no"]),
    ("canCopy", &["yes", "no"]),
    ("canDelete", &["yes", "no"]),
    ("canReorder", &["yes", "firstNo", "no"]),
    ("xml:space", &["default", "preserve"]),
];

fn is_nmtoken(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
}

/// Asserts what the schema says of an element and all below it.
fn schema(element: &Element) {
    let (_, attributes, content) = CORE
        .iter()
        .find(|(name, ..)| *name == element.name)
        .unwrap_or_else(|| panic!("`{}` is no element of the core", element.name));
    for (name, value) in &element.attributes {
        let known = attributes.iter().any(|known| known.trim_start_matches('!') == name);
        assert!(known, "`{name}` is no attribute of `{}`", element.name);
        if let Some((_, values)) = VALUES.iter().find(|(of, _)| of == name) {
            assert!(values.contains(&value.as_str()), "{name}={value}");
        }
        if matches!(name.as_str(), "id" | "dataRef") {
            assert!(is_nmtoken(value), "{name}={value}");
        }
    }
    for due in attributes.iter().filter_map(|name| name.strip_prefix('!')) {
        assert!(element.get(due).is_some(), "`{}` has no `{due}`", element.name);
    }
    if matches!(element.name.as_str(), "source" | "target") {
        let inline = |child: &Element| child.name.is_empty() || child.name == "ph";
        assert!(element.children.iter().all(inline), "{element:?}");
    } else {
        let mut rest = content.iter().peekable();
        for child in element.children.iter().filter(|child| {
            !child.name.is_empty() || content.iter().any(|(name, ..)| name.is_empty())
        }) {
            while rest.peek().is_some_and(|(name, ..)| *name != child.name) {
                let (name, due, _) = rest.next().unwrap();
                let there = element.children.iter().any(|child| child.name == *name);
                assert!(!due || there, "`{}` lacks `{name}`", element.name);
            }
            let (_, _, many) = rest.peek().unwrap_or_else(|| {
                panic!("`{}` is out of order in `{}`", child.name, element.name)
            });
            if !many {
                rest.next();
            }
        }
    }
    element.children.iter().filter(|child| !child.name.is_empty()).for_each(schema);
}

/// Asserts what the specification says beyond the schema of names and of what they lead to.
fn constraints(file: &Element) {
    let mut units = BTreeSet::new();
    for unit in file.found("unit") {
        assert!(units.insert(unit.get("id").unwrap()), "{unit:?}");
        let data: Vec<&str> =
            unit.found("data").iter().map(|data| data.get("id").unwrap()).collect();
        let unique: BTreeSet<&&str> = data.iter().collect();
        assert_eq!(unique.len(), data.len(), "{unit:?}");
        let ids = |name: &str| -> Vec<String> {
            let places = unit.found(name);
            let marks = places.iter().flat_map(|place| place.found("ph"));
            marks
                .map(|mark| {
                    assert!(
                        mark.get("dataRef").is_none_or(|to| data.contains(&to)),
                        "{mark:?}"
                    );
                    mark.get("id").unwrap().to_owned()
                })
                .collect()
        };
        let (source, target) = (ids("source"), ids("target"));
        let unique: BTreeSet<&String> = source.iter().collect();
        assert_eq!(unique.len(), source.len(), "{unit:?}");
        assert!(target.iter().all(|id| source.contains(id)), "{unit:?}");
        for segment in unit.found("segment") {
            let state = segment.get("state").unwrap_or("initial");
            assert!(state == "initial" || !segment.found("target").is_empty(), "{unit:?}");
        }
    }
}

fn exported(project: &Project) -> String {
    project.run(&["i18n", "export", "--to", "xliff", "--lang", "en"]).expect(0);
    std::fs::read_to_string(project.path("translate/small.en.xlf")).unwrap()
}

#[test]
fn files_keep_the_core_of_the_standard_in_every_state() {
    let hostile = "a < b & \\\"c\\\" ]]> <b>{x}</b> 'd' \u{200f}عربي\u{200c}ی [l](https://e.org/?a=1&b=2)";
    let fresh = Project::new();
    let done = reviewed();
    let stale = reviewed();
    stale.replace(SOURCE, "Source paragraph", "Another paragraph");
    let blocks = Project::new();
    blocks.write(SOURCE, every_block("Source"));
    blocks.write(OTHER, every_block("Other"));
    let odd = Project::new();
    odd.write(SOURCE, format!("title: \"{hostile}\"\nsections:\n  - id: one\n    heading: \"{hostile}\"\n    body: [\"{hostile} **x**\"]\n"));
    odd.write(OTHER, "title: T\nsections:\n  - id: one\n    heading: H\n    body: [words]\n");
    for project in [fresh, done, stale, blocks, odd] {
        let text = exported(&project);
        let root = parse(&text);
        let [xliff] =
            &root.children.iter().filter(|e| !e.name.is_empty()).collect::<Vec<_>>()[..]
        else {
            panic!("{text}")
        };
        assert_eq!(xliff.get("xmlns"), Some("urn:oasis:names:tc:xliff:document:2.0"));
        schema(xliff);
        constraints(xliff);
        assert_eq!((xliff.get("srcLang"), xliff.get("trgLang")), (Some("ar"), Some("en")));
        assert!(!xliff.found("unit").is_empty());
    }
}

#[test]
fn the_rules_find_what_is_wrong() {
    let sound = "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.1' srcLang='ar'><file id='f'><unit id='u'>\
        <originalData><data id='d'>x</data></originalData><segment><source>a<ph id='1' dataRef='d'/></source></segment></unit></file></xliff>";
    let judge = |text: String| {
        std::panic::catch_unwind(move || {
            let root = parse(&text);
            schema(&root.children[0]);
            constraints(&root.children[0]);
        })
    };
    judge(sound.to_owned()).unwrap();
    for (old, new) in [
        ("version='2.1'", "version='1.2'"),
        (" srcLang='ar'", ""),
        ("<unit id='u'>", "<unit id='u 1'>"),
        ("<unit id='u'>", "<unit id='u' lang='x'>"),
        ("dataRef='d'", "dataRef='e'"),
        ("<segment>", "<segment state='done'>"),
        ("<segment>", "<segment state='final'>"),
        ("</segment>", "</segment><notes><note>late</note></notes>"),
        ("<source>", "<target>b</target><source>"),
        ("<ph id='1' dataRef='d'/>", "<ph id='1'/><ph id='1'/>"),
        ("<data id='d'>x</data>", ""),
        ("<ph id='1' dataRef='d'/>", "<b/>"),
    ] {
        assert!(sound.contains(old));
        assert!(judge(sound.replacen(old, new, 1)).is_err(), "{old} {new}");
    }
}
