import ProfileConfig

/// The unit with which a person's own systemd keeps an engine running (systemd.service(5)): it may do nothing but what an engine needs
/// (systemd.exec(5)).
struct EngineUnit {
    /// `dxflow.service`, or `dxflow-<profile>.service` for another profile than the default one.
    let name: String
    /// The text of the unit's file.
    let content: String

    /// - Parameters:
    ///   - command: The engine's program and its arguments.
    ///   - environment: The variables that it is given.
    ///   - writable: The directories that it may write to.
    ///   - log: The path of the file for what it prints.
    ///   - listensOnNetwork: Whether it listens on anything but its Unix socket.
    /// - Throws: ``Failure`` where a path can't be written in a unit.
    init(
        profile: ProfileName, command: [String], environment: [String: String], writable: [String], log: String, listensOnNetwork: Bool
    ) throws {
        name = EngineUnit.name(for: profile)
        let words = command + environment.values + writable + [log]
        guard !words.contains(where: { $0.utf8.contains { $0 < 0x20 } }) else {
            throw Failure("a path or a setting has a control character, which a systemd unit can't have; start the engine without --daemon")
        }
        // getifaddrs(3) asks the kernel over netlink.
        let families = listensOnNetwork ? "AF_UNIX AF_NETLINK AF_INET AF_INET6" : "AF_UNIX AF_NETLINK"
        let variables = environment.sorted { $0.key < $1.key }.map { "Environment=\(EngineUnit.quoted("\($0.key)=\($0.value)"))\n" }
        let paths = writable.map { EngineUnit.quoted($0) }.joined(separator: " ")
        // Also what lies below /tmp, of which the service sees its own alone.
        let visible = "BindPaths=\(paths)\nBindReadOnlyPaths=\(EngineUnit.quoted(command[0]))"
        content = """
            # Written by `dxflow boot up --daemon`, which replaces it; changes of your own go to `systemctl --user edit \(name)`.
            [Unit]
            Description=dxflow engine (profile \(EngineUnit.quoted(profile.text, marks: "")))
            Documentation=https://dxflow.ai

            [Service]
            Type=exec
            ExecStart=\(command.map { EngineUnit.quoted($0).replacing("$", with: "$$") }.joined(separator: " "))
            \(variables.joined())Restart=on-failure
            RestartSec=1
            TimeoutStopSec=30
            StandardOutput=append:\(EngineUnit.quoted(log, marks: ""))
            StandardError=inherit
            UMask=0077
            LimitCORE=0

            \(visible)
            ReadWritePaths=\(paths)
            ProtectSystem=strict
            ProtectHome=read-only
            PrivateTmp=yes
            PrivateDevices=yes
            PrivateUsers=yes
            ProtectProc=invisible
            ProtectClock=yes
            ProtectHostname=yes
            ProtectKernelModules=yes
            ProtectControlGroups=yes
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            RestrictAddressFamilies=\(families)
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            MemoryDenyWriteExecute=yes
            RemoveIPC=yes
            KeyringMode=private
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallFilter=~@privileged @resources
            SystemCallErrorNumber=EPERM

            [Install]
            WantedBy=default.target

            """
    }

    /// The name of a profile's unit. What no unit's name may have is written as systemd-escape(1) does.
    static func name(for profile: ProfileName) -> String {
        guard profile != .default else { return "dxflow.service" }
        let escaped = profile.text.utf8.map { byte -> String in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                String(UnicodeScalar(byte))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return "dxflow-\(escaped.joined()).service"
    }

    /// A word as a unit's file has it (systemd.syntax(7), systemd.unit(5) of specifiers).
    private static func quoted(_ word: String, marks: String = "\"") -> String {
        let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("%", with: "%%")
        return marks + escaped + marks
    }
}
