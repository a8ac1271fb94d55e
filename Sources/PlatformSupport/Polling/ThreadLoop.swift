import CPlatform

/// One pointer for each thread, by which an event loop knows whether it is running on the current one.
package enum ThreadLoop {
    /// The pointer of the current thread; nil until it is set.
    package static var current: UnsafeMutableRawPointer? {
        get { ccproxy_thread_loop() }
        set { ccproxy_set_thread_loop(newValue) }
    }
}
