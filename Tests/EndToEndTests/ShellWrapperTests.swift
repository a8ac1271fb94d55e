import PlatformSupport
import TestSupport
import Testing

/// Sources the shell functions in the shells that the machine has, with a program in ccproxy's place that notes its
/// arguments.
struct ShellWrapperTests {
    private static let shells = ["bash", "zsh"].compactMap { ShellSession.path(of: $0) }

    /// Each function with the arguments that come before its own.
    private static let functions = [
        ("cc-claude", ["run", "claude", "--"]), ("cc-codex", ["run", "codex", "--"]),
        ("cc-gemini", ["run", "gemini", "--"]), ("cc-ag-claude", ["run", "ag-claude", "--"]),
        ("cc-ag-gemini", ["run", "ag-gemini", "--"]), ("cc-proxy-start-all", ["start", "all"]),
        ("cc-proxy-status", ["status"]), ("cc-proxy-links", ["links"]), ("cc-proxy-stop", ["stop"]),
        ("cc-proxy-auth", ["auth"]), ("cc-proxy-logs", ["logs"]),
    ]

    @Test(arguments: shells)
    func `every function hands its arguments on as they are`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            try session.install("bin/ccproxy")
            for (function, words) in Self.functions {
                let result = try session.run(#"\#(function) -p 'a  b' "c'd\"e" '' '*' '$HOME' --"#)
                #expect(result.status == .exited(code: 0), "\(result)")
                #expect(
                    try session.calls() == [words + ["-p", "a  b", "c'd\"e", "", "*", "$HOME", "--"]],
                    "\(function): \(result)"
                )
            }
        }
    }

    @Test(arguments: shells)
    func `the exit status is the program's`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            try session.install("bin/ccproxy", status: 42)
            #expect(try session.run("cc-codex").status == .exited(code: 42))
            #expect(try session.run("set -e; cc-proxy-status; echo not reached").output == "")
        }
    }

    @Test(arguments: shells)
    func `the program is looked for when it is called`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            let missing = try session.run("cc-codex")
            #expect(missing.status == .exited(code: 127))
            #expect(missing.output.contains("not built yet"))
            #expect(missing.output.contains("swift build -c release --static-swift-stdlib"))

            let places = [
                "path/ccproxy", "base it's/.build/release/ccproxy", "base it's/bin/ccproxy", "chosen/ccproxy",
            ]
            for place in places {
                try session.install(place, inBase: false)
                let setting = place.hasPrefix("chosen") ? "CCPROXY_BIN='\(session.directory)/chosen/ccproxy'; " : ""
                #expect(try session.run(setting + "cc-proxy-status").status == .exited(code: 0))
                #expect(try session.programs() == ["\(session.directory)/\(place)"])
            }
            let wrong = try session.run("CCPROXY_BIN=/nowhere/ccproxy cc-proxy-status")
            #expect(wrong.status == .exited(code: 127))
            #expect(wrong.output.contains("CCPROXY_BIN names no program: /nowhere/ccproxy"))
        }
    }

    @Test(arguments: [ShellSession.path(of: "fish")].compactMap { $0 })
    func `fish finds the program on the PATH as well`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            try session.install("path/ccproxy", inBase: false)
            let result = try session.run("cc-proxy-status --short")
            #expect(result.status == .exited(code: 0), "\(result)")
            #expect(try session.homes() == ["\(session.directory)/base it's"])
        }
    }

    @Test(arguments: shells)
    func `a program from elsewhere is told the base directory, for that call only`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            try session.install("path/ccproxy", inBase: false)
            let result = try session.run(#"cc-proxy-status; echo "after <${CCPROXY_HOME-unset}>""#)
            #expect(result.output == "after <unset>\n")
            #expect(try session.homes() == ["\(session.directory)/base it's"])
            _ = try session.run("export CCPROXY_HOME=/mine; cc-proxy-status")
            #expect(try session.homes() == ["/mine"])

            try session.install("bin/ccproxy")
            _ = try session.run("cc-proxy-status")
            #expect(try session.homes() == [""])
        }
    }

    @Test(arguments: shells)
    func `sourcing starts nothing, exports nothing and can be repeated`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            try session.install("bin/ccproxy")
            let result = try session.run(
                """
                export PATH=/nowhere
                before=$(export -p)
                \(session.source)
                after=$(export -p)
                [ "$before" = "$after" ] && echo same
                """
            )
            #expect(result.output == "same\n")
            #expect(try session.calls() == [])
        }
    }

    @Test(arguments: shells)
    func `strict shells and aliases do no harm`(shell: String) throws {
        let preparations = [
            "set -eu", "set -o nounset -o errexit -o pipefail",
            shell.hasSuffix("zsh")
                ? "setopt nounset errreturn ksharrays shwordsplit" : "shopt -s expand_aliases nullglob",
            (shell.hasSuffix("zsh") ? "" : "shopt -s expand_aliases; ")
                + "alias cc=gcc cc-codex=false cc-proxy-status=false",
        ]
        try ShellSession.with(shell) { session throws in
            try session.install("bin/ccproxy")
            for preparation in preparations {
                let result = try session.run("\\cc-codex 'a b'", before: preparation)
                #expect(result.status == .exited(code: 0), "\(preparation): \(result)")
                #expect(try session.calls() == [["run", "codex", "--", "a b"]], "\(preparation): \(result)")
            }
        }
    }

    @Test(arguments: shells)
    func `cc is there in interactive shells only, and not where it is not wanted`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            try session.install("bin/ccproxy")
            let script = "typeset -f cc >/dev/null && cc -p hello; true"
            _ = try session.run(script)
            #expect(try session.calls() == [])
            _ = try session.run(script, isInteractive: true)
            #expect(try session.calls() == [["run", "native", "--", "-p", "hello"]])
            _ = try session.run(script, before: "CCPROXY_NO_CC=1", isInteractive: true)
            #expect(try session.calls() == [])
            let result = try session.run("\\cc hello", before: "alias cc='gcc -Wall'", isInteractive: true)
            #expect(try session.calls() == [["run", "native", "--", "hello"]], "\(result)")
        }
    }

    @Test(arguments: shells)
    func `the base directory is found through links and from any directory`(shell: String) throws {
        try ShellSession.with(shell) { session throws in
            try session.install("bin/ccproxy")
            let ways = [
                "ln -s \"$PWD/base it's/shell/bash/cc-proxy.sh\" link; source ./link",
                "ln -s link second; cd /; source \"$OLDPWD/second\"",
                "ln -s \"base it's\" 'other name'; cd 'other name/shell'; source bash/cc-proxy.sh",
                "cd \"base it's/shell/bash\"; source ./cc-proxy.sh; cd /",
                "cd \"base it's/configs\"; source ../shell/bash/cc-proxy.sh; cd /",
            ]
            try FileSystem.createDirectory("\(session.directory)/base it's/configs", mode: 0o755)
            for way in ways {
                let result = try session.run("cc-proxy-status", sourcing: way)
                #expect(try session.calls() == [["status"]], "\(way): \(result)")
            }
        }
    }

    @Test(.enabled(if: shells.contains { $0.hasSuffix("bash") }))
    func `completion asks the program once, and only when somebody completes`() throws {
        guard let shell = ShellSession.path(of: "bash") else { return }
        try ShellSession.with(shell) { session throws in
            try session.install("bin/ccproxy", output: "_ccproxy() { COMPREPLY=(completed); }")
            let complete = "__cc_proxy_complete; echo ${COMPREPLY[@]}"
            let result = try session.run("\(complete); \(complete); complete -p cc-proxy-status", isInteractive: true)
            #expect(result.output.contains("completed\ncompleted\n"))
            #expect(result.output.contains("-F __cc_proxy_complete cc-proxy-status"))
            #expect(try session.calls() == [["completions", "bash"]])
        }
    }
}
