extension UnsafeRawBufferPointer {
    /// Whether these bytes are that text.
    func isText(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        let expected = text.utf8Start
        // From the end: names of events differ there.
        var index = count
        while index > 0 {
            index &-= 1
            if self[index] != expected[index] { return false }
        }
        return true
    }
}
