extension YAMLEditor {
    /// Notes the edit that adds an entry to a mapping: last, or first where the last one cannot be followed.
    mutating func insert(_ key: String, _ value: YAMLTree, into mapping: YAMLNode, _ entries: [YAMLEntry]) {
        guard !mapping.isFlow, let first = entries.first, let last = entries.last else {
            let text = "\(YAMLRenderer.scalar(key)): \(YAMLRenderer.flow(value))"
            if let last = entries.last {
                // A comma right behind a colon would be read as a part of the key by some.
                let comma = last.colonEnd == last.range.upperBound ? " , " : ", "
                return insert(comma + text, at: last.range.upperBound)
            }
            return insert(text, at: mapping.range.lowerBound + 1)
        }
        let start = first.keyRange.lowerBound
        let indentation = String(repeating: " ", count: start - lineStart(of: start))
        let lines = YAMLRenderer.block(key, value)
        if last.range.upperBound == bytes.count, endsInBlockScalar(last.value) {
            // A line break at its end would become part of the text.
            let text = lines.map { $0 + lineBreak + indentation }.joined()
            return insert(text, at: start)
        }
        insert(lines.map { lineBreak + indentation + $0 }.joined(), at: endOfLine(from: last.range.upperBound))
    }

    /// Notes the edit that gives an entry without a value a mapping of one entry for it.
    mutating func insertBelow(_ entry: YAMLEntry, _ value: YAMLTree) {
        guard case .map(let members) = value else { return }
        let column = entry.keyRange.lowerBound - lineStart(of: entry.keyRange.lowerBound)
        let indentation = String(repeating: " ", count: column + 2)
        for (key, value) in members {
            let lines = YAMLRenderer.block(key, value)
            insert(lines.map { lineBreak + indentation + $0 }.joined(), at: endOfLine(from: entry.range.upperBound))
        }
    }

    /// Notes the edit that gives a text of comments and white space its first entry.
    mutating func appendToEmptyDocument(_ key: String, _ value: YAMLTree) {
        let place = root.range.lowerBound
        let lines = YAMLRenderer.block(key, value)
        if place > lineStart(of: place) {
            // Behind `---`, or behind a last line that is not ended.
            let end = endOfLine(from: place)
            insert(lines.map { lineBreak + $0 }.joined() + (end == bytes.count ? lineBreak : ""), at: end)
        } else {
            insert(lines.map { $0 + lineBreak }.joined(), at: place)
        }
    }

    private func endsInBlockScalar(_ node: YAMLNode) -> Bool {
        switch node.content {
        case .scalar(let scalar): scalar.style == .literal || scalar.style == .folded
        case .sequence(let items): items.last.map(endsInBlockScalar) ?? false
        case .mapping(let entries): entries.last.map { endsInBlockScalar($0.value) } ?? false
        }
    }
}
