//! What a file claims to be, and the pass that makes the claim true.
//!
//! In: a [`Profile`], one row of a table, and the document's facts. Out: XMP metadata, the
//! document information, output intent and catalog entries. The ledger of clauses stands at
//! each row.

use lopdf::{Dictionary, Object, dictionary};

use super::metadata::{Facts, packet};
use super::syntax::text_bytes;
use super::write::{Store, deflate};
use super::{About, icc};
use crate::geom::Dir;
use crate::layout::frame::Layout;
use crate::model::print::Press;

/// What a PDF file is for, and what it must obey.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// The name that people know it by.
    pub name: &'static str,
    /// The version of PDF.
    pub(super) version: &'static str,
    /// Whether it has tags, links and an outline: what is printed needs none.
    pub(super) tagged: bool,
    /// Identification in XMP: prefix, namespace, and the properties with their values.
    ids: &'static [Identifier],
    /// The device for which colours are meant.
    intent: Intent,
}

/// An identification schema of XMP.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identifier {
    pub(super) prefix: &'static str,
    pub(super) namespace: &'static str,
    pub(super) properties: &'static [(&'static str, &'static str)],
    /// Whether PDF/A asks for its description (ISO 19005-2 6.6.2.3).
    pub(super) extension: Option<&'static str>,
}

