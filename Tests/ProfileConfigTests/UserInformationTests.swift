import ProfileConfig
import Testing

@Suite struct UserInformationTests {
    @Test(arguments: [
        ("https://bob:pw@host/", "https://***@host/"), ("https://bob@host", "https://***@host"), ("https://:@host", "https://***@host"),
        ("see http://a:pw@b/c and ftp://d:pw@e.", "see http://***@b/c and ftp://***@e."),
        ("--proxy=http://a:p@w@b:3/", "--proxy=http://***@b:3/"),
        ("http://a:p/w@b", "http://***@b"), ("http://a:p w@b", "http://***@b"), ("http://a:p://w@b", "http://***@b"),
        // What has an @ elsewhere is nobody's password.
        ("https://host/@scope/name@1.2", "https://host/@scope/name@1.2"), ("https://host:80/a@b", "https://host:80/a@b"),
        ("http://[fe80::1%25lo]:1/a@b", "http://[fe80::1%25lo]:1/a@b"), ("ada@example.org", "ada@example.org"),
        ("image:1@sha256:00", "image:1@sha256:00"),
        ("", ""), ("://", "://"), ("://@", "://***@"),
    ]) func urlsAreShownWithoutIt(text: String, shown: String) {
        #expect(UserInformation.masked(in: text) == shown)
    }

    @Test(arguments: [
        ("https://host/a@b", "https://host/a@b"), ("unix:///run/a@b", "unix:///run/a@b"), ("bob:pw@host", "***@host"),
        ("https:/bob:pw@host", "***@host"), ("https://bob:pw%40host", "https://***%40host"), ("host:1", "host:1"),
    ]) func whatIsNoAddressIsShownWithoutAnythingBeforeAnAt(text: String, shown: String) {
        #expect(UserInformation.masked(inAddress: text) == shown)
    }

    @Test func messagesAndValuesHaveNone() throws {
        let url = "http://bob:hunter2@host"
        let profiles = try TemporaryProfiles(environment: ["CONNECTION_ADDRESS": url, "TRUSTED_PROXIES": url])
        try profiles.write(
            "connection-address: [\(url)]\nhttp-port: \(url)\nconnection-timeout: \(url)\nlist: [1, \(url), {'\(url)': 2}]\n")
        let profile = try profiles.directory.load(.default)
        var said = "\(profile)"
        for key in profile.keys {
            said += message { if let setting = try profile.value(for: key) { said += "\(setting.shownValue)" } } ?? ""
            said += message { _ = try profile.duration(for: key) } ?? ""
        }
        said += message { try profiles.directory.set("connection-address", to: url, in: .default) } ?? ""
        said += message { try profiles.directory.set(url, to: "1", in: .default) } ?? ""
        said += message { try profiles.directory.requireReadable(url, for: "connection-ca") } ?? ""
        said += message { _ = try ProfileName(url) } ?? ""
        #expect(!said.contains("hunter2"), "\(said)")
        #expect(said.contains("http://***@host"))
    }
}
