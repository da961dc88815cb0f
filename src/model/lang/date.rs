//! Dates in words, as each language writes them.
//!
//! Patterns and names of months are those of CLDR 48 (`gregorian`, long form); Thai counts years
//! from the Buddha, as CLDR's calendar of Thailand does, and Persian has the solar Hijri calendar with
//! CLDR's names of its months. `{d}`, `{m}`, `{y}` and `{b}` are day,
//! month, year and Buddhist year. A language without a row keeps the date as it is.

use super::{Digits, Lang, solar};

/// How a language writes a date.
struct DateFormat {
    tag: &'static str,
    pattern: &'static str,
    /// The twelve months, with `|` between them.
    months: &'static str,
}

const fn row(tag: &'static str, pattern: &'static str, months: &'static str) -> DateFormat {
    DateFormat { tag, pattern, months }
}

#[rustfmt::skip]
const ROWS: &[DateFormat] = &[
    row("ar", "{d} {m} {y}", "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
    row("ar-DZ", "{d} {m} {y}", "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
    row("ar-IQ", "{d} {m} {y}", "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"),
    row("ar-MA", "{d} {m} {y}", "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر"),
    row("ar-MR", "{d} {m} {y}", "يناير|فبراير|مارس|إبريل|مايو|يونيو|يوليو|أغشت|شتمبر|أكتوبر|نوفمبر|دجمبر"),
    row("bg", "{d} {m} {y}\u{202f}г.", "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември"),
    row("bn", "{d} {m}, {y}", "জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর"),
    row("ca", "{d} {m} del {y}", "de gener|de febrer|de març|d’abril|de maig|de juny|de juliol|d’agost|de setembre|d’octubre|de novembre|de desembre"),
    row("ckb", "{d}ی {m}ی {y}", "کانوونی دووەم|شوبات|ئازار|نیسان|ئایار|حوزەیران|تەمووز|ئاب|ئەیلوول|تشرینی یەکەم|تشرینی دووەم|کانونی یەکەم"),
    row("cs", "{d}. {m} {y}", "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"),
    row("da", "{d}. {m} {y}", "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"),
    row("de", "{d}. {m} {y}", "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
    row("de-AT", "{d}. {m} {y}", "Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
    row("el", "{d} {m} {y}", "Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|Δεκεμβρίου"),
    row("en", "{m} {d}, {y}", "January|February|March|April|May|June|July|August|September|October|November|December"),
    row("es", "{d} de {m} de {y}", "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"),
    row("et", "{d}. {m} {y}", "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember"),
    row("fa", "{d} {m} {y}", "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"),
    row("fa-AF", "{d} {m} {y}", "حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت"),
    row("fi", "{d}. {m} {y}", "tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta"),
    row("fr", "{d} {m} {y}", "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
    row("he", "{d} ב{m} {y}", "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר"),
    row("hi", "{d} {m} {y}", "जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर"),
    row("hr", "{d}. {m} {y}.", "siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca"),
    row("hu", "{y}. {m} {d}.", "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"),
    row("id", "{d} {m} {y}", "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"),
    row("it", "{d} {m} {y}", "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"),
    row("ja", "{y}年{m}月{d}日", "1|2|3|4|5|6|7|8|9|10|11|12"),
    row("km", "{d} {m} {y}", "មករា|កុម្ភៈ|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ"),
    row("ko", "{y}년 {m} {d}일", "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월"),
    row("ks", "{m} {d}, {y}", "جنؤری|فرؤری|مارٕچ|اپریل|مئی|جوٗن|جُلَے|اگست|ستمبر|اکتوٗبر|نومبر|دَسَمبَر"),
    row("lo", "{d} {m} {y}", "ມັງກອນ|ກຸມພາ|ມີນາ|ເມສາ|ພຶດສະພາ|ມິຖຸນາ|ກໍລະກົດ|ສິງຫາ|ກັນຍາ|ຕຸລາ|ພະຈິກ|ທັນວາ"),
    row("ms", "{d} {m} {y}", "Januari|Februari|Mac|April|Mei|Jun|Julai|Ogos|September|Oktober|November|Disember"),
    row("my", "{y} {m} {d}", "ဇန်နဝါရီ|ဖေဖော်ဝါရီ|မတ်|ဧပြီ|မေ|ဇွန်|ဇူလိုင်|ဩဂုတ်|စက်တင်ဘာ|အောက်တိုဘာ|နိုဝင်ဘာ|ဒီဇင်ဘာ"),
    row("nl", "{d} {m} {y}", "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"),
    row("no", "{d}. {m} {y}", "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"),
    row("pl", "{d} {m} {y}", "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"),
    row("ps", "{y} {m} {d}", "جنوري|فبروري|مارچ|اپریل|مۍ|جون|جولای|اګست|سېپتمبر|اکتوبر|نومبر|دسمبر"),
    row("pt", "{d} de {m} de {y}", "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"),
    row("ro", "{d} {m} {y}", "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie"),
    row("ru", "{d} {m} {y}\u{202f}г.", "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"),
    row("sd", "{y} {m} {d}", "جنوري|فيبروري|مارچ|اپريل|مئي|جون|جولاءِ|آگسٽ|سيپٽمبر|آڪٽوبر|نومبر|ڊسمبر"),
    row("sk", "{d}. {m} {y}", "januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra"),
    row("sl", "{d}. {m} {y}", "januar|februar|marec|april|maj|junij|julij|avgust|september|oktober|november|december"),
    row("so", "{m} {d}, {y}", "Janaayo|Febraayo|Maarso|Abriil|Maayo|Juun|Luulyo|Agosto|Sebtembar|Oktoobar|Noofeembar|Diseembar"),
    row("sq", "{d} {m} {y}", "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor"),
    row("sr", "{d}. {m} {y}.", "јануар|фебруар|март|април|мај|јун|јул|август|септембар|октобар|новембар|децембар"),
    row("sr-Latn", "{d}. {m} {y}.", "januar|februar|mart|april|maj|jun|jul|avgust|septembar|oktobar|novembar|decembar"),
    row("sv", "{d} {m} {y}", "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"),
    row("sw", "{d} {m} {y}", "Januari|Februari|Machi|Aprili|Mei|Juni|Julai|Agosti|Septemba|Oktoba|Novemba|Desemba"),
    row("ta", "{d} {m}, {y}", "ஜனவரி|பிப்ரவரி|மார்ச்|ஏப்ரல்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்|செப்டம்பர்|அக்டோபர்|நவம்பர்|டிசம்பர்"),
    row("th", "{d} {m} พ.ศ. {b}", "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"),
    row("tr", "{d} {m} {y}", "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"),
    row("ug", "{d}-{m}، {y}", "يانۋار|فېۋرال|مارت|ئاپرېل|ماي|ئىيۇن|ئىيۇل|ئاۋغۇست|سېنتەبىر|ئۆكتەبىر|نويابىر|دېكابىر"),
    row("uk", "{d} {m} {y}\u{202f}р.", "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"),
    row("ur", "{d} {m}، {y}", "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر"),
    row("vi", "{d} {m}, {y}", "tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12"),
    row("zh", "{y}年{m}月{d}日", "1|2|3|4|5|6|7|8|9|10|11|12"),
];

/// Regions that have the row of another one (CLDR 48).
const ALIKE: [(&str, &str); 5] = [
    ("ar-TN", "ar-DZ"),
    ("ar-JO", "ar-IQ"),
    ("ar-LB", "ar-IQ"),
    ("ar-PS", "ar-IQ"),
    ("ar-SY", "ar-IQ"),
];

/// The language that counts by the solar Hijri calendar.
const SOLAR: &str = "fa";

/// The Buddhist era began so many years before the common one.
const BUDDHIST: usize = 543;

/// A date in words; `None` where the language has no row or there is no such month.
pub(super) fn long(lang: &Lang, date: (usize, usize, usize), digits: Digits) -> Option<String> {
    let (year, month, day) = match lang.primary() {
        SOLAR if (1..=12).contains(&date.1) => solar::solar(date)?,
        _ => date,
    };
    let known = |tag: &str| {
        let tag = ALIKE.iter().find(|(from, _)| *from == tag).map_or(tag, |(_, to)| to);
        ROWS.iter().find(|row| row.tag == tag)
    };
    // A date in another language than the text would be a mistake: no chief of the script here.
    let own = |tag: &&str| same_language(tag, lang.primary());
    let row = lang.kin().filter(own).find_map(known)?;
    let name = row.months.split('|').nth(month.checked_sub(1)?)?;
    let pattern = match (lang.primary(), lang.region()) {
        // English outside North America says the day first.
        ("en", Some(region)) if !matches!(region, "US" | "CA" | "PH") => "{d} {m} {y}",
        _ => row.pattern,
    };
    let text = pattern
        .replace("{d}", &digits.format(day))
        .replace("{m}", &digits.convert(name))
        .replace("{y}", &digits.format(year))
        .replace("{b}", &digits.format(year + BUDDHIST));
    Some(text)
}

/// Whether a tag is of a language, or Norwegian, of which Bokmål and Nynorsk are forms.
fn same_language(tag: &str, primary: &str) -> bool {
    tag.split('-').next() == Some(primary) || tag == "no" && matches!(primary, "nb" | "nn")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(tag: &str) -> String {
        let lang = Lang::parse(tag).expect("a known language");
        long(&lang, (2026, 1, 23), lang.digits()).unwrap_or_default()
    }

    #[test]
    fn each_row_has_twelve_months_and_a_known_language() {
        for row in ROWS {
            assert_eq!(row.months.split('|').count(), 12, "{}", row.tag);
            assert!(Lang::parse(row.tag).is_some(), "{}", row.tag);
        }
        assert!(ROWS.windows(2).all(|pair| pair[0].tag < pair[1].tag));
    }

    #[test]
    fn dates_are_said_by_language_and_region() {
        for (tag, said) in [
            ("ar", "٢٣ يناير ٢٠٢٦"),
            ("ar-AE", "23 يناير 2026"),
            ("ar-LB", "٢٣ كانون الثاني ٢٠٢٦"),
            ("ar-TN", "23 جانفي 2026"),
            ("ar-MA", "23 يناير 2026"),
            ("fa", "۳ بهمن ۱۴۰۴"),
            ("fa-AF", "۳ دلو ۱۴۰۴"),
            ("ur", "23 جنوری، 2026"),
            ("he", "23 בינואר 2026"),
            ("en", "January 23, 2026"),
            ("en-GB", "23 January 2026"),
            ("fr", "23 janvier 2026"),
            ("es", "23 de enero de 2026"),
            ("de", "23. Januar 2026"),
            ("de-AT", "23. Jänner 2026"),
            ("ru", "23 января 2026\u{202f}г."),
            ("el", "23 Ιανουαρίου 2026"),
            ("ja", "2026年1月23日"),
            ("ko", "2026년 1월 23일"),
            ("th", "23 มกราคม พ.ศ. 2569"),
            ("bn", "২৩ জানুয়ারি, ২০২৬"),
            ("ku", ""),
            ("nb", "23. januar 2026"),
            ("arz", ""),
            ("sr-Latn", "23. januar 2026."),
            ("az-Arab", ""),
        ] {
            assert_eq!(say(tag), said, "{tag}");
        }
    }
}
