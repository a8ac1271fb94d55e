/// What was measured of one target.
struct Figures {
    let name: String
    private(set) var values: [Measure: Double] = [:]

    init(of name: String) {
        self.name = name
    }

    subscript(measure: Measure) -> Double? {
        get { values[measure] }
        set { values[measure] = newValue }
    }
}

/// What can be measured.
enum Measure: String, CaseIterable {
    case ready = "start → first answer, ms"
    case idleProportional = "idle PSS, MB"
    case idleResident = "idle RSS, MB"
    case rateAtOne = "125 B, 1 connection, requests/s"
    case middleAtOne = "125 B, 1 connection, p50 µs"
    case tailAtOne = "125 B, 1 connection, p99 µs"
    case rateAtMany = "125 B, 32 connections, requests/s"
    case middleAtMany = "125 B, 32 connections, p50 µs"
    case tailAtMany = "125 B, 32 connections, p99 µs"
    case processorAtMany = "125 B, 32 connections, CPU µs/request"
    case largeRateAtOne = "102 kB, 1 connection, requests/s"
    case largeMiddleAtOne = "102 kB, 1 connection, p50 µs"
    case largeTailAtOne = "102 kB, 1 connection, p99 µs"
    case largeRateAtMany = "102 kB, 32 connections, requests/s"
    case largeProcessorAtMany = "102 kB, 32 connections, CPU µs/request"
    case eventsAtOne = "200-event streams, 1 at once, events/s"
    case eventsAtMany = "200-event streams, 32 at once, events/s"
    case processorPerEvent = "200-event streams, 32 at once, CPU µs/event"
    case translatedAtMany = "translated 200-event streams, 32 at once, events/s"
    case translatedProcessor = "translated 200-event streams, 32 at once, CPU µs/event"
    case translatedMiddle = "300 kB with 21 tools translated, p50 µs"
    case translatedLarge = "300 kB with 21 tools translated, CPU µs/request"
    case translatedTail = "300 kB with 21 tools translated, p99 µs"
    case eventMiddle = "paced event, p50 µs"
    case eventTail = "paced event, p99 µs"
    case bulkRate = "512 MB body, MB/s"
    case loadResident = "after the load, RSS, MB"
    case openResident = "1,000 open streams, RSS, MB"
    case openProportional = "1,000 open streams, PSS, MB"

    /// What our gateway may need; empty where nothing is laid down.
    var budget: String {
        switch self {
        case .ready: "≤ 20"
        case .idleResident: "≤ 20"
        case .middleAtOne: "≤ +100"
        case .rateAtMany: "≥ 12000"
        case .largeMiddleAtOne: "≤ 350"
        case .eventsAtMany: "≥ 150000"
        case .translatedAtMany: "≥ 60000"
        case .translatedLarge: "≤ 5000"
        case .loadResident: "≤ 35"
        case .openResident: "≤ 100"
        default: ""
        }
    }

    /// Whether what a proxy adds to the upstream's own figure says more than the quotient.
    var isAdded: Bool { rawValue.hasSuffix("µs") && !rawValue.contains("CPU") }
}
