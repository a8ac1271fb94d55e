/// When a descriptor is reported.
package enum PollTrigger: Sendable {
    /// Once; it must be set again before it is reported another time.
    case once
    /// At every change from "not possible" to "possible": who is told must go on until the call would block.
    case edge
}
