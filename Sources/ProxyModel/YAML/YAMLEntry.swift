/// One `key: value` of a mapping.
package struct YAMLEntry: Sendable {
    /// The key's text: `1`, `"1"` and `'1'` are one key.
    package let key: String
    package let keyMark: YAMLMark
    /// The key's bytes, quotes included.
    package let keyRange: Range<Int>
    /// Where its colon ends; `nil` in braces for a lone key, which stands for a null value.
    package let colonEnd: Int?
    package let value: YAMLNode

    init(_ key: YAMLReader.Key, value: YAMLNode) {
        self.key = key.text
        keyMark = key.mark
        keyRange = key.range
        colonEnd = key.colonEnd
        self.value = value
    }

    /// The bytes of the whole entry.
    package var range: Range<Int> {
        keyRange.lowerBound..<max(keyRange.upperBound, colonEnd ?? 0, value.range.upperBound)
    }
}
