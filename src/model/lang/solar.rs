//! Dates of the solar Hijri calendar, which Iran and Afghanistan count by.
//!
//! Years begin at the spring equinox. The rule of 33 years gives the same leap years as the
//! astronomers from 1244 to 1472 (1865 to 2094), which is more than brochures need.

/// Day 1 of the year [`FIRST`] is 20 March 2024, so many days after 1 March of the year 0.
const BEGINS: i64 = 739_270;
const FIRST: i64 = 1403;

/// Year, month and day of a date of the common calendar.
pub(super) fn solar(
    (year, month, day): (usize, usize, usize),
) -> Option<(usize, usize, usize)> {
    let number = |n: usize| i64::try_from(n).ok();
    let mut rest = days(number(year)?, number(month)?, number(day)?) - BEGINS;
    let mut year = FIRST;
    while rest < 0 {
        year -= 1;
        rest += length(year);
    }
    while rest >= length(year) {
        rest -= length(year);
        year += 1;
    }
    let (month, day) = match rest {
        0..186 => (rest / 31, rest % 31),
        _ => (6 + (rest - 186) / 30, (rest - 186) % 30),
    };
    let plain = |n: i64| usize::try_from(n).ok();
    Some((plain(year)?, plain(month + 1)?, plain(day + 1)?))
}

fn length(year: i64) -> i64 {
    let is_leap = (year + 12).rem_euclid(33) % 4 == 1;
    if is_leap { 366 } else { 365 }
}

/// Days since 1 March of the year 0, in years that begin in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (153 * month + 2) / 5 + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beginnings of years and days of others, from the official calendar of Iran.
    #[test]
    fn dates_are_those_of_the_official_calendar() {
        for (common, wanted) in [
            ((1980, 3, 21), (1359, 1, 1)),
            ((1996, 3, 20), (1375, 1, 1)),
            ((2000, 1, 1), (1378, 10, 11)),
            ((2016, 3, 20), (1395, 1, 1)),
            ((2017, 3, 21), (1396, 1, 1)),
            ((2021, 3, 20), (1399, 12, 30)),
            ((2021, 3, 21), (1400, 1, 1)),
            ((2024, 3, 19), (1402, 12, 29)),
            ((2024, 3, 20), (1403, 1, 1)),
            ((2025, 3, 20), (1403, 12, 30)),
            ((2025, 9, 22), (1404, 6, 31)),
            ((2025, 9, 23), (1404, 7, 1)),
            ((2026, 1, 23), (1404, 11, 3)),
            ((2029, 3, 20), (1408, 1, 1)),
        ] {
            assert_eq!(solar(common), Some(wanted), "{common:?}");
        }
    }
}
