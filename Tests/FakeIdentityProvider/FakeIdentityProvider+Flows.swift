internal import HTTPTransport
internal import HTTPWire
internal import JSON
internal import ProxyModel
internal import SignIn
internal import Synchronization

extension FakeIdentityProvider {
    /// The authorization page: checks the request and answers as the person would.
    func authorize(_ query: String) -> FakeAnswer {
        let values = QueryText.values(query)
        let uri = values["redirect_uri"] ?? ""
        guard values["response_type"] == "code" else { return complain("response_type") }
        guard values["client_id"] == rules.clientID else { return complain("client_id") }
        let isKnown = rules.redirectURIs.isEmpty ? uri.hasPrefix("http://localhost:") : rules.redirectURIs.contains(uri)
        guard isKnown else { return complain("redirect_uri \(uri)") }
        guard values["scope"]?.isEmpty == false else { return complain("scope") }
        guard let challenge = values["code_challenge"], challenge.utf8.count == 43,
            values["code_challenge_method"] == "S256"
        else { return complain("code_challenge") }
        guard let state = values["state"], state.utf8.count >= 32 else { return complain("state") }
        guard rules.consents else {
            return .redirect("\(uri)?error=access_denied&error_description=The+person+said+no&state=\(state)")
        }
        let code = self.state.withLock { held in
            held.lastNumber += 1
            let code = "code-\(held.lastNumber)"
            held.codes[code] = Grant(challenge: challenge, redirectURI: uri)
            return code
        }
        return .redirect("\(uri)?code=\(code)&state=\(state)")
    }

    /// The token endpoint.
    func token(_ contentType: String, _ body: [UInt8]) -> FakeAnswer {
        let values: [String: String]
        switch rules.format {
        case .form:
            guard contentType == "application/x-www-form-urlencoded" else { return complain("type \(contentType)") }
            values = QueryText.values(String(decoding: body, as: UTF8.self))
        case .json:
            guard contentType == "application/json", case .object(let members) = try? JSONReader.read(body) else {
                return complain("type \(contentType)")
            }
            values = Dictionary(members.map { ($0.name, $0.value.string ?? "") }) { first, _ in first }
        }
        guard values["client_id"] == rules.clientID else { return complain("client_id at the token endpoint") }
        switch values["grant_type"] {
        case "authorization_code": return exchange(values)
        case "refresh_token": return refresh(values["refresh_token"] ?? "")
        default: return complain("grant_type \(values["grant_type"] ?? "")")
        }
    }

    private func exchange(_ values: [String: String]) -> FakeAnswer {
        state.withLock { state in
            state.exchanges += 1
            // Good for one attempt, whatever comes of it.
            guard let grant = state.codes.removeValue(forKey: values["code"] ?? "") else {
                return .error(.badRequest, "invalid_grant", "unknown or used code")
            }
            guard grant.redirectURI == values["redirect_uri"] else {
                return .error(.badRequest, "invalid_grant", "redirect_uri is another one")
            }
            let verifier = values["code_verifier"] ?? ""
            guard (43...128).contains(verifier.utf8.count),
                Base64URL.encode(SHA256.digest(of: verifier.utf8)) == grant.challenge
            else { return .error(.badRequest, "invalid_grant", "code_verifier does not match") }
            return answer(issue(&state))
        }
    }

    private func refresh(_ token: String) -> FakeAnswer {
        state.withLock { state in
            state.refreshesAsked += 1
            let isGood =
                token == state.currentRefreshToken
                || rules.toleratesLostAnswers && token == state.previousRefreshToken
            guard !token.isEmpty, isGood else {
                return .error(.badRequest, "refresh_token_reused", "this refresh token was used before")
            }
            state.refreshesGranted += 1
            state.previousRefreshToken = token
            return answer(issue(&state))
        }
    }

    struct Tokens {
        let access: String
        let refresh: String
    }

    func issue(_ state: inout State) -> Tokens {
        state.lastNumber += 1
        let tokens = Tokens(access: "access-\(state.lastNumber)", refresh: "refresh-\(state.lastNumber)")
        state.accessTokens.insert(tokens.access)
        state.currentRefreshToken = tokens.refresh
        return tokens
    }

