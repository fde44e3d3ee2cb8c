#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ProfileError {
    /// The error for a system call that failed, with the reason that `errno` gives.
    ///
    /// - Parameters:
    ///   - attempt: What was tried, as in "can't read /home/ada/.dxflow/default_config.yaml".
    ///   - number: The value of `errno`, taken before anything else could change it.
    static func system(
        _ attempt: String, _ number: Int32 = errno, file: String = #fileID, line: Int = #line
    ) -> ProfileError {
        ProfileError(.system, "\(attempt): \(String(cString: strerror(number)))", file: file, line: line)
    }
}
