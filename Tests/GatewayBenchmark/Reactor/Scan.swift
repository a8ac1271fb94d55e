/// Finds things in bytes.
enum Scan {
    /// The position behind the first `text` at or after `start`; nil when there is none.
    static func end(of text: StaticString, in bytes: some RandomAccessCollection<UInt8>, from start: Int) -> Int? {
        let count = text.utf8CodeUnitCount
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: count)
        var position = start
        let last = bytes.count - count
        while position <= last {
            let index = bytes.index(bytes.startIndex, offsetBy: position)
            if bytes[index] == wanted[0],
                bytes[index..<bytes.index(index, offsetBy: count)].elementsEqual(wanted)
            {
                return position + count
            }
            position += 1
        }
        return nil
    }

    /// The decimal number behind the first `name`, which is in small letters, in any case.
    static func number(after name: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let count = name.utf8CodeUnitCount
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: count)
        var start = bytes.startIndex
        while start + count <= bytes.endIndex {
            if bytes[start] | 0x20 == wanted[0],
                bytes[start..<start + count].elementsEqual(wanted, by: { $0 | 0x20 == $1 | 0x20 })
            {
                let digits = bytes[(start + count)...].drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
                return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            }
            start += 1
        }
        return nil
    }
}
