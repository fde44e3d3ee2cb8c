/// The version of this tool and of the engine in it.
enum Version {
    static let current = "0.1.0"
}
