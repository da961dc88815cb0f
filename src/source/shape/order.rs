//! In which order keys stand: that of the fields that they are read into.
//!
//! A JSON Schema has its keys by the alphabet; `title` goes before `sections` since that is how a
//! brochure is written and read.

use serde_json::{Map, Value};

use super::super::decode::{Decode, is_key};
use super::super::schema::blocks::*;
use super::super::schema::brochure::{Brochure, PdfKeys};
use super::super::schema::editions::EditionEntry;
use super::super::schema::face::{CoverKeys, LogoKeys, PartnerKeys};
use super::super::schema::figure::FigureBlock;
use super::super::schema::notice::{HelpBlock, MomentRow, OpeningRow, PairRow};
use super::super::schema::pictures::PictureKeys;
use super::super::schema::print::{BookletKeys, PrintKeys};
use super::super::schema::publish::PublishKeys;
use super::super::schema::text::{Section, TextFile, TypedBlock, WordsChange};
use super::super::workspace::Workspace;
use super::{FIRST, Shapes, keys, list_key, names};
use crate::model::style::*;

/// Keys that are no fields and go before all that are.
const LEADING: [&str; 2] = ["base", "size"];

/// The fields of every record, in their order.
const ORDERS: [&[&str]; 74] = [
    Brochure::FIELDS,
    TextFile::FIELDS,
    Workspace::FIELDS,
    Section::FIELDS,
    TypedBlock::FIELDS,
    WordsChange::FIELDS,
    // The long forms of a title, an item, a format and a colour.
    &["text", "lang"],
    &["text", "list"],
    &["name", "size", "fold", "paper", "theme"],
    &["rgb", "cmyk", "small", "spot", "tint"],
    &["rgb", "cmyk", "small", "spot"],
    &["rgb", "cmyk", "small", "spot", "accent"],
    TermRow::FIELDS,
    ListMap::FIELDS,
    TableBlock::FIELDS,
    CalloutMap::FIELDS,
    QuoteMap::FIELDS,
    FactRow::FIELDS,
    StepRow::FIELDS,
    ContactBlock::FIELDS,
    ContactRow::FIELDS,
    QrBlock::FIELDS,
    HeadingMap::FIELDS,
    FigureBlock::FIELDS,
    PairRow::FIELDS,
    OpeningRow::FIELDS,
    HelpBlock::FIELDS,
    MomentRow::FIELDS,
    EditionEntry::FIELDS,
    LogoKeys::FIELDS,
    CoverKeys::FIELDS,
    PartnerKeys::FIELDS,
    PrintKeys::FIELDS,
    BookletKeys::FIELDS,
    PublishKeys::FIELDS,
    PictureKeys::FIELDS,
    PdfKeys::FIELDS,
    Theme::FIELDS,
    Fonts::FIELDS,
    TitleFont::FIELDS,
    OtherFont::FIELDS,
    Scale::FIELDS,
    Middle::FIELDS,
    PageStyle::FIELDS,
    TextStyle::FIELDS,
    TextStyles::FIELDS,
    TypeScale::FIELDS,
    Space::FIELDS,
    Rules::FIELDS,
    Ornament::FIELDS,
    CoverStyle::FIELDS,
    ContentsStyle::FIELDS,
    OpenerStyle::FIELDS,
    IndexStyle::FIELDS,
    FurnitureStyle::FIELDS,
    StatementStyle::FIELDS,
    LineStyle::FIELDS,
    TermsStyle::FIELDS,
    ListStyle::FIELDS,
    StepsStyle::FIELDS,
    CalloutStyle::FIELDS,
    QuoteStyle::FIELDS,
    FactsStyle::FIELDS,
    TableStyle::FIELDS,
    ContactStyle::FIELDS,
    NotesStyle::FIELDS,
    ChecklistStyle::FIELDS,
    PairsStyle::FIELDS,
    HoursStyle::FIELDS,
    HelpStyle::FIELDS,
    TimelineStyle::FIELDS,
    LeafletStyle::FIELDS,
    WebStyle::FIELDS,
    WebColors::FIELDS,
];

/// A place in a file, and what may stand there, where that is known.
#[derive(Debug, Clone, Copy)]
pub(in crate::source) struct Place<'s> {
    shapes: &'s Shapes,
    schema: Option<&'s Value>,
}

/// The keys of a map at a place.
#[derive(Debug, Clone)]
pub(in crate::source) struct KeyOrder<'s> {
    shapes: &'s Shapes,
    record: Option<&'s Map<String, Value>>,
    /// What stands at any key.
    each: Option<&'s Value>,
    order: Vec<&'s str>,
}

impl<'s> Place<'s> {
    /// The whole of a file.
    pub(in crate::source) fn root(shapes: &'s Shapes) -> Self {
        Self { shapes, schema: Some(shapes.root()) }
    }

