/// Paths as text: taking them apart and putting them together, without looking at the disk.
package enum Paths {
    /// `name` inside of `directory`; `name` itself when it is absolute.
    package static func join(_ directory: String, _ name: String) -> String {
        if name.utf8.first == slash || directory.isEmpty { return name }
        return directory.utf8.last == slash ? directory + name : "\(directory)/\(name)"
    }

    /// The directory that `path` names an entry of: `"/a"` for `"/a/b"` and `"/a/b/"`, `"/"` for `"/a"`, `"."` for `"a"`.
    package static func parent(of path: String) -> String {
        let trimmed = trimmingSlashes(path)
        guard let cut = trimmed.lastIndex(of: slash) else { return path.utf8.first == slash ? "/" : "." }
        let parent = trimmingSlashes(trimmed[..<cut])
        return parent.isEmpty ? "/" : String(decoding: parent, as: UTF8.self)
    }

    /// The last component: `"b"` for `"/a/b"` and `"/a/b/"`; empty for `"/"`.
    package static func name(of path: String) -> String {
        let trimmed = trimmingSlashes(path)
        guard let cut = trimmed.lastIndex(of: slash) else { return String(decoding: trimmed, as: UTF8.self) }
        return String(decoding: trimmed[trimmed.index(after: cut)...], as: UTF8.self)
    }

    private static let slash = UInt8(ascii: "/")

    private static func trimmingSlashes(_ path: String) -> Substring.UTF8View {
        trimmingSlashes(path[...].utf8)
    }

    private static func trimmingSlashes(_ path: Substring.UTF8View) -> Substring.UTF8View {
        var path = path
        while path.last == slash { path.removeLast() }
        return path
    }
}
