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
