/// The open sockets of an event loop, found by the token that the poller reports.
///
/// A token holds a slot and how often the slot has been used before, so that an event for a socket that has been closed
/// meanwhile cannot reach the one that took its place.
struct SocketTable {
    private struct Slot {
        var generation: UInt32 = 0
        var socket: AsyncSocket?
    }

    private var slots: [Slot] = []
    private var free: [Int] = []

    /// How many sockets are open.
    var count: Int { slots.count - free.count }

    subscript(token: UInt64) -> AsyncSocket? {
        let index = Int(token & 0xFFFF_FFFF)
        guard index < slots.count, slots[index].generation == UInt32(token >> 32) else { return nil }
        return slots[index].socket
    }

    /// Gives a socket a place and a token; the highest bit of a token is never set.
    mutating func add(_ socket: AsyncSocket) -> UInt64 {
        let index = free.popLast() ?? slots.count
        if index == slots.count { slots.append(Slot()) }
        slots[index].socket = socket
        return UInt64(slots[index].generation) << 32 | UInt64(index)
    }

    mutating func remove(_ token: UInt64) {
        let index = Int(token & 0xFFFF_FFFF)
        guard self[token] != nil else { return }
        slots[index].socket = nil
        slots[index].generation = (slots[index].generation + 1) & 0x7FFF_FFFF
        free.append(index)
    }
}
