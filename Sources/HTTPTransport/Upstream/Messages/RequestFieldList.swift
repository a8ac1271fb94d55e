import CLibCurl
import HTTPWire

/// The header fields of a request in the form in which libcurl takes them: a linked list of C strings.
///
/// All of it lies in one piece of memory, instead of two for each field that libcurl's own function would make. Must
/// live as long as the transfer.
final class RequestFieldList {
    private let memory: UnsafeMutableRawPointer
    /// The first field; nil when there is none.
    let first: UnsafeMutablePointer<ccproxy_curl_list>?

    /// Fields that say how a message is framed, or that belong to one connection: libcurl's to write.
    private static let ours: [HTTPFieldName] = [
        .connection, .contentLength, .transferEncoding, .expect, .upgrade, .trailer, "te", "keep-alive",
        "proxy-connection", "proxy-authorization",
    ]

    /// Lays out the fields.
    ///
    /// - Parameters:
    ///   - fields: the caller's.
    ///   - userAgent: what we call ourselves where the caller says nothing.
    ///   - hasBody: whether libcurl would add a content type of its own.
    init(_ fields: HTTPFields, userAgent: String?, hasBody: Bool) {
        var fields = fields
        for name in Self.ours {
            fields.remove(name)
        }
        if let userAgent, !fields.contains(.userAgent) { fields.append(.userAgent, userAgent) }
        var text: [UInt8] = []
        text.reserveCapacity(1024)
        HTTPRequestHead(method: .get, target: "/", fields: fields).serialize(into: &text)
        // Without the request line and the empty line at the end.
        let start = text.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
        text.removeLast(2)
        // A name and nothing behind the colon removes what libcurl would add by itself.
        for name in Self.unwanted(besides: fields, hasBody: hasBody) {
            name.withUTF8Buffer { text.append(contentsOf: $0) }
        }
        (memory, first) = Self.layOut(text[start...])
    }

    deinit {
        memory.deallocate()
    }

    private static func unwanted(besides fields: HTTPFields, hasBody: Bool) -> [StaticString] {
        var names: [StaticString] = ["Expect:\r\n"]
        if !fields.contains(.accept) { names.append("Accept:\r\n") }
        if hasBody, !fields.contains(.contentType) { names.append("Content-Type:\r\n") }
        return names
    }

    /// Makes a list of the lines in `text`, each of which ends with CR LF.
    private static func layOut(
        _ text: ArraySlice<UInt8>
    ) -> (UnsafeMutableRawPointer, UnsafeMutablePointer<ccproxy_curl_list>?) {
        let count = text.count { $0 == 0x0A }
        let nodeSize = MemoryLayout<ccproxy_curl_list>.stride * count
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: nodeSize + text.count + 1,
            alignment: MemoryLayout<ccproxy_curl_list>.alignment
        )
        guard count > 0 else { return (memory, nil) }
        let nodes = memory.bindMemory(to: ccproxy_curl_list.self, capacity: count)
        let characters = (memory + nodeSize).bindMemory(to: CChar.self, capacity: text.count)
        var node = 0
        var lineStart = 0
        for (index, byte) in text.enumerated() {
            characters[index] = CChar(bitPattern: byte)
            guard byte == 0x0A else { continue }
            terminate(characters, lineStart, index - 1)
            let next = node + 1 < count ? nodes + node + 1 : nil
            (nodes + node).initialize(to: ccproxy_curl_list(text: characters + lineStart, next: next))
            node += 1
            lineStart = index + 1
        }
        return (memory, nodes)
    }

    /// Ends the C string of a line at its carriage return.
    ///
    /// A field whose value is empty is written `Name;`, because libcurl would take `Name:` as a wish to leave it out
    /// (https://curl.se/libcurl/c/CURLOPT_HTTPHEADER.html). Ours end with the colon, the caller's with colon and space.
    private static func terminate(_ characters: UnsafeMutablePointer<CChar>, _ start: Int, _ end: Int) {
        characters[end] = 0
        guard end - start >= 2, characters[end - 1] == 0x20, characters[end - 2] == 0x3A else { return }
        characters[end - 2] = 0x3B
        characters[end - 1] = 0
    }
}
