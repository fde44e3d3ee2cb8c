import ProfileConfig

/// The settings of a profile as one run sees them, for a list of all.
struct SettingList {
    let rows: [Row]

    /// One setting; what can't be used has a problem in the place of its value.
    struct Row: Encodable {
        let key: String
        let value: JSONValue?
        let source: String?
        let problem: String?
        fileprivate let shown: String

        fileprivate init(_ setting: ProfileSetting) {
            key = setting.key
            shown = setting.description
            value = setting.isSecret ? .string(setting.description) : setting.value.json
            source = setting.source.description
            problem = nil
        }

        fileprivate init(_ key: String, unusable error: ProfileError) {
            self.key = key
            shown = "-"
            value = nil
            source = nil
            problem = "\(error)"
        }

        fileprivate init(_ key: String, _ text: String, from source: String) {
            self.key = key
            shown = text
            value = .string(text)
            self.source = source
            problem = nil
        }

        private enum CodingKeys: CodingKey { case key, value, source, problem }
    }

    /// What a program was started with goes before the environment's and the file's values.
    init(_ profile: Profile, _ profiles: ProfileDirectory, _ options: GlobalOptions) {
        let backend = Row.backend(profiles, options)
        var rows: [Row] = []
        for key in profile.keys where backend == nil || key != backend?.key {
            do throws(ProfileError) {
                if let setting = try profile.value(for: key) { rows.append(Row(setting)) }
            } catch {
                rows.append(Row(key, unusable: error))
            }
        }
        self.rows = rows + (backend.map { [$0] } ?? [])
    }

    /// The settings as a table.
    func lines() -> [String] {
        Table(headings: ["SETTING", "VALUE", "FROM"], rows: rows.map { [$0.key, $0.shown, $0.source ?? "-"] }).lines()
    }

    /// Says of each setting that can't be used what is wrong with it.
    func warn() {
        for problem in rows.compactMap(\.problem) { Console.current.warning(problem) }
    }
}

extension SettingList.Row {
    /// The backend, where an option or its own variable names it.
    fileprivate static func backend(_ profiles: ProfileDirectory, _ options: GlobalOptions) -> SettingList.Row? {
        if let name = options.backend { return SettingList.Row("crypto-backend", name, from: "option --backend") }
        guard let name = profiles.environment["DXFLOW_BACKEND"], !name.isEmpty else { return nil }
        return SettingList.Row("crypto-backend", name, from: "environment variable DXFLOW_BACKEND")
    }
}
