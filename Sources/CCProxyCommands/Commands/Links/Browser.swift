import PlatformSupport
import ProxyModel

/// The browser of whoever sits at this machine.
struct Browser {
    let environment: [String: String]

    /// Opens a page.
    ///
    /// An address with a key in it is handed over in a file that only this user can read: arguments of a process are for
    /// everybody to see.
    ///
    /// - Parameters:
    ///   - page: the page.
    ///   - base: where that file is put.
    /// - Throws: `CommandFailure` when there is no screen or no program that opens pages.
    func open(_ page: PageLinks.Page, _ base: BaseDirectory) throws(CommandFailure) {
        let program = try program()
        let address = page.url.contains("#key=") ? "file://\(try redirect(to: page.url, base))" : page.url
        let remedy = "open the link yourself: 'ccproxy links' prints it"
        let end: ExitStatus?
        do throws(SystemError) {
            let nowhere = try Descriptor.openNullDevice()
            let handle = try ProcessHandle.spawn(
                SpawnRequest(
                    executable: program,
                    arguments: [program, address],
                    environment: environment,
                    workingDirectory: "/",
                    standardOutput: nowhere.raw
                )
            )
            // Some stay as long as the browser does; what fails does so at once.
            end = handle.waitUntilEnded(timeout: .seconds(2)) ? handle.reap() : nil
        } catch {
            throw CommandFailure(error, remedy: remedy)
        }
        guard let end, !end.isSuccess else { return }
        throw CommandFailure("\(program) opened no browser: \(end)", remedy: remedy)
    }

    private func program() throws(CommandFailure) -> String {
        guard Desktop.hasDisplay(environment: environment), !SSHTunnel.isSession(environment) else {
            throw CommandFailure(
                "there is no screen here to open a page on",
                remedy: "open the link that 'ccproxy links' prints in the browser of your own machine"
            )
        }
        let name = Machine.current.system == .darwin ? "open" : "xdg-open"
        if let path = ProgramSearch.find(name, path: environment["PATH"]) { return path }
        throw CommandFailure("there is no \(name) in PATH, which opens pages", remedy: "open the link yourself")
    }

    /// A page that leads to the address, readable for this user only.
    private func redirect(to url: String, _ base: BaseDirectory) throws(CommandFailure) -> String {
        let path = Paths.join(base.runDirectory, "open-dashboard.html")
        let page = """
            <!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">
            <title>ccproxy</title><meta http-equiv="refresh" content="0;url=\(url)">
            <a href="\(url)">The dashboard of ccproxy</a>

            """
        do throws(SystemError) {
            try FileSystem.createDirectory(base.runDirectory, mode: 0o700)
            try FileSystem.write(page, atomicallyTo: path, mode: 0o600)
            return path
        } catch {
            throw CommandFailure(error)
        }
    }
}
