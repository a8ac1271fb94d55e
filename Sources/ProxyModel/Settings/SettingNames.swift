/// The names of settings, and what is said about wrong ones.
enum SettingNames {
    /// What is wrong with a name that is no setting, with the one that was probably meant.
    static func unknown(_ path: [String]) -> String {
        let name = path.joined(separator: ".")
        guard let nearest = nearest(to: path) else {
            return "\(name) is not a setting. See `ccproxy config show` for those there are"
        }
        return "\(name) is not a setting. Did you mean \(nearest)?"
    }

    /// The setting that a wrong name was probably meant for, with the names that the user chose kept.
    static func nearest(to path: [String]) -> String? {
        // The part that fits no key, and what could have stood in its place.
        guard
            let wrong = path.indices.first(where: { index in
                let begin = Array(path[...index])
                return !SettingKey.table.contains {
                    $0.pattern.matches(begin) || $0.pattern.matches(begin, prefix: true)
                }
            })
        else { return incomplete(path) }
        let siblings = SettingKey.table.filter { $0.pattern.matches(Array(path[..<wrong]), prefix: true) }
            .map { $0.pattern.segments[wrong].description }
        if let word = NearestWord.find(path[wrong], in: Set(siblings)) {
            let whole = path[..<wrong] + [word] + path[(wrong + 1)...]
            return whole.joined(separator: ".")
        }
        // The right word in the wrong place: `port-offset` at the top.
        let last = path[path.count - 1]
        let misplaced = SettingKey.table.map(\.pattern).first { pattern in
            pattern.segments.last?.description == last
                || pattern.description.replacingDots == path.joined(separator: "-")
        }
        return misplaced?.description
    }

    /// A name that is only the beginning of settings: the first of those.
    private static func incomplete(_ path: [String]) -> String? {
        SettingKey.table.first { $0.pattern.matches(path, prefix: true) }.map { key in
            (path + key.pattern.segments[path.count...].map(\.description)).joined(separator: ".")
        }
    }
}

extension String {
    fileprivate var replacingDots: String {
        String(map { $0 == "." ? "-" : $0 })
    }
}
