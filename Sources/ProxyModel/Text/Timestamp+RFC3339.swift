extension Timestamp: CustomStringConvertible, LosslessStringConvertible {
    /// Reads RFC 3339 §5.6 and what the providers' own tools write beside it.
    ///
    /// Accepted: `T`, `t` or a space between date and time; a fraction of any length (cut to nanoseconds); `Z`, an
    /// offset with or without its colon, or no zone at all, which means UTC. A leap second is the second after it.
    package init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(digits: 4), scanner.take("-"), let month = scanner.number(digits: 2),
            scanner.take("-"), let day = scanner.number(digits: 2), scanner.take("T", "t", " "),
            let hour = scanner.number(digits: 2), scanner.take(":"), let minute = scanner.number(digits: 2),
            scanner.take(":"), let second = scanner.number(digits: 2)
        else { return nil }
        guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        guard let fraction = Self.fraction(&scanner), let offset = Self.offset(&scanner), scanner.isAtEnd else {
            return nil
        }
        let clock = hour * 3600 + minute * 60 + second - offset
        self.init(
            seconds: Int64(Self.dayNumber(year: year, month: month, day: day)) * 86_400 + Int64(clock),
            nanoseconds: fraction
        )
    }

    /// RFC 3339 in UTC with `Z`; with three digits of a second only when there are any.
    ///
    /// Years outside 0...9999 are beyond the format and come out as its first or last second.
    package var description: String {
        let first: Int64 = -62_167_219_200
        let last: Int64 = 253_402_300_799
        let clamped = min(max(seconds, first), last)
        let day = clamped.quotientRoundingDown(by: 86_400)
        let clock = Int(clamped - day * 86_400)
        let date = Self.date(dayNumber: Int(day))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        Self.append(date.year, digits: 4, to: &bytes)
        for (separator, value) in [
            ("-", date.month), ("-", date.day), ("T", clock / 3600), (":", clock / 60 % 60), (":", clock % 60),
        ] {
            bytes += Array(separator.utf8)
            Self.append(value, digits: 2, to: &bytes)
        }
        let milliseconds = Int(nanoseconds) / 1_000_000
        if milliseconds > 0 {
            bytes.append(UInt8(ascii: "."))
            Self.append(milliseconds, digits: 3, to: &bytes)
        }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// The fraction in nanoseconds: 0 when there is none, `nil` when there is a point without digits.
    private static func fraction(_ scanner: inout DigitScanner) -> Int32? {
        guard scanner.take(".", ",") else { return 0 }
        var result: Int32 = 0
        var count = 0
        while let digit = scanner.digit() {
            if count < 9 { result = result * 10 + Int32(digit) }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { result *= 10 }
        return result
    }

    /// Seconds east of Greenwich, `nil` when there is something else.
    private static func offset(_ scanner: inout DigitScanner) -> Int? {
        if scanner.isAtEnd || scanner.take("Z", "z") { return 0 }
        let isWest = scanner.take("-")
        guard isWest || scanner.take("+"), let hours = scanner.number(digits: 2), hours < 24 else { return nil }
        _ = scanner.take(":")
        guard let minutes = scanner.number(digits: 2), minutes < 60 else { return nil }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 of a date in the proleptic Gregorian calendar.
    ///
    /// Years are counted from March, so that the leap day is the last of a year; an era is 400 years, 146,097 days.
    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year.quotientRoundingDown(by: 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted.quotientRoundingDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension FixedWidthInteger {
    /// Division that rounds towards negative infinity, for days and eras before 1970.
    fileprivate func quotientRoundingDown(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
