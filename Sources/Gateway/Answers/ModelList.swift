import JSON
import HTTPWire
import ProxyModel

/// The answer to `GET /v1/models`, in both shapes.
enum ModelList {
    /// Renders the list for a client.
    ///
    /// Anthropic's shape for Anthropic's clients, with all models on one page; OpenAI's for everybody else.
    static func body(_ models: [ModelDescription], forAnthropic isAnthropic: Bool) -> [UInt8] {
        isAnthropic ? anthropic(models) : openAI(models)
    }

    private static func openAI(_ models: [ModelDescription]) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        json.name("object")
        json.string("list")
        json.name("data")
        json.beginArray()
        for model in models {
            json.beginObject()
            json.name("id")
            json.string(model.id)
            json.name("object")
            json.string("model")
            json.name("created")
            json.integer(model.createdAt)
            json.name("owned_by")
            json.string(model.owner)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private static func anthropic(_ models: [ModelDescription]) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        json.name("data")
        json.beginArray()
        for model in models {
            json.beginObject()
            json.name("type")
            json.string("model")
            json.name("id")
            json.string(model.id)
            json.name("display_name")
            json.string(model.displayName ?? model.id)
            json.name("created_at")
            json.string(Timestamp(seconds: model.createdAt).description)
            json.endObject()
        }
        json.endArray()
        json.name("has_more")
        json.boolean(false)
        json.name("first_id")
        if let id = models.first?.id { json.string(id) } else { json.null() }
        json.name("last_id")
        if let id = models.last?.id { json.string(id) } else { json.null() }
        json.endObject()
        return json.bytes
    }

    /// Reads an upstream's list in either shape.
    ///
    /// - Returns: nil when it is neither, or empty.
    static func read(_ body: [UInt8]) -> [ModelDescription]? {
        guard let json = try? JSONReader.read(body), let data = json["data"]?.elements else { return nil }
        let models = data.prefix(1000).compactMap { entry -> ModelDescription? in
            guard let id = entry["id"]?.string, !id.isEmpty else { return nil }
            let created =
                entry["created_at"]?.string.flatMap { Timestamp($0)?.seconds } ?? entry["created"]?.integer() ?? 0
            return ModelDescription(id: id, displayName: entry["display_name"]?.string, createdAt: created)
        }
        return models.isEmpty ? nil : models
    }
}
