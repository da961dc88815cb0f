//! The names of what a theme is built of.

use super::super::decode::choice;
use crate::model::style::*;

choice!(CoverKind { "field" => Field, "type" => Type, "form" => Form, "sheet" => Sheet });
choice!(ContentsKind { "rows" => Rows, "register" => Register, "tree" => Tree });
choice!(LeaderKind { "none" => None, "dots" => Dots });
choice!(NumberKind {
    "star" => Star,
    "box" => Box,
    "above" => Above,
    "beside" => Beside,
    "none" => None
});
choice!(TitleRules { "none" => None, "above" => Above, "below" => Below, "double" => Double });
choice!(HeadKind { "axis" => Axis, "ruled" => Ruled, "section" => Section });
choice!(FolioKind { "margin" => Margin, "foot" => Foot, "head" => Head });
choice!(BulletKind { "star" => Star, "disc" => Disc, "dash" => Dash });
choice!(StepMarker { "star" => Star, "box" => Box, "none" => None });
choice!(CalloutKind { "panel" => Panel, "ruled" => Ruled, "frame" => Frame, "side" => Side });
choice!(FactsKind { "columns" => Columns, "cells" => Cells, "ledger" => Ledger });
choice!(TableKind { "ruled" => Ruled, "grid" => Grid, "tinted" => Tinted });
choice!(StatementKind { "page" => Page, "ruled" => Ruled });
choice!(PadKind { "star" => Star, "plain" => Plain, "lines" => Lines });
choice!(Role { "body" => Body, "display" => Display });
choice!(OrnamentKind { "none" => None, "khatam" => Khatam });
choice!(OpenerKind { "band" => Band, "plain" => Plain });
choice!(IndexKind { "none" => None, "stars" => Stars, "strip" => Strip });
choice!(TermsKind {
    "side" => Side,
    "stacked" => Stacked,
    "run-in" => RunIn,
    "clauses" => Clauses
});
choice!(Kashida { "none" => None, "sparing" => Sparing, "full" => Full });
choice!(LogoPlace { "none" => None, "foot" => Foot, "head" => Head });
choice!(LeadingScope { "paragraph" => Paragraph, "document" => Document });
choice!(Align { "start" => Start, "justify" => Justify });
choice!(Emphasis { "slant" => Slant, "weight" => Weight });
