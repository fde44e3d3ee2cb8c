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
            value = setting.shownValue.json
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

        /// What the file has for a key, whatever the environment says.
        init(ofFile profile: Profile, _ key: String) {
            let setting = profile.fileSetting(for: key)
            self.key = key
            shown = setting?.description ?? "-"
            value = setting?.shownValue.json
            source = setting?.source.description
            problem = nil
        }

        fileprivate init(_ choice: BackendChoice) {
            key = Row.backend
            shown = choice.name
            value = .string(choice.name)
            source = choice.source
            problem = nil
        }

        fileprivate static let backend = "crypto-backend"

        private enum CodingKeys: CodingKey { case key, value, source, problem }
    }

    init(_ profile: Profile, _ profiles: ProfileDirectory, _ options: GlobalOptions) throws {
        var rows: [Row] = []
        for key in profile.keys where key != Row.backend {
            do throws(ProfileError) {
                if let setting = try profile.value(for: key) { rows.append(Row(setting)) }
            } catch {
                rows.append(Row(key, unusable: error))
            }
        }
        do {
            // An option and a variable of its own choose the backend too.
            if let backend = try BackendChoice(options, profile, profiles.environment) { rows.append(Row(backend)) }
        } catch let error as ProfileError {
            rows.append(Row(Row.backend, unusable: error))
        }
        self.rows = rows
    }

    /// Prints the settings, and says of each that can't be used what is wrong with it.
    func show(_ output: OutputOptions) throws {
        try output.print(rows) {
            Table(headings: ["SETTING", "VALUE", "FROM"], rows: rows.map { [$0.key, $0.shown, $0.source ?? "-"] }).lines()
        }
        for problem in rows.compactMap(\.problem) { Console.current.warning(problem) }
    }
}
