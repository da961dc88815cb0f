//! What a file claims to be, and the pass that makes the claim true.
//!
//! In: a [`Profile`], one row of a table, and the document's facts. Out: XMP metadata, the
//! document information, output intent and catalog entries. The ledger of clauses stands at
//! each row.

use std::fmt::Write;

use lopdf::{Dictionary, Object, dictionary};

use super::syntax::{text_bytes, xml};
use super::write::Store;
use super::{About, icc};
use crate::geom::Dir;
use crate::layout::frame::Layout;

/// What a PDF file is for, and what it must obey.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// The name that people know it by.
    pub name: &'static str,
    /// Identification in XMP: prefix, namespace, and the properties with their values.
    ids: &'static [Identifier],
    /// Profile of the device for which colours are meant.
    intent: Intent,
}

/// An identification schema of XMP.
#[derive(Debug, Clone, Copy)]
struct Identifier {
    prefix: &'static str,
    namespace: &'static str,
    properties: &'static [(&'static str, &'static str)],
    /// Whether PDF/A asks for its description (ISO 19005-2 6.6.2.3).
    extension: Option<&'static str>,
}

/// An output intent.
#[derive(Debug, Clone, Copy)]
struct Intent {
    subtype: &'static str,
    condition: &'static str,
    profile: fn() -> Vec<u8>,
    channels: i64,
}

impl Profile {
    /// Screens, mail, archives and screen readers: PDF/UA-1 and PDF/A-2a in one file.
    ///
    /// ISO 14289-1 (UA-1), by clause:
    /// - 5 identification: enforced (`pdfuaid:part` 1);
    /// - 7.1 all content tagged or artifact, no suspects, title shown: enforced;
    ///   reading order: the layout's;
    /// - 7.2 text maps to Unicode, language of document and of phrases: enforced (a lone foreign
    ///   word inside a line keeps the line's language, text-layer rule R10);
    /// - 7.3 figures have alternative text: the source's, checked there;
    /// - 7.4 headings nest: the layout's; 7.5 table heads have `Scope`: enforced;
    /// - 7.6 lists, 7.9 notes with unique ids: the layout's;
    /// - 7.10 optional content, 7.11 embedded files, 7.15 XFA, 7.16 security, 7.19 actions:
    ///   never written;
    /// - 7.17 outline and page labels: enforced;
    /// - 7.18 links tagged, described, pages with tab order `S`: enforced;
    /// - 7.21 fonts embedded, widths agree, no `.notdef`: enforced.
    ///
    /// ISO 19005-2 (A-2a), by clause:
    /// - 6.1.2 header, 6.1.3 ID, 6.1.4 cross references: enforced (ID from the content);
    /// - 6.2.3 output intent, 6.2.4 device colours: enforced (sRGB, DeviceRGB, DeviceGray);
    /// - 6.2.8 images without interpolation: enforced; 6.2.10 transparency: only soft masks;
    /// - 6.2.11 fonts embedded, subset names, `/W` equals `hmtx`, ToUnicode: enforced;
    /// - 6.3 annotations printed and without appearance streams that links do not need: enforced;
    /// - 6.5 actions: only `URI`; 6.6 metadata with extension schemas: enforced;
    /// - 6.7 logical structure: as UA-1; 6.8 files, 6.9 optional content: never written.
    pub const SCREEN: Self = Self {
        name: "PDF/UA-1 and PDF/A-2a",
        ids: &[
            Identifier {
                prefix: "pdfaid",
                namespace: "http://www.aiim.org/pdfa/ns/id/",
                properties: &[("part", "2"), ("conformance", "A")],
                extension: None,
            },
            Identifier {
                prefix: "pdfuaid",
                namespace: "http://www.aiim.org/pdfua/ns/id/",
                properties: &[("part", "1")],
                extension: Some("PDF/UA identification schema"),
            },
        ],
        intent: Intent {
            subtype: "GTS_PDFA1",
            condition: "sRGB IEC61966-2.1",
            profile: icc::srgb,
            channels: 3,
        },
    };

