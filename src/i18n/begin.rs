//! The text of a new language: a copy of the source's, to be translated.

use std::ops::Range;

use crate::model::lang::Lang;

/// What a text says of its own language or edition, and no other has.
const OWN: [&str; 6] = ["status", "isbn", "identifier", "digits", "digits-in-text", "words"];

/// The text of a language that begins with the words of this source: a draft.
pub fn begun(source: &str) -> String {
    let (mut out, mut left_out, mut headed) = (String::new(), false, false);
    for line in source.split_inclusive('\n') {
        let begins = line.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-');
        let key = line.split(':').next().unwrap_or_default().trim_matches(['"', '\'']);
        if begins {
            left_out = OWN.contains(&key);
            if !headed {
                out.push_str("status: draft\n");
                headed = true;
            }
        } else if !line.starts_with([' ', '\t']) {
            left_out = false;
        }
        if !left_out {
            out.push_str(line);
        }
    }
    out
}

/// `brochure.yaml` with one language more behind `last`, where the last one stands.
pub fn listed(brochure: &str, last: Range<usize>, lang: &Lang) -> String {
    let line_start = brochure[..last.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &brochure[line_start..last.start];
    let is_item =
        before.trim_start().starts_with("- ") && before.trim().chars().all(|c| c == '-');
    let (at, more) = match is_item {
        true => {
            let line_end =
                brochure[last.end..].find('\n').map_or(brochure.len(), |n| last.end + n);
            (line_end, format!("\n{before}{lang}"))
        }
        false => (last.end, format!(", {lang}")),
    };
    format!("{}{more}{}", &brochure[..at], &brochure[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_listed_behind_the_last_one() {
        let fr = Lang::parse("fr").unwrap();
        let forms = [
            ("languages: [ar, en]\nslug: x\n", "languages: [ar, en, fr]\nslug: x\n"),
            (
                "languages:\n  - ar\n  - en # draft\n",
                "languages:\n  - ar\n  - en # draft\n  - fr\n",
            ),
            ("languages:\n- ar\n- en", "languages:\n- ar\n- en\n- fr"),
            ("languages: ar, en\n", "languages: ar, en, fr\n"),
            ("languages: [ ar,\n  en ]\n", "languages: [ ar,\n  en, fr ]\n"),
        ];
        for (before, after) in forms {
            let at = before.find("en").unwrap();
            assert_eq!(listed(before, at..at + 2, &fr), after);
        }
    }

    #[test]
    fn what_is_said_of_one_edition_is_not_copied() {
        let source = "# remark\ntitle: a\nisbn: 1\nwords:\n  page: p\n  # inner\nstatus: final\nsections:\n  - id: b\n";
        assert_eq!(begun(source), "# remark\nstatus: draft\ntitle: a\nsections:\n  - id: b\n");
    }
}
