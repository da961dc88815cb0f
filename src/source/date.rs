//! Calendar dates as seconds since 1970, without a clock.

/// 1 January 1980: what outputs say where neither the caller nor the project gives a date; the
/// earliest time that a zip archive can hold.
pub const FALLBACK: i64 = 315_532_800;

/// Midnight (UTC) of a date `YYYY-MM-DD`, in seconds since 1970; `None` if there is no such day.
pub fn parse(date: &str) -> Option<i64> {
    let bytes = date.as_bytes();
    let form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !form {
        return None;
    }
    let (year, month, day) =
        (date[..4].parse().ok()?, date[5..7].parse().ok()?, date[8..].parse().ok()?);
    let good =
        year >= 1980 && (1..=12).contains(&month) && day >= 1 && day <= days(year, month);
    good.then(|| days_since_1970(year, month, day) * 86_400)
}

/// Beginnings of the names of months, in English and Arabic.
const MONTHS: [[&str; 2]; 12] = [
    ["jan", "يناير"],
    ["feb", "فبراير"],
    ["mar", "مارس"],
    ["apr", "أبريل"],
    ["may", "مايو"],
    ["jun", "يونيو"],
    ["jul", "يوليو"],
    ["aug", "أغسطس"],
    ["sep", "سبتمبر"],
    ["oct", "أكتوبر"],
    ["nov", "نوفمبر"],
    ["dec", "ديسمبر"],
];

/// The date `YYYY-MM-DD` that is meant by another way of writing one: `21/3/2026`, `21 مارس 2026`.
pub(super) fn meant(text: &str) -> Option<String> {
    let (mut numbers, mut month): (Vec<i64>, Option<i64>) = (vec![], None);
    let text: String = text.chars().map(western).collect::<String>().to_lowercase();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word.parse() {
            Ok(number) => numbers.push(number),
            Err(_) => {
                let is_it = |names: &[&str; 2]| names.iter().any(|name| word.starts_with(name));
                month = MONTHS.iter().zip(1..).find(|(names, _)| is_it(names)).map(|(_, n)| n);
            }
        }
    }
    let (year, month, day) = match (numbers.as_slice(), month) {
        ([year, day], Some(month)) if *year > 31 => (*year, month, *day),
        ([day, year], Some(month)) => (*year, month, *day),
        ([year, month, day], None) if *year > 31 => (*year, *month, *day),
        ([month, day, year], None) if *day > 12 => (*year, *month, *day),
        ([day, month, year], None) => (*year, *month, *day),
        _ => return None,
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    parse(&date).map(|_| date)
}

/// A digit of the Arabic or Persian script as one of ASCII.
fn western(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

fn days(year: i64, month: i64) -> i64 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let leaps = before / 4 - before / 100 + before / 400 - 477;
    let months: i64 = (1..month).map(|month| days(year, month)).sum();
    (year - 1970) * 365 + leaps + months + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_from_1970() {
        assert_eq!(parse("1980-01-01"), Some(FALLBACK));
        assert_eq!(parse("2024-02-29"), Some(1_709_164_800));
        assert_eq!(parse("2026-11-23"), Some(1_795_392_000));
    }

    #[test]
    fn days_that_are_not_are_refused() {
        for date in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "٢٠٢٦-٠١-٠١", ""]
        {
            assert_eq!(parse(date), None, "{date}");
        }
    }
}
