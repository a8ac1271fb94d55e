import TestSupport
import Testing

@testable import PlatformSupport

struct SpaceReservationTests {
    @Test func `room is held under no name, and given back`() throws {
        try withTemporaryDirectory { directory in
            let reservation = try SpaceReservation(100_000, for: directory.path("a.json"))
            #expect(try FileSystem.list(directory.path) == [])
            reservation.release()
        }
    }

    @Test func `where nothing can be written it says so`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("missing/a.json")
            let error = #expect(throws: SystemError.self) { _ = try SpaceReservation(1, for: path) }
            #expect(error?.description.contains(path) == true)
        }
    }
}
