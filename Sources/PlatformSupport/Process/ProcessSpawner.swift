import CPlatform

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Starts processes.
package enum ProcessSpawner {
    /// Starts a process: a child of this one, with the default action for every signal, none blocked, and no descriptor
    /// but those of the request.
    ///
    /// - Returns: Its PID, which stays its own until `ProcessHandle.reap` has been called for it.
    /// - Throws: `SystemError` also for what fails in the child until the program runs: the directory cannot be entered,
    ///   the program is missing, not executable or no program.
    package static func spawn(_ request: SpawnRequest) throws(SystemError) -> Int32 {
        let operation = "start \(request.executable)"
        let arguments = try CStringArray(request.arguments, operation)
        let environment = try CStringArray(environment: request.environment, operation)
        let descriptors = try ChildDescriptors(request)
        var pid: CInt = 0
        let code = start(request, arguments, environment, descriptors, &pid)
        guard code == 0 else { throw failure(code, of: request) }
        return pid
    }

    /// Returns an error number; what is borrowed lives until the child has been started or has failed.
    private static func start(
        _ request: SpawnRequest,
        _ arguments: borrowing CStringArray,
        _ environment: borrowing CStringArray,
        _ descriptors: borrowing ChildDescriptors,
        _ pid: inout CInt
    ) -> CInt {
        request.executable.withCString { executable in
            request.workingDirectory.withCString { directory in
                var description = ccproxy_spawn_request(
                    executable: executable,
                    arguments: UnsafePointer(arguments.pointers),
                    environment: UnsafePointer(environment.pointers),
                    working_directory: directory,
                    standard_input: descriptors.input.raw,
                    standard_output: descriptors.output.raw,
                    standard_error: descriptors.errors.raw,
                    kept_descriptor: descriptors.kept.raw,
                    new_session: request.newSession
                )
                return ccproxy_spawn(&description, &pid)
            }
        }
    }

    /// Tells a directory that cannot be entered from a program that cannot be started: the kernel's answer is the same.
    private static func failure(_ code: CInt, of request: SpawnRequest) -> SystemError {
        let directory = request.workingDirectory
        let isDirectory = (try? FileSystem.info(directory))??.kind == .directory
        guard isDirectory && FileSystem.isExecutable(directory) else {
            return SystemError("enter \(directory) to start \(request.executable)", code: code)
        }
        return SystemError("start \(request.executable)", code: code)
    }
}

/// Copies of the descriptors that a child is to get, with numbers that none of them will have there.
///
/// The child's own are put in place one after the other, and would overwrite a source below 4 on the way. A copy also
/// works when the caller's own 0 to 2 are closed. -1 stands for one that is not asked for.
private struct ChildDescriptors: ~Copyable {
    let input: OwnedDescriptor
    let output: OwnedDescriptor
    let errors: OwnedDescriptor
    let kept: OwnedDescriptor

    init(_ request: SpawnRequest) throws(SystemError) {
        let input = try Self.copy(request.standardInput)
        let output = try Self.copy(request.standardOutput)
        let errors = try Self.copy(request.standardError ?? request.standardOutput)
        let kept = try Self.copy(request.keepDescriptor)
        self.input = input
        self.output = output
        self.errors = errors
        self.kept = kept
    }

    private static func copy(_ descriptor: CInt?) throws(SystemError) -> OwnedDescriptor {
        guard let descriptor else { return OwnedDescriptor(owning: -1) }
        return try Descriptor.duplicate(descriptor, atLeast: 4)
    }
}
