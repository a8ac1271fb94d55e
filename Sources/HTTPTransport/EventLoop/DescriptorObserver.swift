import PlatformSupport

/// Watches a descriptor without a task: for libraries that want to be called.
///
/// Registered in `EventLoop.observers`, and with the poller by itself, under `DescriptorWait.token(of:)`; nobody may wait
/// for the same descriptor by `readable` or `writable`.
protocol DescriptorObserver: AnyObject {
    /// What the poller has seen; on the loop's thread, outside of any task.
    func handle(_ event: PollEvent)
}
