/// Where the ordered parts of an Anthropic message go: into a stream, or into one message.
protocol MessageSink {
    /// The message begins; comes first and once.
    mutating func begin(id: String)
    /// A block begins. No other is open, and the numbers rise by one from 0.
    mutating func open(_ block: MessageBlock, at index: Int)
    /// More of the block that is open.
    mutating func append(_ delta: MessageDelta, at index: Int)
    /// The block that is open ends; not whole is a tool's call whose arguments were broken off.
    mutating func close(at index: Int, isWhole: Bool)
    /// The message ends; nothing follows.
    mutating func finish(_ ending: MessageEnding)
    /// The message is broken off; nothing follows.
    mutating func fail(_ failure: UpstreamFailure)
}