/// The device for which colours are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intent {
    /// None is named.
    None,
    /// Screens: sRGB.
    Screen,
    /// The press of the project.
    Press,
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
    /// - 6.2.8 images without interpolation: enforced; 6.2.10 transparency: soft masks of pictures,
    ///   groups and soft masks of drawings in DeviceRGB;
    /// - 6.2.11 fonts embedded, subset names, `/W` equals `hmtx`, ToUnicode: enforced;
    /// - 6.3 annotations printed and without appearance streams that links do not need: enforced;
    /// - 6.5 actions: only `URI`; 6.6 metadata with extension schemas: enforced;
    /// - 6.7 logical structure: as UA-1; 6.8 files, 6.9 optional content: never written.
    pub const SCREEN: Self = Self {
        name: "PDF/UA-1 and PDF/A-2a",
        version: "1.7",
        tagged: true,
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
        intent: Intent::Screen,
    };

    /// The print shop: PDF/X-4.
    ///
    /// ISO 15930-7 (PDF/X-4), by clause:
    /// - 6.1 version 1.6, object streams allowed: enforced; no encryption, no external content:
    ///   never written;
    /// - 6.2 output intent `GTS_PDFX` with the press's profile (class `prtr`) embedded: enforced;
    ///   colours are DeviceCMYK, DeviceGray, Separation and DeviceN with described colorants;
    ///   pictures in RGB only with their profile, where the project keeps them so;
    /// - 6.2.5 overprint: black text alone, with `OPM` 1;
    /// - 6.3 fonts embedded, widths agree, no `.notdef`: enforced, as in the screen file;
    /// - 6.4 media, bleed and trim boxes nest, no art box: enforced;
    /// - 6.5 trapping: `Trapped` is `False`, in both metadata;
    /// - 6.6 metadata: `pdfxid`, `xmpMM`, title and dates: enforced;
    /// - 6.7 annotations: none; 6.8 actions, scripts, forms, alternate images, `OPI`,
    ///   PostScript: never written; 6.10 transparency: pictures and drawings are laid flat.
    pub const PRINT: Self = Self {
        name: "PDF/X-4",
        version: "1.6",
        tagged: false,
        ids: &[Identifier {
            prefix: "pdfxid",
            namespace: "http://www.npes.org/pdfx/ns/id/",
            properties: &[("GTS_PDFXVersion", "PDF/X-4")],
            extension: None,
        }],
        intent: Intent::Press,
    };

    /// An office printer, or pixels: it claims nothing.
    pub const OFFICE: Self =
        Self { name: "PDF", version: "1.7", tagged: false, ids: &[], intent: Intent::None };

    /// The standards that it claims to keep, one by one.
    pub fn claims(&self) -> Vec<String> {
        let value = |id: &Identifier, name: &str| {
            id.properties.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
        };
        let claim = |id: &Identifier| match id.prefix {
            "pdfuaid" => Some(format!("PDF/UA-{}", value(id, "part")?)),
            "pdfaid" => {
                let level = value(id, "conformance")?.to_ascii_lowercase();
                Some(format!("PDF/A-{}{level}", value(id, "part")?))
            }
            _ => value(id, "GTS_PDFXVersion").map(str::to_owned),
        };
        self.ids.iter().filter_map(claim).collect()
    }

    /// Makes the claim true: metadata, intent and what the catalog must say. `press` is the one
    /// that the file is for; `labels` the number of the page labels.
    pub(super) fn apply(
        self,
        about: &About<'_>,
        layout: &Layout,
        press: Option<(&Press, &PackedProfile)>,
        labels: u32,
        store: &mut Store,
    ) {
        let facts = Facts::new(about, press.is_some());
        let metadata = store.reserve();
        let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        // Not compressed, so that tools without a PDF reader find it.
        store.set_raw(metadata, dict, packet(self.ids, &facts).into_bytes());
        let intent = self.intent(press, store);
        let info = store.add(facts.info());
        store.doc.trailer.set("Info", (info, 0));
        let Ok(catalog) = store.doc.catalog_mut() else { return };
        catalog.set("Metadata", (metadata, 0));
        if let Some(intent) = intent {
            catalog.set("OutputIntents", vec![intent.into()]);
        } else {
            catalog.remove(b"OutputIntents");
        }
        catalog.set("Lang", Object::string_literal(about.lang.as_str()));
        catalog.set("PageLabels", (labels, 0));
        if self.tagged {
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
        }
        let direction = match about.lang.dir() {
            Dir::Rtl => "R2L",
            Dir::Ltr => "L2R",
        };
        catalog.set(
            "ViewerPreferences",
            dictionary! { "DisplayDocTitle" => true, "Direction" => direction },
        );
        catalog.set("PageLayout", "SinglePage");
        let outlined = self.tagged && !layout.outline.is_empty();
        catalog.set("PageMode", if outlined { "UseOutlines" } else { "UseNone" });
    }

    /// The output intent (ISO 32000-1 14.11.5) with its profile embedded.
    fn intent(
        self,
        press: Option<(&Press, &PackedProfile)>,
        store: &mut Store,
    ) -> Option<Dictionary> {
        let (subtype, channels, condition) = match (self.intent, press) {
            (Intent::None, _) | (Intent::Press, None) => return None,
            (Intent::Screen, _) => ("GTS_PDFA1", 3, "sRGB IEC61966-2.1"),
            (Intent::Press, Some((press, _))) => ("GTS_PDFX", 4, press.condition.as_str()),
        };
        let mut intent = dictionary! {
            "Type" => "OutputIntent",
            "S" => subtype,
            "OutputConditionIdentifier" => Object::string_literal(text_bytes(condition)),
        };
        let profile = match press {
            Some((press, packed)) if self.intent == Intent::Press => {
                intent.set("Info", Object::string_literal(text_bytes(&press.name)));
                if press.registered {
                    intent.set("RegistryName", Object::string_literal(REGISTRY));
                }
                let id = store.reserve();
                store.set_packed(id, dictionary! { "N" => channels }, packed.0.clone());
                id
            }
            _ => {
                intent.set("Info", Object::string_literal(condition));
                store.add_stream(dictionary! { "N" => channels }, &icc::srgb())
            }
        };
        intent.set("DestOutputProfile", (profile, 0));
        Some(intent)
    }
}

/// A press's profile as files hold it: compressed once for all files of a run, since that takes as
/// long as all pages of a short brochure.
#[derive(Debug, Clone)]
pub struct PackedProfile(Vec<u8>);

impl PackedProfile {
    /// Packs a press's profile.
    pub fn new(press: &Press) -> Self {
        Self(deflate(&press.profile))
    }
}

/// The registry of characterised printing conditions.
const REGISTRY: &str = "http://www.color.org";
