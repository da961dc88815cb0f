//! The names of what a theme is built of.

use super::super::decode::choice;
use crate::model::style::*;

choice!(CoverKind { "field" => Field, "type" => Type, "form" => Form, "sheet" => Sheet, "poster" => Poster });
choice!(ContentsKind { "rows" => Rows, "register" => Register, "tree" => Tree, "hung" => Hung });
choice!(LeaderKind { "none" => None, "dots" => Dots });
choice!(NumberKind {
    "star" => Star,
    "box" => Box,
    "above" => Above,
    "beside" => Beside,
    "giant" => Giant,
    "none" => None
});
choice!(TitleRules { "none" => None, "above" => Above, "below" => Below, "double" => Double });
choice!(HeadKind { "axis" => Axis, "ruled" => Ruled, "section" => Section, "foot" => Foot });
choice!(FolioKind { "margin" => Margin, "foot" => Foot, "head" => Head, "trim" => Trim });
choice!(BulletKind { "star" => Star, "disc" => Disc, "dash" => Dash, "square" => Square });
choice!(StepMarker { "star" => Star, "box" => Box, "none" => None, "band" => Band });
choice!(CalloutKind { "panel" => Panel, "ruled" => Ruled, "frame" => Frame, "side" => Side, "block" => Block });
choice!(FactsKind { "columns" => Columns, "cells" => Cells, "ledger" => Ledger, "bands" => Bands });
choice!(TableKind { "ruled" => Ruled, "grid" => Grid, "tinted" => Tinted, "heavy" => Heavy });
choice!(StatementKind { "page" => Page, "ruled" => Ruled, "field" => Field });
choice!(PadKind { "star" => Star, "plain" => Plain, "lines" => Lines, "field" => Field });
choice!(Role { "body" => Body, "display" => Display });
choice!(OrnamentKind { "none" => None, "khatam" => Khatam });
choice!(OpenerKind { "band" => Band, "plain" => Plain, "page" => Page });
choice!(IndexKind { "none" => None, "stars" => Stars, "strip" => Strip, "tabs" => Tabs });
choice!(TermsKind {
    "side" => Side,
    "stacked" => Stacked,
    "run-in" => RunIn,
    "clauses" => Clauses,
    "headlines" => Headlines
});
choice!(QuoteKind { "inline" => Inline, "page" => Page });
choice!(Kashida { "none" => None, "sparing" => Sparing, "full" => Full });
choice!(LogoPlace { "none" => None, "foot" => Foot, "head" => Head });
choice!(LeadingScope { "paragraph" => Paragraph, "document" => Document });
choice!(Align { "start" => Start, "justify" => Justify });
choice!(Emphasis { "slant" => Slant, "weight" => Weight });
