import PlatformSupport

/// The live process of one run.
///
/// Owned by its ``ProviderLane`` and only touched there.
struct EngineProcess {
    /// The handle that can only ever mean this process.
    let handle: ProcessHandle
    /// The machine's name for the run.
    let generation: Int
    /// When it was started, as the kernel counts; nil if it has ended at once.
    let startTime: UInt64?
    /// Not our child: its exit status is lost, its group is ended through what its members hold.
    let isAdopted: Bool
    /// Where it was told to listen, whatever the settings say by now.
    let port: UInt16
    /// When it was started; for an adopted one reckoned from its record.
    let began: ContinuousClock.Instant
    /// Where in the log its output begins; 0 for an adopted one.
    let logStart: Int64
    /// Looks at it.
    let probe: EngineProbe
}
