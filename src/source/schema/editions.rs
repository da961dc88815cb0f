//! `editions` in `brochure.yaml`: two languages in one file.

use schemars::JsonSchema;

use super::values::json_type;
use crate::diag::Span;
use crate::model::BilingualForm;
use crate::model::lang::Lang;
use crate::source::decode::{Decode, Decoder, Str, choice};
use crate::source::node::Node;

/// An edition in two languages.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EditionEntry {
    /// The two languages, of those that `languages` lists. It is bound by the first.
    #[schemars(
        with = "Vec<Lang>",
        length(min = 2, max = 2),
        extend("x-also" = ["langs", "lang"])
    )]
    pub languages: Vec<Str>,
    /// How the two texts stand: on facing pages, in two columns, or one on each side.
    #[schemars(rename = "as", extend("x-also" = ["manner", "layout", "how"]))]
    pub manner: BilingualForm,
    /// Where it stands.
    #[schemars(skip)]
    pub span: Span,
}

impl Decode for EditionEntry {
    const FIELDS: &'static [&'static str] = &["languages", "as"];

    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let entries = cx.entries(node, Self::FIELDS)?;
        let languages = cx.field(node, entries, "languages", Decode::decode);
        let manner = cx.field(node, entries, "as", Decode::decode);
        Some(Self { languages: languages?, manner: manner?, span: node.span })
    }
}

choice!(BilingualForm { "facing" => Facing, "columns" => Columns, "sides" => Sides });
json_type!(BilingualForm, "Manner", { "enum": ["facing", "columns", "sides"] });
