//! What a file says of itself: XMP metadata and the document information.
//!
//! In: the publication's facts and the standards that the file claims to obey. Out: an XMP packet
//! (ISO 16684-1) and an information dictionary (ISO 32000-1 14.3.3), which say the same.

use std::fmt::Write;

use lopdf::{Dictionary, Object, dictionary};
use sha2::{Digest, Sha256};

use super::About;
use super::conform::Identifier;
use super::syntax::{text_bytes, xml};

/// The XMP packet of a file that claims to obey some standards (ISO 16684-1).
pub(super) fn packet(ids: &[Identifier], facts: &Facts<'_>) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"",
    );
    for id in ids {
        let _ = write!(out, " xmlns:{}=\"{}\"", id.prefix, id.namespace);
    }
    out.push_str(">\n");
    for id in ids {
        for (key, value) in id.properties {
            let _ = writeln!(out, "<{0}:{key}>{value}</{0}:{key}>", id.prefix);
        }
    }
    facts.properties(&mut out);
    out.push_str("</rdf:Description>\n");
    let described: Vec<_> =
        ids.iter().filter_map(|id| id.extension.map(|name| (id, name))).collect();
    if !described.is_empty() {
        extensions(&mut out, &described);
    }
    out.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
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
pub(super) struct Facts<'a> {
    title: &'a str,
    lang: &'a str,
    also: Option<&'a str>,
    publisher: Option<&'a str>,
    description: Option<&'a str>,
    identifier: &'a str,
    time: Time,
    /// Names the file where it is for the press.
    print: Option<String>,
}

/// The program, as both say it.
pub(super) const PRODUCER: &str = concat!("warraq ", env!("CARGO_PKG_VERSION"));

impl<'a> Facts<'a> {
    /// The facts of an edition; a file for the press says more.
    pub(super) fn new(about: &'a About<'_>, print: bool) -> Self {
        Self {
            title: &about.title,
            lang: about.lang.as_str(),
            also: about.also.map(crate::model::lang::Lang::as_str),
            publisher: about.meta.publisher.as_deref(),
            description: about.meta.description.as_deref(),
            identifier: &about.meta.identifier,
            time: Time::from_unix(about.meta.timestamp),
            print: print.then(|| document_id(about)),
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
        let langs = std::iter::once(self.lang).chain(self.also);
        let langs: String = langs.map(|lang| format!("<rdf:li>{lang}</rdf:li>")).collect();
        let _ = writeln!(out, "<dc:language><rdf:Bag>{langs}</rdf:Bag></dc:language>");
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
        if let Some(id) = &self.print {
            // ISO 15930-7 6.6: what the file is, and that nobody has trapped it.
            let _ = writeln!(
                out,
                "<pdf:Trapped>False</pdf:Trapped>\n\
                 <xmpMM:DocumentID>{id}</xmpMM:DocumentID>\n\
                 <xmpMM:VersionID>1</xmpMM:VersionID>\n\
                 <xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
            );
        }
    }

    /// The document information (ISO 32000-1 14.3.3).
    pub(super) fn info(&self) -> Dictionary {
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
        if self.print.is_some() {
            info.set("Trapped", "False");
        }
        info
    }
}

/// A name for a file for the press: a UUID of version 8 (RFC 9562, 5.8) out of what names the
/// edition and its moment.
fn document_id(about: &About<'_>) -> String {
    let (meta, lang) = (about.meta, about.lang);
    let hash = Sha256::digest(format!("{}\0{lang}\0{}", meta.identifier, meta.timestamp));
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let (variant, rest) = (&hex[17..20], &hex[20..]);
    format!("uuid:{}-{}-8{}-a{variant}-{rest}", &hex[..8], &hex[8..12], &hex[13..16])
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
