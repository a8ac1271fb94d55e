import CLibCurl
import HTTPWire

/// The header fields of a request in the form in which libcurl takes them, a linked list of C strings, and a small body.
///
/// All of it lies in one piece of memory, instead of two for each field that libcurl's own function would make. Must
/// live as long as the transfer.
final class RequestFieldList {
    private let memory: UnsafeMutableRawPointer
    /// The first field.
    let first: UnsafeMutablePointer<ccproxy_curl_list>
    /// The body.
    let body: UnsafeRawBufferPointer

    /// Lays out fields and body.
    ///
    /// - Parameters:
    ///   - fields: the caller's.
    ///   - userAgent: what we call ourselves where the caller says nothing.
    ///   - hasBody: whether libcurl would add a content type of its own.
    ///   - body: what libcurl is to take from here.
    init(_ fields: HTTPFields, userAgent: String?, hasBody: Bool, body: [UInt8]) {
        var fields = fields
        if let userAgent, !fields.contains(.userAgent) { fields.append(.userAgent, userAgent) }
        // A name and nothing behind the colon removes what libcurl would add by itself.
        var removed: [StaticString] = ["Expect:"]
        if !fields.contains(.accept) { removed.append("Accept:") }
        if hasBody, !fields.contains(.contentType) { removed.append("Content-Type:") }
        let count = fields.count + removed.count
        let nodeSize = MemoryLayout<ccproxy_curl_list>.stride * count
        // Of each field of the caller's: a colon, a space and the zero at the end.
        let textSize = fields.octetCount + 3 * fields.count + removed.reduce(0) { $0 + $1.utf8CodeUnitCount + 1 }
        memory = .allocate(
            byteCount: nodeSize + textSize + body.count,
            alignment: MemoryLayout<ccproxy_curl_list>.alignment
        )
        first = memory.bindMemory(to: ccproxy_curl_list.self, capacity: count)
        var lines = Lines(next: first, text: memory + nodeSize)
        fields.forEach(except: RequestFieldList.connectionFields) { lines.append($0, $1) }
        for line in removed {
            line.withUTF8Buffer { lines.append(UnsafeBufferPointer(rebasing: $0.dropLast()), colonOnly: 0x3A) }
        }
        lines.close()
        let place = UnsafeMutableRawBufferPointer(start: memory + nodeSize + textSize, count: body.count)
        body.withUnsafeBytes { place.copyMemory(from: $0) }
        self.body = UnsafeRawBufferPointer(place)
    }

    /// Fields that say how a message is framed, or that belong to one connection: libcurl's to write.
    private static let connectionFields: HTTPFieldNameSet = [
        .connection, .contentLength, .transferEncoding, .expect, .upgrade, .trailer, "te", "keep-alive",
        "proxy-connection", "proxy-authorization",
    ]

    deinit {
        memory.deallocate()
    }
}

/// Writes lines one behind the other, and the list of them.
private struct Lines {
    /// Where the next node goes.
    var next: UnsafeMutablePointer<ccproxy_curl_list>
    /// Where the next octet goes.
    var text: UnsafeMutableRawPointer
    private var last: UnsafeMutablePointer<ccproxy_curl_list>?

    init(next: UnsafeMutablePointer<ccproxy_curl_list>, text: UnsafeMutableRawPointer) {
        self.next = next
        self.text = text
    }

    /// Appends a field.
    ///
    /// One whose value is empty is written `Name;`, because libcurl would take `Name:` as a wish to leave it out
    /// (https://curl.se/libcurl/c/CURLOPT_HTTPHEADER.html).
    mutating func append(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        guard !value.isEmpty else { return append(name, colonOnly: 0x3B) }
        beginLine()
        write(name)
        write(0x3A)
        write(0x20)
        write(value)
        write(0)
    }

    /// Appends a name and one octet behind it.
    mutating func append(_ name: UnsafeBufferPointer<UInt8>, colonOnly mark: UInt8) {
        beginLine()
        write(name)
        write(mark)
        write(0)
    }

    /// Ends the list.
    func close() {
        last?.pointee.next = nil
    }

    private mutating func beginLine() {
        // The text's memory is nobody else's: characters to libcurl, octets to us.
        next.initialize(to: ccproxy_curl_list(text: text.assumingMemoryBound(to: CChar.self), next: next + 1))
        last = next
        next += 1
    }

    private mutating func write(_ octets: UnsafeBufferPointer<UInt8>) {
        UnsafeMutableRawBufferPointer(start: text, count: octets.count).copyMemory(from: UnsafeRawBufferPointer(octets))
        text += octets.count
    }

    private mutating func write(_ octet: UInt8) {
        text.storeBytes(of: octet, as: UInt8.self)
        text += 1
    }
}
