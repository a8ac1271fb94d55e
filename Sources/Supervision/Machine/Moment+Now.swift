import ProxyModel

extension Moment {
    /// Both clocks, now.
    package static func now() -> Moment {
        let time = Timestamp.now
        return Moment(monotonic: .now, wall: Double(time.seconds) + Double(time.nanoseconds) / 1e9)
    }
}

extension Timestamp {
    /// A reading of the wall clock as ``Moment`` keeps it.
    init(wall seconds: Double) {
        let whole = seconds.rounded(.down)
        self.init(seconds: Int64(whole), nanoseconds: Int32((seconds - whole) * 1e9))
    }
}
