import HTTPWire

/// A form with files in it, `multipart/form-data` (RFC 7578).
enum MultipartForm {
    /// One file of a form.
    struct File: Equatable {
        let name: String
        let body: [UInt8]
    }

    /// The files of a form.
    ///
    /// - Parameters:
    ///   - contentType: the request's, with the boundary.
    ///   - body: the request's.
    /// - Returns: nil when it is no such form, or broken.
    static func files(contentType: String, _ body: [UInt8]) -> [File]? {
        guard contentType.lowercased().hasPrefix("multipart/form-data"), let boundary = boundary(of: contentType) else {
            return nil
        }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter has no line end before it unless there is a preamble.
        var rest = (Array("\r\n".utf8) + body)[...]
        guard let first = rest.firstRange(of: delimiter) else { return nil }
        rest = rest[first.upperBound...]
        var files: [File] = []
        while rest.starts(with: "\r\n".utf8) {
            guard let end = rest.firstRange(of: delimiter) else { return nil }
            let part = rest[rest.startIndex..<end.lowerBound].dropFirst(2)
            if let file = file(of: part) { files.append(file) }
            rest = rest[end.upperBound...]
        }
        return rest.starts(with: "--".utf8) ? files : nil
    }

    private static func boundary(of contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, trimmed(parts[0]).lowercased() == "boundary" else { continue }
            let value = trimmed(parts[1]).trimmingQuotes
            return (1...70).contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    private static func file(of part: ArraySlice<UInt8>) -> File? {
        guard let end = part.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: part[..<end.lowerBound], as: UTF8.self)
        for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            for parameter in line.split(separator: ";") {
                let parts = parameter.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, trimmed(parts[0]) == "filename" else { continue }
                return File(name: trimmed(parts[1]).trimmingQuotes, body: Array(part[end.upperBound...]))
            }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension String {
    /// Without the quotes around it.
    fileprivate var trimmingQuotes: String {
        hasPrefix("\"") && hasSuffix("\"") && count >= 2 ? String(dropFirst().dropLast()) : self
    }
}
