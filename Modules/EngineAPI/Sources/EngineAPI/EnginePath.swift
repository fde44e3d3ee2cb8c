/// The paths of the interface, as they are documented: with a slash at the end. An engine takes them without it too.
public enum EnginePath {
    /// `GET`: a challenge to sign.
    public static let challenge = "/api/auth/challenge/"
    /// `POST`: the signature, for a session.
    public static let verify = "/api/auth/verify/"
    /// `GET`: what the session may do.
    public static let inspect = "/api/auth/inspect/"
    /// `POST`: ends the session.
    public static let logout = "/api/auth/logout/"
    /// `GET`: the keys that verify tokens, a JWK set (RFC 7517 §5) without the envelope; for anybody.
    public static let jwks = "/.well-known/jwks.json"
    /// `GET`, `POST`, `PATCH` and `DELETE`: the keys that may sign in.
    public static let key = "/api/engine/key/"
    /// `POST`: has another key sign tokens from now on.
    public static let rotate = "/api/engine/rotate/"
    /// `GET`: whether the engine is well; for anybody.
    public static let healthcheck = "/api/engine/healthcheck/"
    /// `GET`: the engine's time, several times as a stream.
    public static let ping = "/api/engine/ping/"
    /// `GET`: how the engine was started.
    public static let parameter = "/api/engine/parameter/"
    /// `GET`: what the engine runs on.
    public static let attribute = "/api/engine/attribute/"
    /// `GET`: both of these in one.
    public static let info = "/api/engine/info/"
}
