import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct ProgramImageTests {
    private let linux = Machine(system: .linux, processor: .amd64)

    @Test func `the running program is one for the machine that it runs on`() throws {
        let path = try CurrentProcess.executablePath
        let beginning = try FileSystem.readBeginning(of: path, count: ProgramImage.headerSize)
        guard case .program(let machines, let loader) = ProgramImage(beginning: beginning) else {
            Issue.record("\(path) is no program")
            return
        }
        #expect(machines.contains { Machine.current.runs($0) })
        #expect(loader.map { FileSystem.exists($0) } ?? true)
    }

    @Test(arguments: [
        (UInt16(62), Machine.Processor.amd64), (183, .arm64), (3, .other("x86 with 32 bits")), (243, .other("RISC-V")),
        (0xFFFF, .other("an unknown processor (ELF machine 65535)")),
    ])
    func `the processor of an ELF file is told`(code: UInt16, processor: Machine.Processor) {
        let expected = ProgramImage.program(machines: [Machine(system: .linux, processor: processor)], loader: nil)
        #expect(ProgramImage(beginning: ImageSamples.elf(machine: code)) == expected)
        #expect(ProgramImage(beginning: ImageSamples.elf(machine: code, type: 2)) == expected)
    }

    @Test func `numbers are read in the byte order that the file states`() {
        let image = ProgramImage(beginning: ImageSamples.elf(machine: 22, isBigEndian: true))
        let machine = Machine(system: .linux, processor: .other("z/Architecture"))
        #expect(image == .program(machines: [machine], loader: nil))
    }

    @Test func `a 32-bit file is not taken for a 64-bit one`() {
        let image = ProgramImage(beginning: ImageSamples.elf(is64Bit: false))
        #expect(image != .program(machines: [linux], loader: nil))
    }

    @Test(arguments: [(UInt8(3), Machine.System.linux), (9, .other("FreeBSD")), (12, .other("OpenBSD"))])
    func `the system of an ELF file is told`(abi: UInt8, system: Machine.System) {
        let expected = ProgramImage.program(machines: [Machine(system: system, processor: .amd64)], loader: nil)
        #expect(ProgramImage(beginning: ImageSamples.elf(abi: abi)) == expected)
    }

    @Test(arguments: [(UInt16(1), ProgramLookalike.objectFile), (4, .coreDump)])
    func `ELF files that are no programs are told apart`(type: UInt16, lookalike: ProgramLookalike) {
        #expect(ProgramImage(beginning: ImageSamples.elf(type: type)) == .other(lookalike))
    }

    @Test func `the loader that an ELF program asks for is found`() {
        let image = ProgramImage(beginning: ImageSamples.elf(loader: "/lib64/ld-linux-x86-64.so.2"))
        #expect(image == .program(machines: [linux], loader: "/lib64/ld-linux-x86-64.so.2"))
    }

    @Test(arguments: [(UInt32(0x0100_0007), Machine.Processor.amd64), (0x0100_000C, .arm64)], [true, false])
    func `the processor of a Mach-O file is told`(code: (UInt32, Machine.Processor), isBigEndian: Bool) {
        let expected = ProgramImage.program(machines: [Machine(system: .darwin, processor: code.1)], loader: nil)
        #expect(ProgramImage(beginning: ImageSamples.machO(processor: code.0, isBigEndian: isBigEndian)) == expected)
    }

    @Test func `a Mach-O library is no program`() {
        let image = ProgramImage(beginning: ImageSamples.machO(processor: 0x0100_0007, type: 6))
        #expect(image == .other(.objectFile))
    }

    @Test(arguments: [UInt32(0xCAFE_BABE), 0xCAFE_BABF])
    func `all processors of a universal file are told`(magic: UInt32) {
        let image = ProgramImage(
            beginning: ImageSamples.universal(processors: [0x0100_0007, 0x0100_000C], magic: magic)
        )
        let machines = [Machine.Processor.amd64, .arm64].map { Machine(system: .darwin, processor: $0) }
        #expect(image == .program(machines: machines, loader: nil))
    }

    @Test func `a Java class is no universal file`() {
        #expect(ProgramImage(beginning: [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, 0, 0]) == .other(.unknown))
    }

    @Test(arguments: [(UInt16(0x8664), Machine.Processor.amd64), (0xAA64, .arm64), (1, .other("another processor"))])
    func `a program for Windows is told`(code: UInt16, processor: Machine.Processor) {
        let machine = Machine(system: .other("Windows"), processor: processor)
        let image = ProgramImage(beginning: ImageSamples.windows(processor: code))
        #expect(image == .program(machines: [machine], loader: nil))
    }

    @Test(arguments: [
        ("#!/bin/sh\nexit 0\n", "/bin/sh"), ("#!/bin/sh", "/bin/sh"), ("#! \t/usr/bin/env node\n", "/usr/bin/env"),
        ("#!/bin/sh -e\n", "/bin/sh"), ("#!/bin/sh\r\nexit 0\r\n", "/bin/sh\r"),
    ])
    func `the interpreter of a script is found`(text: String, interpreter: String) {
        #expect(ProgramImage(beginning: Array(text.utf8)) == .script(interpreter: interpreter))
    }

    @Test(arguments: [
        ("", ProgramLookalike.empty), ("#!\n/bin/sh", .text), ("Not Found", .text),
        ("{\"message\":\"Not Found\"}", .text),
        ("<!DOCTYPE html><html>", .webPage), ("\u{FEFF}\n\t <!doctype HTML>", .webPage), ("<HTML lang=en>", .webPage),
        ("PK\u{3}\u{4}rest", .zip), ("\u{0}\u{1}\u{2}", .unknown),
    ])
    func `what is no program is told for what it is`(text: String, lookalike: ProgramLookalike) {
        #expect(ProgramImage(beginning: Array(text.utf8)) == .other(lookalike))
    }

    @Test func `a compressed archive is told`() {
        #expect(ProgramImage(beginning: [0x1F, 0x8B, 8, 0, 0]) == .other(.gzip))
    }

    @Test func `no header that is cut off, at whatever byte, is a trap or passes for a program`() {
        let samples = [
            ImageSamples.elf(), ImageSamples.machO(processor: 7), ImageSamples.universal(processors: [7, 12]),
        ]
        for sample in samples {
            for length in 0..<16 {
                let image = ProgramImage(beginning: Array(sample.prefix(length)))
                guard case .other = image else {
                    Issue.record("\(length) bytes of \(sample) are \(image)")
                    continue
                }
            }
        }
    }

    @Test(arguments: RandomSeeds.fresh(20))
    func `whatever bytes come, the answer is one, never a trap`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let samples = [
            ImageSamples.elf(loader: "/lib/ld.so"), ImageSamples.machO(processor: 7),
            ImageSamples.windows(processor: 1),
            ImageSamples.universal(processors: [7, 12, 18]), Array("#! /bin/sh\n".utf8),
        ]
        for _ in 0..<500 {
            var bytes = samples.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...24, using: &random) {
                guard let index = bytes.indices.dropFirst(4).randomElement(using: &random) else { continue }
                bytes[index] = Bool.random(using: &random) ? 0xFF : UInt8.random(in: .min ... .max, using: &random)
            }
            _ = ProgramImage(beginning: Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))
        }
    }
}
