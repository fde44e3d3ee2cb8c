/// A word out of a file as it may stand in a message.
func printable(_ word: some StringProtocol) -> String {
    word.utf8.count <= 64 && word.utf8.allSatisfy { (0x21...0x7e).contains($0) } ? String(word) : "a name that can't be printed"
}
