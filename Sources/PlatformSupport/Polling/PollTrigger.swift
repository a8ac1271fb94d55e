/// When a descriptor is reported.
package enum PollTrigger: Sendable {
    /// Once; it must be set again before it is reported another time.
    case once
    /// At every change from "not possible" to "possible": who is told must go on until the call would block.
    case edge
    /// As long as it is possible, at every wait.
    ///
    /// Who is told and can do nothing about it has to stop watching, or no wait sleeps any more. The end of the peer is
    /// told to those who watch for reading only.
    case level
}