    /// Makes the claim true: metadata, intent and what the catalog must say.
    pub(super) fn apply(self, about: &About<'_>, layout: &Layout, store: &mut Store) {
        let facts = Facts::new(about);
        let packet = self.packet(&facts);
        let metadata = store.reserve();
        let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        // Not compressed, so that tools without a PDF reader find it.
        store.set_raw(metadata, dict, packet.into_bytes());
        let profile = store
            .add_stream(dictionary! { "N" => self.intent.channels }, &(self.intent.profile)());
        let intent = dictionary! {
            "Type" => "OutputIntent",
            "S" => self.intent.subtype,
            "OutputConditionIdentifier" => Object::string_literal(self.intent.condition),
            "Info" => Object::string_literal(self.intent.condition),
            "DestOutputProfile" => (profile, 0),
        };
        let direction = match about.lang.dir() {
            Dir::Rtl => "R2L",
            Dir::Ltr => "L2R",
        };
        let info = store.add(facts.info());
        store.doc.trailer.set("Info", (info, 0));
        let Ok(catalog) = store.doc.catalog_mut() else { return };
        catalog.set("Metadata", (metadata, 0));
        catalog.set("OutputIntents", vec![intent.into()]);
        catalog.set("Lang", Object::string_literal(about.lang.as_str()));
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set(
            "ViewerPreferences",
            dictionary! { "DisplayDocTitle" => true, "Direction" => direction },
        );
        catalog.set("PageLayout", "SinglePage");
        let mode = if layout.outline.is_empty() { "UseNone" } else { "UseOutlines" };
        catalog.set("PageMode", mode);
    }

    /// The XMP packet (ISO 16684-1).
    fn packet(self, facts: &Facts<'_>) -> String {
        let mut out = String::from(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
             xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
        );
        for id in self.ids {
            let _ = write!(out, " xmlns:{}=\"{}\"", id.prefix, id.namespace);
        }
        out.push_str(">\n");
        for id in self.ids {
            for (key, value) in id.properties {
                let _ = writeln!(out, "<{0}:{key}>{value}</{0}:{key}>", id.prefix);
            }
        }
        facts.properties(&mut out);
        out.push_str("</rdf:Description>\n");
        let described: Vec<_> =
            self.ids.iter().filter_map(|id| id.extension.map(|name| (id, name))).collect();
        if !described.is_empty() {
            extensions(&mut out, &described);
        }
        out.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
        out
    }
}

