//! The statement of an edition out of its number, by language: “First edition”.

use crate::model::lang::{Digits, Lang};

/// A language's editions: what a number stands in, then how the first ones are called, where they
/// have names.
#[rustfmt::skip]
const ROWS: &[(&str, &str, &str)] = &[
    ("ar", "الطبعة {}", "الطبعة الأولى|الطبعة الثانية|الطبعة الثالثة|الطبعة الرابعة|الطبعة الخامسة|الطبعة السادسة|الطبعة السابعة|الطبعة الثامنة|الطبعة التاسعة|الطبعة العاشرة"),
    ("ckb", "چاپی {}", "چاپی یەکەم|چاپی دووەم|چاپی سێیەم|چاپی چوارەم|چاپی پێنجەم|چاپی شەشەم|چاپی حەوتەم|چاپی هەشتەم|چاپی نۆیەم|چاپی دەیەم"),
    ("da", "{}. udgave", ""),
    ("de", "{}. Auflage", ""),
    ("en", "Edition {}", "First edition|Second edition|Third edition|Fourth edition|Fifth edition|Sixth edition|Seventh edition|Eighth edition|Ninth edition|Tenth edition"),
    ("es", "{}.ª edición", "Primera edición|Segunda edición|Tercera edición|Cuarta edición|Quinta edición|Sexta edición|Séptima edición|Octava edición|Novena edición|Décima edición"),
    ("fa", "چاپ {}", "چاپ اول|چاپ دوم|چاپ سوم|چاپ چهارم|چاپ پنجم|چاپ ششم|چاپ هفتم|چاپ هشتم|چاپ نهم|چاپ دهم"),
    ("fr", "{}e édition", "Première édition|Deuxième édition|Troisième édition|Quatrième édition|Cinquième édition|Sixième édition|Septième édition|Huitième édition|Neuvième édition|Dixième édition"),
    ("he", "מהדורה {}", "מהדורה ראשונה|מהדורה שנייה|מהדורה שלישית|מהדורה רביעית|מהדורה חמישית|מהדורה שישית|מהדורה שביעית|מהדורה שמינית|מהדורה תשיעית|מהדורה עשירית"),
    ("id", "Edisi ke-{}", "Edisi pertama|Edisi kedua|Edisi ketiga|Edisi keempat|Edisi kelima|Edisi keenam|Edisi ketujuh|Edisi kedelapan|Edisi kesembilan|Edisi kesepuluh"),
    ("it", "{}ª edizione", "Prima edizione|Seconda edizione|Terza edizione|Quarta edizione|Quinta edizione|Sesta edizione|Settima edizione|Ottava edizione|Nona edizione|Decima edizione"),
    ("nl", "{}e druk", "Eerste druk|Tweede druk|Derde druk|Vierde druk|Vijfde druk|Zesde druk|Zevende druk|Achtste druk|Negende druk|Tiende druk"),
    ("no", "{}. utgave", ""),
    ("pl", "Wydanie {}", "Wydanie pierwsze|Wydanie drugie|Wydanie trzecie|Wydanie czwarte|Wydanie piąte|Wydanie szóste|Wydanie siódme|Wydanie ósme|Wydanie dziewiąte|Wydanie dziesiąte"),
    ("pt", "{}.ª edição", "Primeira edição|Segunda edição|Terceira edição|Quarta edição|Quinta edição|Sexta edição|Sétima edição|Oitava edição|Nona edição|Décima edição"),
    ("ru", "{}-е издание", "Первое издание|Второе издание|Третье издание|Четвёртое издание|Пятое издание|Шестое издание|Седьмое издание|Восьмое издание|Девятое издание|Десятое издание"),
    ("sv", "Upplaga {}", "Första upplagan|Andra upplagan|Tredje upplagan|Fjärde upplagan|Femte upplagan|Sjätte upplagan|Sjunde upplagan|Åttonde upplagan|Nionde upplagan|Tionde upplagan"),
    ("tr", "{}. baskı", "Birinci baskı|İkinci baskı|Üçüncü baskı|Dördüncü baskı|Beşinci baskı|Altıncı baskı|Yedinci baskı|Sekizinci baskı|Dokuzuncu baskı|Onuncu baskı"),
    ("uk", "{}-е видання", "Перше видання|Друге видання|Третє видання|Четверте видання|П’яте видання|Шосте видання|Сьоме видання|Восьме видання|Дев’яте видання|Десяте видання"),
    ("ur", "ایڈیشن {}", "پہلا ایڈیشن|دوسرا ایڈیشن|تیسرا ایڈیشن|چوتھا ایڈیشن|پانچواں ایڈیشن|چھٹا ایڈیشن|ساتواں ایڈیشن|آٹھواں ایڈیشن|نواں ایڈیشن|دسواں ایڈیشن"),
];

/// More editions than any brochure has: a greater number is a year, or something else.
const MOST: usize = 999;

/// What is said of an edition: its number in the words of the language, or as it was written.
pub(in super::super) fn edition(said: &str, lang: &Lang, digits: Digits) -> String {
    let number = said.trim().parse().ok().filter(|number| (1..=MOST).contains(number));
    number.and_then(|number| ordinal(number, lang, digits)).unwrap_or_else(|| said.to_owned())
}

fn ordinal(number: usize, lang: &Lang, digits: Digits) -> Option<String> {
    let row = |tag| ROWS.iter().find(|(known, ..)| *known == tag);
    let (tag, pattern, names) = lang.kin().find_map(row)?;
    // The words of a language that is merely near would be a mistake.
    if *tag != lang.primary() && !super::is_form(lang, tag) {
        return None;
    }
    let name = names.split('|').nth(number - 1).filter(|name| !name.is_empty());
    Some(match name {
        Some(name) => name.to_owned(),
        None => pattern.replace("{}", &digits.format(number)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::ROWS as WORDS;
    use super::*;

    fn say(said: &str, tag: &str) -> String {
        let lang = Lang::parse(tag).expect("a known language");
        edition(said, &lang, lang.digits())
    }

    #[test]
    fn every_language_with_words_has_editions() {
        let tags = |rows: Vec<&'static str>| rows;
        let words = tags(WORDS.iter().map(|(tag, _)| *tag).collect());
        assert_eq!(tags(ROWS.iter().map(|(tag, ..)| *tag).collect()), words);
        for (tag, pattern, names) in ROWS {
            let count = names.split('|').filter(|name| !name.is_empty()).count();
            assert!(pattern.contains("{}") && matches!(count, 0 | 10), "{tag}");
        }
    }

    #[test]
    fn numbers_become_words_and_words_stay() {
        for (said, tag, wanted) in [
            ("1", "ar", "الطبعة الأولى"),
            ("10", "ar", "الطبعة العاشرة"),
            ("11", "ar", "الطبعة ١١"),
            ("2", "en-GB", "Second edition"),
            ("12", "en", "Edition 12"),
            ("3", "de", "3. Auflage"),
            ("4", "fa", "چاپ چهارم"),
            ("1", "ur", "پہلا ایڈیشن"),
            ("2", "nb", "2. utgave"),
            ("1", "ja", "1"),
            ("2026", "en", "2026"),
            ("0", "en", "0"),
            ("Spring 1", "en", "Spring 1"),
        ] {
            assert_eq!(say(said, tag), wanted, "{said} {tag}");
        }
    }
}
