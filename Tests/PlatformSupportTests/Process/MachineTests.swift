import PlatformSupport
import Testing

struct MachineTests {
    @Test func `a machine runs what was made for it`() {
        #expect(Machine.current.runs(.current))
    }

    @Test func `neither another system nor another processor will do`() {
        let machine = Machine(system: .linux, processor: .amd64)
        #expect(!machine.runs(Machine(system: .darwin, processor: .amd64)))
        #expect(!machine.runs(Machine(system: .linux, processor: .arm64)))
        #expect(!Machine(system: .darwin, processor: .amd64).runs(Machine(system: .darwin, processor: .arm64)))
    }

    @Test func `a machine says what it is`() {
        #expect(Machine(system: .darwin, processor: .arm64).description == "macOS on ARM64")
    }
}
