/// The page: a program for the browser that shows what the daemon tells it.
///
/// It loads nothing from elsewhere, runs no inline code, and writes what comes from elsewhere as text only.
enum DashboardPage {
    /// The program: access and live events first, then the tiles and what stands in them.
    static let script = accessScript + tileScript + frameScript + summaryScript + startScript

    /// Shown in the tab: four tiles.
    static let icon = #"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g fill="#4f7cff"><rect x="1" y="1" width="6" height="6" rx="1.5"/>
        <rect x="9" y="9" width="6" height="6" rx="1.5"/></g><g fill="#47b39c"><rect x="9" y="1" width="6" height="6" rx="1.5"/>
        <rect x="1" y="9" width="6" height="6" rx="1.5"/></g></svg>
        """#
}
