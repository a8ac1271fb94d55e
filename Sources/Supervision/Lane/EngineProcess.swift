package import PlatformSupport

/// The live process of one run: the handle that can only ever mean it, and what is known about it.
///
/// Owned by its ``ProviderLane`` and only touched there.
final class EngineProcess {
    let generation: Int
    let identity: ProcessIdentity
    let handle: ProcessHandle
    let isAdopted: Bool
    /// Where it was told to listen.
    let port: UInt16
    /// The kernel's name of the listening socket that was verified to be this engine's.
    var verifiedListener: PortListener?

    init(generation: Int, identity: ProcessIdentity, handle: ProcessHandle, isAdopted: Bool, port: UInt16) {
        self.generation = generation
        self.identity = identity
        self.handle = handle
        self.isAdopted = isAdopted
        self.port = port
    }
}