    private func answer(_ tokens: Tokens) -> FakeAnswer {
        var members: [(String, JSONValue)] = [
            ("access_token", .string(tokens.access)), ("refresh_token", .string(tokens.refresh)),
            ("token_type", .string("Bearer")), ("expires_in", .integer(rules.lifetime)),
        ]
        switch rules.format {
        case .form: members.append(("id_token", .string(identityToken)))
        case .json:
            members.append(
                (
                    "account",
                    .object([
                        JSONMember("uuid", .string(rules.accountID)), JSONMember("email_address", .string(rules.email)),
                    ])
                )
            )
            members.append(
                (
                    "organization",
                    .object([
                        JSONMember("uuid", .string("organization-1")), JSONMember("name", .string("Example")),
                    ])
                )
            )
        }
        return FakeAnswer(members: members)
    }

    /// A JSON Web Token, with a signature that is none.
    private var identityToken: String {
        let claims =
            #"{"email":"\#(rules.email)","https://api.openai.com/auth":"#
            + #"{"chatgpt_account_id":"\#(rules.accountID)","chatgpt_plan_type":"\#(rules.plan)"}}"#
        return [#"{"alg":"RS256"}"#, claims, "signature"].map { Base64URL.encode(Array($0.utf8)) }.joined(
            separator: "."
        )
    }

    /// The API that the access tokens are for.
    func api(_ request: HTTPRequest, _ success: () -> FakeAnswer) -> FakeAnswer {
        let token = request.fields["authorization"].map { String($0.dropFirst("Bearer ".count)) } ?? ""
        return state.withLock { state in
            guard state.accessTokens.contains(token) else {
                return FakeAnswer(
                    .unauthorized,
                    text: #"{"type":"error","error":{"type":"authentication_error","message":"invalid token"}}"#
                )
            }
            // Whoever uses the new tokens has got them.
            state.previousRefreshToken = nil
            return success()
        }
    }

    /// An answer of the Messages API.
    static let message = #"{"type":"message","content":[]}"#

    /// An answer of the Responses API, as events.
    static let responseStream: String = {
        let part = #""type":"output_text","text":"hello","annotations":[]"#
        let item = #""item":{"id":"m","type":"message","role":"assistant","content":[{\#(part)}]}"#
        let events = [
            ("response.created", #""response":{"id":"r","object":"response","status":"in_progress","output":[]}"#),
            (
                "response.output_item.added",
                #""output_index":0,"item":{"id":"m","type":"message","role":"assistant","content":[]}"#
            ),
            ("response.output_text.delta", #""item_id":"m","output_index":0,"content_index":0,"delta":"hello""#),
            ("response.output_item.done", #""output_index":0,\#(item)"#),
            (
                "response.completed",
                #""response":{"id":"r","object":"response","status":"completed","output":[],"#
                    + #""usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}"#
            ),
        ]
        return events.map { "event: \($0.0)\ndata: {\"type\":\"\($0.0)\",\($0.1)}\n\n" }.joined()
    }()

    /// Gives a code for a device.
    func deviceCode(_ body: [UInt8]) -> FakeAnswer {
        guard let json = try? JSONReader.read(body), json["client_id"]?.string == rules.clientID else {
            return complain("client_id of the device flow")
        }
        return FakeAnswer(members: [
            ("device_auth_id", .string("device-1")), ("user_code", .string("ABCD-1234")),
            ("interval", .string("\(rules.interval)")),
        ])
    }

    /// Tells what has become of a device's code.
    func deviceToken(_ body: [UInt8]) -> FakeAnswer {
        guard let json = try? JSONReader.read(body), json["device_auth_id"]?.string == "device-1",
            json["user_code"]?.string == "ABCD-1234"
        else { return complain("device_auth_id or user_code") }
        let verifier = "verifier-of-the-provider-0123456789-0123456789"
        return state.withLock { state in
            let answer = state.deviceAnswers.isEmpty ? .pending : state.deviceAnswers.removeFirst()
            switch answer {
            case .pending: return FakeAnswer(.forbidden, text: "{}")
            case .slowDown: return .error(.badRequest, "slow_down", "not so often")
            case .expired: return .error(.badRequest, "expired_token", "too late")
            case .denied: return .error(.forbidden, "access_denied", "no")
            case .approved:
                let challenge = Base64URL.encode(SHA256.digest(of: verifier.utf8))
                let uri = rules.redirectURIs.last { $0.hasSuffix("/deviceauth/callback") } ?? ""
                state.codes["device-code"] = Grant(challenge: challenge, redirectURI: uri)
                return FakeAnswer(members: [
                    ("authorization_code", .string("device-code")), ("code_verifier", .string(verifier)),
                    ("code_challenge", .string(challenge)),
                ])
            }
        }
    }
}
