import ProfileConfig
import Testing

@Suite struct ProfileNamesTests {
    @Test func aDirectoryThatIsNotThereHasNone() throws {
        #expect(try TemporaryProfiles().directory.profileNames().isEmpty)
    }

    @Test func theFilesOfProfilesAreTheProfiles() throws {
        let profiles = try TemporaryProfiles()
        for name in ["work", "default", "änderung"] {
            try profiles.directory.set("a", to: "1", in: try ProfileName(name))
        }
        for name in [
            "notes.txt", "_config.yaml", ".hidden_config.yaml", "two words_config.yaml", "work_config.yml", "default_config.yaml.tmp",
        ] {
            try profiles.write("a: 1\n", to: "\(profiles.directory.path)/\(name)")
        }
        let draft = try profiles.directory.draft(of: .default)
        defer { draft.discard() }
        #expect(try profiles.directory.profileNames().map(\.text) == ["default", "work", "änderung"])
    }
}
