internal import CivilTime

/// A day as Decree 30/2020/NĐ-CP (Annex I, II.4) writes it: `05 tháng 3 năm 2026`.
///
/// Days below 10 and the months 1 and 2 have a zero before them, other months do not.
func vietnameseLongDate(_ day: Day) -> String {
    let date = day.civilDate
    return "\(twoDigits(date.day)) tháng \(monthNumber(date.month)) năm \(date.year)"
}

/// A day in running text: `05/3/2026`, with the zeros of ``vietnameseLongDate(_:)``.
func vietnameseShortDate(_ day: Day) -> String {
    let date = day.civilDate
    return "\(twoDigits(date.day))/\(monthNumber(date.month))/\(date.year)"
}

/// A number with a zero before it when it is below 10.
func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}

private func monthNumber(_ month: Int) -> String {
    month < 3 ? twoDigits(month) : "\(month)"
}