    /// The keys of a map that stands here, alone or as the only item of a list.
    pub(in crate::source) fn keys(&self) -> KeyOrder<'s> {
        let forms = self.schema.map(|schema| self.shapes.forms(schema)).unwrap_or_default();
        let items = || forms.list?.get("items");
        let inner = || self.shapes.forms(items()?).record;
        let record = forms.record.or_else(inner);
        let order = record.map(ordered).unwrap_or_default();
        KeyOrder { shapes: self.shapes, record, each: forms.each, order }
    }

    /// The items of a list that stands here, or at the key that a bare list stands for.
    pub(in crate::source) fn item(&self) -> Self {
        let items = |schema| self.shapes.forms(schema).list?.get("items");
        let chief = |schema| {
            let record = self.shapes.forms(schema).record?;
            items(names::key(record, list_key(record)?)?.1)
        };
        let found = self.schema.and_then(|schema| items(schema).or_else(|| chief(schema)));
        Self { schema: found.or(self.schema), ..*self }
    }
}

impl<'s> KeyOrder<'s> {
    /// Where a key stands among those of its map, last where it is unknown, and what is there.
    pub(in crate::source) fn key(&self, said: &str) -> (usize, Place<'s>) {
        let found = self.record.and_then(|record| names::key(record, said));
        let schema = found.map(|(_, schema)| schema).or(self.each);
        let known = found.map(|(key, _)| (key, 1)).or_else(|| Some((self.list_of(said)?, 0)));
        let rank = known.and_then(|(known, behind)| {
            let at = self.order.iter().position(|key| *key == known)?;
            Some(2 * at + behind)
        });
        (rank.unwrap_or(usize::MAX), Place { shapes: self.shapes, schema })
    }

    /// The list whose first item a key names.
    fn list_of(&self, said: &str) -> Option<&'s str> {
        let lists = self.record?.get(FIRST)?.as_object()?;
        let names = |first: &Value| {
            let mut known = first.as_array().into_iter().flatten();
            known.any(|known| names::is_alike(known, said))
        };
        lists.iter().find(|(_, first)| names(first)).map(|(list, _)| list.as_str())
    }
}

/// The keys of a record in the order of its fields; by the alphabet where it has none.
fn ordered(record: &Map<String, Value>) -> Vec<&str> {
    let fields = fields(record).unwrap_or_default();
    let rank = |key: &&str| {
        let leading = LEADING.iter().position(|leading| leading == key);
        let field = || fields.iter().position(|field| is_key(field, key));
        field().map(|at| at + LEADING.len()).or(leading)
    };
    let mut order: Vec<&str> = keys(record).map(|(key, _)| key).collect();
    order.sort_by_key(rank);
    order
}

/// The fields that the keys of a record are read into.
fn fields(record: &Map<String, Value>) -> Option<&'static [&'static str]> {
    let is_field = |key: &str, fields: &[&str]| fields.iter().any(|field| is_key(field, key));
    ORDERS.into_iter().find(|fields| {
        let has = |field: &&str| keys(record).any(|(key, _)| is_key(field, key));
        let known = |(key, _): (&str, _)| is_field(key, fields) || LEADING.contains(&key);
        fields.iter().all(has) && keys(record).all(known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SchemaKind;
    use crate::source::schema::strict;

    /// Every record of a schema, by what leads to it.
    fn records<'s>(
        value: &'s Value,
        way: &str,
        out: &mut Vec<(String, &'s Map<String, Value>)>,
    ) {
        if let Value::Object(object) = value {
            if object.contains_key("properties") {
                out.push((way.to_owned(), object));
            }
            object.iter().for_each(|(key, value)| records(value, &format!("{way}/{key}"), out));
        }
        if let Value::Array(items) = value {
            items.iter().for_each(|value| records(value, way, out));
        }
    }

    #[test]
    fn every_record_has_its_order() {
        let mut seen = 0;
        for kind in SchemaKind::ALL {
            let (schema, mut all) = (strict(kind), vec![]);
            records(&schema, kind.name(), &mut all);
            seen += all.len();
            for (way, record) in all {
                // Findings have no order but the alphabet's.
                let is_known = fields(record).is_some() || way.ends_with("/Preflight");
                assert!(is_known, "{way}: {:?}", keys(record).collect::<Vec<_>>());
            }
        }
        assert!(seen > 100, "{seen} records");
    }

    #[test]
    fn keys_stand_as_their_fields_do() {
        let shapes = Shapes::new(strict(SchemaKind::Text));
        let root = Place::root(&shapes).keys();
        let rank = |key| root.key(key).0;
        assert!(rank("title") < rank("subtitle") && rank("subtitle") < rank("sections"));
        assert_eq!(rank("العنوان"), rank("title"));
        assert_eq!(rank("strange"), usize::MAX);
        let section = root.key("sections").1.item().keys();
        let order = ["id", "heading", "style", "leaflet", "lead", "body"];
        assert!(order.map(|key| section.key(key).0).is_sorted(), "{section:?}");
        let shapes = Shapes::new(strict(SchemaKind::Theme));
        let theme = Place::root(&shapes).keys();
        assert!(theme.key("base").0 < theme.key("name").0);
    }
}
