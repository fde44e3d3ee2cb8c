/// The paths of the interface, as they are documented: with a slash at the end. An engine takes them without it too.
public enum EnginePath {
    public static let challenge = "/api/auth/challenge/"
    public static let verify = "/api/auth/verify/"
    public static let inspect = "/api/auth/inspect/"
    public static let key = "/api/engine/key/"
    public static let healthcheck = "/api/engine/healthcheck/"
    public static let ping = "/api/engine/ping/"
    public static let parameter = "/api/engine/parameter/"
    public static let attribute = "/api/engine/attribute/"
    public static let info = "/api/engine/info/"
}
