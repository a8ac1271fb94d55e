/// The last requests, numbered, so that a reader that comes back sees what it has missed.
struct RecentRequests: Sendable {
    static let limit = 200

    private var records: [RequestRecord] = []
    /// The number of the first record that is kept.
    private var first = 0

    /// The number that the next record will have.
    var next: Int { first + records.count }

    mutating func append(_ record: RequestRecord) {
        records.append(record)
        // Not one by one: moving two hundred records for each request would be the most expensive thing about it.
        guard records.count >= Self.limit * 2 else { return }
        first += records.count - Self.limit
        records.removeFirst(records.count - Self.limit)
    }

    /// The records from a number on, the oldest first; those that are no longer kept are left out.
    func records(from number: Int) -> ArraySlice<RequestRecord> {
        // A client may name any number: none is so far away that the difference could overflow.
        let index = min(max(number, first), next) - first
        return records[max(index, records.count - Self.limit)...]
    }
}
