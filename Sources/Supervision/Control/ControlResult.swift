package import JSON
package import ProxyModel

/// What a start, stop or restart of one provider came to.
package struct ControlResult: Equatable, Sendable {
    /// The provider's name.
    package var provider: String
    /// Whether the provider is now as it was asked to be.
    package var isDone: Bool
    /// Whether anything had to be done for it.
    package var hasChanged: Bool
    /// Why not, when it is not.
    package var error: String?
    /// How the provider stands now.
    package var status: StatusReport.Provider

    package init(
        provider: String,
        isDone: Bool,
        hasChanged: Bool,
        error: String? = nil,
        status: StatusReport.Provider
    ) {
        self.provider = provider
        self.isDone = isDone
        self.hasChanged = hasChanged
        self.error = error
        self.status = status
    }
}

extension ControlResult {
    /// The answer to a request: `{"results":[{"provider":…,"done":…,"changed":…,"error":…,"status":{…}}]}`.
    package static func encode(_ results: [ControlResult]) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 64 + results.count * 640)
        json.beginObject()
        json.name("results")
        json.beginArray()
        for result in results { result.write(to: &json) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private func write(to json: inout JSONWriter) {
        json.beginObject()
        json.name("provider")
        json.string(provider)
        json.name("done")
        json.boolean(isDone)
        json.name("changed")
        json.boolean(hasChanged)
        json.name("error")
        if let error { json.string(error) } else { json.null() }
        json.name("status")
        status.write(to: &json)
        json.endObject()
    }

    /// Reads what ``encode(_:)`` writes.
    ///
    /// - Throws: `JSONError` when a member is missing or of another type.
    package static func decode(_ bytes: [UInt8]) throws(JSONError) -> [ControlResult] {
        var results: [ControlResult] = []
        for element in try JSONReader.read(bytes).required("results", \.elements) {
            let status = try element.required("status", \.self)
            results.append(
                ControlResult(
                    provider: try element.required("provider", \.string),
                    isDone: try element.required("done", \.boolean),
                    hasChanged: try element.required("changed", \.boolean),
                    error: try element.optional("error", \.string),
                    status: try StatusReport.Provider(json: status)
                )
            )
        }
        return results
    }
}
