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

    /// Lays out the fields.
    ///
    /// - Parameters:
    ///   - fields: the caller's.
    ///   - userAgent: what we call ourselves where the caller says nothing.
    ///   - hasBody: whether libcurl would add a content type of its own.
    init(_ fields: HTTPFields, userAgent: String?, hasBody: Bool) {
        var fields = fields
        fields.remove(RequestFieldList.connectionFields)
        var text: [UInt8] = []
        text.reserveCapacity(1024)
        HTTPRequestHead(method: .get, target: "/", fields: fields).serialize(into: &text)
        // Without the request line and the empty line at the end.
        let start = text.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
        text.removeLast(2)
        if let userAgent, !fields.contains(.userAgent) { text.append(uncheckedField: "user-agent", userAgent) }
        // A name and nothing behind the colon removes what libcurl would add by itself.
        text.append(contentsOf: "Expect:\r\n".utf8)
        if !fields.contains(.accept) { text.append(contentsOf: "Accept:\r\n".utf8) }
        if hasBody, !fields.contains(.contentType) { text.append(contentsOf: "Content-Type:\r\n".utf8) }
        // The caller's fields and up to four of ours.
        let capacity = fields.count + 4
        (memory, first) = text.withUnsafeBytes {
            RequestFieldList.layOut(UnsafeRawBufferPointer(rebasing: $0[start...]), capacity: capacity)
        }
    }

    /// Fields that say how a message is framed, or that belong to one connection: libcurl's to write.
    private static let connectionFields: HTTPFieldNameSet = [
        .connection, .contentLength, .transferEncoding, .expect, .upgrade, .trailer, "te", "keep-alive",
        "proxy-connection", "proxy-authorization",
    ]

    deinit {
        memory.deallocate()
    }

    /// Makes a list of the lines in `text`, each of which ends with CR LF; there are no more of them than `capacity`.
    private static func layOut(
        _ text: UnsafeRawBufferPointer,
        capacity: Int
    ) -> (UnsafeMutableRawPointer, UnsafeMutablePointer<ccproxy_curl_list>?) {
        let nodeSize = MemoryLayout<ccproxy_curl_list>.stride * capacity
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: nodeSize + text.count,
            alignment: MemoryLayout<ccproxy_curl_list>.alignment
        )
        let nodes = memory.bindMemory(to: ccproxy_curl_list.self, capacity: capacity)
        var characters = (memory + nodeSize).bindMemory(to: CChar.self, capacity: text.count)
        var count = 0
        var start = 0
        for end in text.indices where text[end] == 0x0D {
            let line = UnsafeRawBufferPointer(rebasing: text[start..<end])
            start = end + 2
            UnsafeMutableRawBufferPointer(start: characters, count: line.count).copyMemory(from: line)
            terminate(characters, line.count)
            (nodes + count).initialize(to: ccproxy_curl_list(text: characters, next: nil))
            if count > 0 { nodes[count - 1].next = nodes + count }
            count += 1
            characters += line.count + 1
        }
        return (memory, count > 0 ? nodes : nil)
    }

    /// Ends the C string of a line.
    ///
    /// A field whose value is empty is written `Name;`, because libcurl would take `Name:` as a wish to leave it out
    /// (https://curl.se/libcurl/c/CURLOPT_HTTPHEADER.html). Ours end with the colon, the caller's with colon and space.
    private static func terminate(_ characters: UnsafeMutablePointer<CChar>, _ end: Int) {
        characters[end] = 0
        guard end >= 2, characters[end - 1] == 0x20, characters[end - 2] == 0x3A else { return }
        characters[end - 2] = 0x3B
        characters[end - 1] = 0
    }
}
