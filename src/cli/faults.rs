//! What the faults mean that newcomers meet, and how each is mended.

/// A fault in words.
pub(super) struct FaultEntry {
    /// Its name, which stands between brackets before its message.
    pub(super) id: &'static str,
    /// What it means.
    pub(super) means: &'static str,
    /// How to mend it.
    pub(super) mend: &'static str,
}

macro_rules! faults {
    ($($id:literal: $means:literal; $mend:literal)*) => {
        &[$(FaultEntry { id: $id, means: $means, mend: $mend }),*]
    };
}

/// Those that are explained, by name.
pub(super) const FAULTS: &[FaultEntry] = faults! {
    "bad-address": "`publish` says no address that the output folder can have on the web.";
        "Write it in full, such as `https://example.org/brochures/`, as readers will have it before them."
    "bad-color": "A colour in the theme is written in a way that is not known.";
        "Write `\"#1f5c52\"`, with the quotation marks, or `{ cmyk: [80, 30, 60, 40], rgb: \"#1f5c52\" }`."
    "bad-date": "A date is no day of the calendar, or is written otherwise.";
        "Write year, month and day: `date: 2026-03-21`."
    "bad-exchange": "What a translator brought back cannot be taken, or a row of it.";
        "Mend the row that is told, or export the file again; the other rows are taken."
    "bad-help": "What stands at `help` holds no digits that could be dialled.";
        "Write the number as it is to be printed: `help: +966 50 123 4567`."
    "bad-id": "An `id` holds other signs than small Latin letters, digits and hyphens.";
        "Write a Latin name, such as `our-history`; readers never see it."
    "bad-link": "A link leads to no address that a reader could open.";
        "Write `https://…`, `mailto:…`, `tel:…`, or `#id` for a section of the brochure."
    "bad-lock": "A line of `text/i18n.lock`, the record of what translations were made from, is none.";
        "Take the line out; the piece that it was about counts as not reviewed."
    "bad-slug": "`slug` is the name of files, and holds signs that it cannot.";
        "Write small Latin letters, digits and hyphens."
    "blank-page": "Pages stay empty because sheets have four pages.";
        "Leave it so, or write a little more or less. Nothing is wrong."
    "block-kind": "An item of a body says of no block what it is, or of two.";
        "Give it one name, such as `terms` or `list`; `warraq explain` lists them."
    "broken-pack": "A file that was to be packed went away, or the archive could not be made.";
        "Run `warraq pack` again while nothing else writes to the output folder."
    "coarse-cover": "The picture of the cover has too few pixels for its size on paper.";
        "Take a larger one; the hint says how many pixels it needs."
    "coarse-logo": "A logo of pixels has too few of them for its size on paper, and would be printed soft.";
        "Take the drawing itself, an SVG file, or a PNG file of as many pixels as are told."
    "comment-value": "`#` begins a comment in YAML, so that the key has no value.";
        "Put the value between quotation marks: `night: \"#1f5c52\"`."
    "control-character": "The text holds a character that steers machines and shows nothing.";
        "Remove it; it comes from a program that the text was copied from."
    "decorative-alt": "A picture that is said to be decoration has a description.";
        "Keep one of the two keys, `alt` or `decorative`."
    "draft": "A text says that nobody has reviewed it, and its pages will say so.";
        "Write `status: final` when a person has read it."
    "duplicate-edition": "Two entries of `editions` have the same two languages in the same order.";
        "Remove one of the two, or let their languages change places."
    "duplicate-id": "Two places of one text have the same name.";
        "Change one of the two; links lead to names."
    "duplicate-key": "A key stands twice in one map, so that one of its values would be lost.";
        "Remove one, or give the second block a hyphen of its own."
    "edition-languages": "An entry of `editions` has not two languages, but one or more of them.";
        "Write two, such as `{ languages: [ar, en], as: facing }`; for three, an entry for each two."
    "empty-file": "A file is there, but nothing is in it.";
        "Write into it, or begin anew with `warraq new`."
    "empty-item": "Nothing stands after a hyphen, or what stands there is a comment.";
        "Remove the hyphen, or put text that begins with `#` between quotation marks."
    "empty-list": "A key that lists something lists nothing.";
        "Write at least one item, or remove the key."
    "empty-section": "A section has a heading and no text; it is left out.";
        "Write its body, or leave it for later. Nothing is wrong."
    "empty-text": "A key has a text of no letters.";
        "Write the text, or remove the key."
    "file-outside": "A file lies outside of the project's folder.";
        "Copy it into the folder, for example into `assets`."
    "file-too-large": "A file has more bytes than are read.";
        "Make it smaller: no page shows so much."
    "folder-not-empty": "`warraq new` never writes into a folder that holds anything.";
        "Name a folder that is not there yet."
    "joined-lines": "Lines of a text end where no line had to; on the page they are one paragraph.";
        "End a line with `\\` to keep it, or put an empty line between paragraphs."
    "leaflet-overfull": "The text does not fit on the one sheet of a leaflet.";
        "Shorten it by as many lines as are told, or give a section `leaflet: brief`."
    "lost-markup": "A sign looks like Markdown and marks nothing, so it is printed.";
        "Let `**` touch the words on both sides: `**words**`; for the sign itself write `\\*`."
    "lost-table": "Lines look like a table and are printed as text.";
        "Write `|---|---|` below the first row, or make a block of it: `warraq explain table`."
    "low-contrast": "Text could not be read on its ground in the colours that the brochure asks for.";
        "Take the colour that the hint names, or leave out the colours that are said beside `brand`."
    "markdown-image": "A picture cannot stand inside of a text.";
        "Make a block of it: `- figure: { file: assets/map.svg, alt: … }`."
    "merge-conflict": "Version control left the marks of a conflict in a file.";
        "Keep one side, or both, and take out the three lines of marks."
    "missing-alt": "A picture has no description for those who do not see it.";
        "Write `alt: …`, or `decorative: yes` where it says nothing."
    "missing-dash": "An item of a list has no hyphen.";
        "Write `- ` before it, as far in as its neighbours."
    "missing-folder": "`warraq new` needs a name for the folder that it makes.";
        "Write `warraq new library`."
    "missing-glyph": "A letter is in none of the fonts.";
        "Remove it, or put a font that has it into the folder `fonts`; `warraq fonts` lists them."
    "missing-key": "A key that has to be there is not.";
        "Add it; `warraq explain` with the block's name shows which keys it has."
    "missing-picture": "A picture that the text names is not there.";
        "Write its path from the project's folder on, such as `assets/map.svg`; capitals count."
    "missing-project": "The folder holds no `brochure.yaml`.";
        "Name the project's folder after the command, or begin one with `warraq new library`."
    "missing-script": "No font has the letters of the text's script.";
        "Put a font into the folder `fonts` of the project."
    "missing-space": "A space is missing after a hyphen.";
        "Write `- text`."
    "missing-text": "`languages` lists a language that has no file.";
        "Write `text/ar.yaml` with its tag for a name, or take the tag out of the list."
    "missing-translation": "A piece of the source has no translation, so the language is not printed.";
        "Translate it, or take it as it is with `warraq i18n accept`; `--allow-stale` prints all the same."
    "no-form": "`warraq fmt` does not know the form of a line, or could not move it and keep its meaning.";
        "Write a key or a hyphen at the beginning of the line; the file is as it was."
    "no-member": "A file that was to be brought into form is none of a project.";
        "Name `brochure.yaml`, `theme.yaml`, `workspace.yaml`, `glossary.yaml`, or a file in `text` or `themes`."
    "no-port": "The port that the preview should have is taken, or may not be had.";
        "Leave out `--port`: a free one is found."
    "no-text": "All sections are empty.";
        "Write the body of at least one."
    "not-plain-text": "`--from` takes plain text, Markdown (`.md`) and `.docx`.";
        "Save the text as one of these, plain text in UTF-8."
    "not-utf8": "A file is saved in another encoding than UTF-8.";
        "Save it as UTF-8; editors offer that when a file is saved."
    "not-yaml": "A file holds Markdown where YAML is wanted.";
        "Let `warraq new FOLDER --from FILE` make a project of it, or write keys with their values."
    "one-line": "A heading or a title holds several paragraphs or a list.";
        "Keep it to one line."
    "overfull-line": "A word is wider than its line.";
        "Break it with a soft hyphen (U+00AD), or give it more room."
    "overlap": "Text lies on other text, on a picture or across an ornament.";
        "Shorten it. If it is meant, write `allow: [overlap]` in brochure.yaml."
    "parted-table": "A table has more columns than fit, and is set in parts.";
        "Give it fewer columns, or let rows and columns change places."
    "raw-html": "HTML is not allowed in a text.";
        "Write Markdown: `**bold**`, `*emphasis*`, `[link](https://…)`."
    "small-logo": "A logo is so wide that it would be lower than its least height in the place that it has.";
        "Name a version of it that is less wide, or say a smaller `least`."
    "smart-quotes": "“ and ” are printed; in YAML they mean nothing.";
        "Type `\"` on both sides where the value is meant to stand between them."
    "stale-edition": "The source has changed since pieces of this language were translated.";
        "See what changed with `warraq i18n diff`, mend the translation, then `warraq i18n accept`."
    "stale-output": "Files that an earlier run made are no longer among those of the project.";
        "Nothing, where they were removed; what was changed by hand stays, to be removed by hand."
    "stale-translation": "A piece was translated from other words than the source has now, so the language is not printed.";
        "Compare with `warraq i18n diff`, then `warraq i18n accept`; `--allow-stale` prints all the same."
    "tab-indent": "A tab stands at the beginning of a line, which YAML does not allow.";
        "Type spaces, two for each step."
    "text-exists": "`warraq i18n new` never writes over a text that is there.";
        "Name another language, or move the file away."
    "theme-circle": "A theme is based on another, and that one on the first.";
        "Write under `base` of one of them a theme that comes with the program, such as `najma`."
    "theme-name": "A file in the folder `themes` has the name of a theme that comes with the program.";
        "Rename the file, and name it so under `theme`."
    "unknown-anchor": "A link leads to a name that nothing has.";
        "Write the `id` of a section or a block after `#`."
    "unknown-color": "A text names a colour that the theme does not have.";
        "Take one of those that are told, or add it under `colors` in `theme.yaml`."
    "unknown-command": "The first word is neither a command nor a folder.";
        "`warraq --help` lists the commands."
    "unknown-key": "A key is not known where it stands: a slip, or a wrong indent.";
        "Take what the hint names; `warraq explain` with a block's name lists its keys."
    "unknown-language": "A tag or a name means no language.";
        "Write the tag: `ar`, `en`, `fa`, `ar-EG`."
    "unknown-piece": "No piece of text has the name that was typed.";
        "`warraq i18n status --format json` lists the names."
    "unknown-template": "`warraq new` has no template of that name.";
        "Take one of `booklet`, `leaflet`, `report` and `invitation`."
    "unknown-theme": "There is no theme of that name.";
        "Take `najma`, `kitab`, `maktab`, `taqrir` or `jari`, or put a file of that name, with `base: najma` in it, into `themes`."
    "unknown-word": "A key takes some words only, and this is none of them.";
        "Take one of those that are told."
    "unlisted-text": "A text file is there whose language `languages` does not list.";
        "Add its tag to the list, or move the file away."
    "unpaired-section": "An edition in two languages has a section that one of its texts lacks, and no place beside it for the other.";
        "Write the section in both texts, under the same `id`, or choose `as: sides`."
    "unseen-cover": "The cover of the theme is of paper and type, and has no place for a picture.";
        "Choose a theme whose cover bears pictures, or remove `cover`."
    "unseen-imprint": "A side of a leaflet is so full that its imprint has no place.";
        "Shorten the text by some lines, or take larger paper."
    "unseen-subtitle": "The cover of an edition in two languages bears both titles, and has no place for a subtitle.";
        "Write the title of the other language as the subtitle, or put it into the title."
    "untranslated": "A translation lacks what the first language has.";
        "Translate it, under the same `id`."
    "wrong-fact": "A number, an address or a name of a translation is not that of the first language.";
        "Correct the one that is wrong; digits and signs may differ, what they say may not."
    "wrong-indent": "A line stands too far in or out, so that it belongs to something else.";
        "Move it as the hint says; what belongs together begins in one column."
    "wrong-phone": "A phone number of a translation is not that of the first language; it is not printed so.";
        "Correct the one that is wrong. Where each country has its own, write `allow: [wrong-phone]` in brochure.yaml."
    "wrong-term": "A translation says a term otherwise than `glossary.yaml` wants it.";
        "Use the word of the glossary, or change the glossary; `*` at the end of a word stands for any ending."
    "wrong-type": "Something else stands at a key than it takes: text for a list, a list for text.";
        "Write the shape that the hint shows. Text that holds `: ` needs quotation marks."
    "yaml-syntax": "The file is not YAML from this line on.";
        "Look at the line and the one above: a quotation mark, a bracket or an indent is wrong."
};
