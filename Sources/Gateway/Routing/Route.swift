import ProxyModel

/// Where a request goes.
enum Route: Sendable, Equatable {
    /// To that account, where the model has that name.
    case account(UpstreamAccount, model: UpstreamModel)
    /// Nowhere.
    case none(Obstacle)

    /// Why a request goes nowhere.
    enum Obstacle: Sendable, Equatable {
        /// There is no account, or all are switched off.
        case noAccount
        /// There are accounts, and none serves the model.
        case noModel
        /// All that serve it and have not been tried have to be left alone; this one the shortest.
        case coolingDown(Cooldown)
        /// All that serve it have been tried.
        case allTried
    }
}