/// Describes schemas that PDF/A does not know (ISO 19005-2 6.6.2.3.3).
fn extensions(out: &mut String, schemas: &[(&Identifier, &str)]) {
    out.push_str(
        "<rdf:Description rdf:about=\"\" \
         xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
         xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
         xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
         <pdfaExtension:schemas><rdf:Bag>\n",
    );
    for (id, name) in schemas {
        let _ = write!(
            out,
            "<rdf:li rdf:parseType=\"Resource\">\
             <pdfaSchema:schema>{name}</pdfaSchema:schema>\
             <pdfaSchema:namespaceURI>{}</pdfaSchema:namespaceURI>\
             <pdfaSchema:prefix>{}</pdfaSchema:prefix>\
             <pdfaSchema:property><rdf:Seq>",
            id.namespace, id.prefix
        );
        for (key, _) in id.properties {
            let _ = write!(
                out,
                "<rdf:li rdf:parseType=\"Resource\">\
                 <pdfaProperty:name>{key}</pdfaProperty:name>\
                 <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
                 <pdfaProperty:category>internal</pdfaProperty:category>\
                 <pdfaProperty:description>Indicates which part is followed\
                 </pdfaProperty:description></rdf:li>",
            );
        }
        out.push_str("</rdf:Seq></pdfaSchema:property></rdf:li>\n");
    }
    out.push_str("</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

/// What XMP and the document information say alike.
struct Facts<'a> {
    title: &'a str,
    lang: &'a str,
    publisher: Option<&'a str>,
    description: Option<&'a str>,
    identifier: &'a str,
    time: Time,
}

/// The program, as both say it.
pub(super) const PRODUCER: &str = concat!("warraq ", env!("CARGO_PKG_VERSION"));

impl<'a> Facts<'a> {
    fn new(about: &'a About<'_>) -> Self {
        Self {
            title: &about.title,
            lang: about.lang.as_str(),
            publisher: about.meta.publisher.as_deref(),
            description: about.meta.description.as_deref(),
            identifier: &about.meta.identifier,
            time: Time::from_unix(about.meta.timestamp),
        }
    }

    /// The properties of XMP.
    fn properties(&self, out: &mut String) {
        let title = xml(self.title);
        alternatives(out, "dc:title", self.lang, &title);
        if let Some(publisher) = self.publisher {
            let name = xml(publisher);
            let _ = writeln!(
                out,
                "<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>\n\
                 <dc:publisher><rdf:Bag><rdf:li>{name}</rdf:li></rdf:Bag></dc:publisher>"
            );
        }
        let lang = self.lang;
        let _ = writeln!(
            out,
            "<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"
        );
        if let Some(description) = self.description {
            alternatives(out, "dc:description", self.lang, &xml(description));
        }
        if !self.identifier.is_empty() {
            let _ = writeln!(out, "<dc:identifier>{}</dc:identifier>", xml(self.identifier));
        }
        let date = self.time.xmp();
        let _ = writeln!(
            out,
            "<dc:format>application/pdf</dc:format>\n\
             <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>\n\
             <xmp:CreateDate>{date}</xmp:CreateDate>\n\
             <xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
             <xmp:MetadataDate>{date}</xmp:MetadataDate>\n\
             <pdf:Producer>{PRODUCER}</pdf:Producer>"
        );
    }

    /// The document information (ISO 32000-1 14.3.3).
    fn info(&self) -> Dictionary {
        let text = |s: &str| Object::string_literal(text_bytes(s));
        let mut info = dictionary! {
            "Title" => text(self.title),
            "Creator" => text(PRODUCER),
            "Producer" => text(PRODUCER),
            "CreationDate" => text(&self.time.pdf()),
            "ModDate" => text(&self.time.pdf()),
        };
        if let Some(publisher) = self.publisher {
            info.set("Author", text(publisher));
        }
        if let Some(description) = self.description {
            info.set("Subject", text(description));
        }
        info
    }
}

/// A property in the edition's language, which is the default too.
fn alternatives(out: &mut String, key: &str, lang: &str, value: &str) {
    let _ = writeln!(
        out,
        "<{key}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li>\
         <rdf:li xml:lang=\"{lang}\">{value}</rdf:li></rdf:Alt></{key}>"
    );
}

/// A moment in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time {
    year: i64,
    month: i64,
    day: i64,
    second: i64,
}

impl Time {
    /// The proleptic Gregorian date of seconds since 1970. Years are counted from March, so that
    /// the leap day is their last.
    fn from_unix(seconds: i64) -> Self {
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year =
            day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let late = month >= 10;
        Self {
            year: era * 400 + year_of_era + i64::from(late),
            month: if late { month - 9 } else { month + 3 },
            day: day_of_year - (153 * month + 2) / 5 + 1,
            second: seconds.rem_euclid(86_400),
        }
    }

    fn clock(self) -> [i64; 3] {
        [self.second / 3600, self.second / 60 % 60, self.second % 60]
    }

    /// As XMP writes it.
    fn xmp(self) -> String {
        let [h, m, s] = self.clock();
        format!("{:04}-{:02}-{:02}T{h:02}:{m:02}:{s:02}Z", self.year, self.month, self.day)
    }

    /// As PDF writes it (ISO 32000-1 7.9.4).
    fn pdf(self) -> String {
        let [h, m, s] = self.clock();
        format!("D:{:04}{:02}{:02}{h:02}{m:02}{s:02}Z", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        let say = |seconds| Time::from_unix(seconds).xmp();
        assert_eq!(say(0), "1970-01-01T00:00:00Z");
        assert_eq!(say(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(say(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(say(1_767_225_599), "2025-12-31T23:59:59Z");
    }
}
