/// What the browser shows when it comes back.
enum CallbackPage {
    /// A whole page; both texts are escaped here.
    static func html(title: String, _ text: String) -> [UInt8] {
        let page = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(escape(title))</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}
            @media(prefers-color-scheme:dark){body{background:#111;color:#eee}}</style></head>
            <body><h1>\(escape(title))</h1><p>\(escape(text))</p></body></html>

            """
        return Array(page.utf8)
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
