/// Whose signatures make a server trustworthy: a file of certificates in PEM, a directory of them, or both.
package struct CertificateAuthorities: Sendable, Hashable {
    /// Nil: what the library uses by itself.
    package var file: String?
    /// Nil: what the library uses by itself.
    package var directory: String?

    package init(file: String? = nil, directory: String? = nil) {
        self.file = file
        self.directory = directory
    }

    /// Where distributions keep the certificates, for a library that was built elsewhere than it runs.
    package static let wellKnownFiles = [
        "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Arch, Alpine
        "/etc/pki/tls/certs/ca-bundle.crt",  // Fedora, RHEL
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // RHEL 7 and later
        "/etc/ssl/ca-bundle.pem",  // SUSE
        "/etc/ssl/cert.pem",  // macOS, Alpine, OpenBSD
        "/usr/local/share/certs/ca-root-nss.crt",  // FreeBSD
    ]

    /// What to tell the library.
    ///
    /// What the user says counts first, even if there is no such file: a message about it is better than a silent
    /// choice of something else. `CURL_CA_BUNDLE` is curl's variable, `SSL_CERT_FILE` and `SSL_CERT_DIR` are OpenSSL's.
    /// Then the library's own places if one of them is there, then the distributions'.
    ///
    /// - Parameters:
    ///   - environment: the process's.
    ///   - library: where the library looks by itself.
    ///   - exists: whether there is such a file or directory.
    /// - Returns: what to set; nothing where the library's own choice is right.
    package static func find(
        environment: [String: String],
        library: CertificateAuthorities,
        exists: (String) -> Bool
    ) -> CertificateAuthorities {
        func setting(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let bundle = setting("CURL_CA_BUNDLE") { return CertificateAuthorities(file: bundle) }
        let named = CertificateAuthorities(file: setting("SSL_CERT_FILE"), directory: setting("SSL_CERT_DIR"))
        if named != CertificateAuthorities() { return named }
        if [library.file, library.directory].contains(where: { $0.map(exists) ?? false }) {
            return CertificateAuthorities()
        }
        return CertificateAuthorities(file: wellKnownFiles.first(where: exists))
    }
}
