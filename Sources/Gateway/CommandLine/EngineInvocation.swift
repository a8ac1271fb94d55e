/// What the command line asks the engine to do.
enum EngineInvocation: Equatable {
    /// Serve requests as the configuration at that path says.
    case serve(configuration: String)
    /// Say which flags there are.
    case help
    /// Nothing that can be done; the text says what is wrong.
    case wrong(String)
}
