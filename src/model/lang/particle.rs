//! Small words that lean on the next one: prepositions, articles, conjunctions. A title should not
//! break after one of them.

use super::Lang;

/// The particles of a language, with spaces between them, in small letters.
#[rustfmt::skip]
const ROWS: &[(&str, &str)] = &[
    ("ar", "في من إلى على عن مع أو و ثم بين حتى منذ عند لدى دون غير أن إن ما لا لم لن كل"),
    ("ckb", "لە بۆ بە و لەگەڵ یان تا"),
    ("de", "der die das den dem des ein eine einer eines einem einen und oder von vom zu zum zur in im an am auf aus bei mit nach für über unter um durch als"),
    ("el", "ο η το οι τα τον την του της των στον στην στο στα και ή για με από σε προς κατά"),
    ("en", "a an the and or nor but of for to in on at by with from into as per via &"),
    ("es", "el la los las un una unos unas y e o u de del a al en con por para sin sobre entre"),
    ("fa", "از به در با بر برای تا و یا که بین زیر روی هر"),
    ("fr", "le la les l’ un une des du de d’ et ou à au aux en dans par pour sur sous sans avec entre"),
    ("he", "של את על עם אל מן או כי לא בין עד"),
    ("it", "il lo la i gli le un uno una e o di del della dei delle a al alla in nel con per su da tra fra"),
    ("nl", "de het een en of van voor in op aan met bij naar door over uit te"),
    ("pl", "i a o u w z ze we na do od po za dla oraz lub pod nad przez"),
    ("ps", "د په له او ته تر سره چې"),
    ("pt", "o a os as um uma e ou de do da dos das em no na nos nas por para com sem sobre entre"),
    ("ru", "и а но или в во на с со к ко о об от до из у за по для при под над без через между не"),
    ("sv", "en ett den det de och eller av för till i på med från vid om under"),
    ("tr", "ve veya ile için bir de da ki"),
    ("uk", "і й та а або в у на з із зі до від для по за при під над без через між не"),
    ("ur", "اور یا و"),
];

impl Lang {
    /// Whether a word, without its punctuation, leans on the next one. Postpositions (Urdu) lean on
    /// the word before them and are none.
    pub fn is_particle(&self, word: &str) -> bool {
        let Some((_, row)) = ROWS.iter().find(|(tag, _)| *tag == self.primary()) else {
            return false;
        };
        let small = word.to_lowercase();
        row.split(' ').any(|particle| particle == small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lean_on_small_words() {
        let leans = |tag: &str, word| Lang::parse(tag).is_some_and(|l| l.is_particle(word));
        assert!(leans("ar", "في") && leans("en", "For") && leans("en", "&"));
        assert!(leans("ru", "Для") && leans("fa", "برای"));
        assert!(!leans("ar", "المركز") && !leans("en", "Centre") && !leans("zh", "的"));
    }

    #[test]
    fn rows_ascend_and_are_of_known_languages() {
        assert!(ROWS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(ROWS.iter().all(|(tag, _)| Lang::parse(tag).is_some()));
    }
}
