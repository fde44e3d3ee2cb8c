import Foundation
import Testing

@testable import EngineAPI

@Suite("What a client signs")
struct NonceTests {
    private func base64URL(_ bytes: some Sequence<UInt8>) -> String { Base64URL.encode(bytes) }

    @Test("A nonce is signed as it is, whatever printable characters it is made of")
    func nonces() throws {
        let nonces = [
            "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k", String(repeating: "a", count: 16), String(repeating: "~", count: 512),
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "1234567890.12345", base64URL(Array(#"{"alg":"RS256"}"#.utf8)), "{\"alg\":\"RS256\"}.x",
        ]
        for nonce in nonces { #expect(try Nonce.bytesToSign(nonce) == Array(nonce.utf8)) }
    }

    @Test("Too short, too long, and other characters are refused")
    func refused() {
        let nonces = [
            "", String(repeating: "a", count: 15), String(repeating: "a", count: 513), String(repeating: "a", count: 1 << 20),
            String(repeating: "a", count: 20) + "\0", String(repeating: "a", count: 20) + " b", String(repeating: "a", count: 20) + "\n",
            String(repeating: "é", count: 20), String(repeating: "a", count: 20) + "\u{7F}", "aaaaaaaaaaaaaaaaaaaaaaa\u{1F}",
        ]
        for nonce in nonces { #expect(throws: NonceRefusal.self) { try Nonce.bytesToSign(nonce) } }
    }

    @Test("The input of an SSH signature is refused (PROTOCOL.sshsig)")
    func sshSignature() {
        func string(_ text: String) -> [UInt8] { [0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8) }
        let hash = String(repeating: "h", count: 64)
        let blob = Array("SSHSIG".utf8) + string("git") + string("") + string("sha512") + string(hash)
        #expect(throws: NonceRefusal.self) { try Nonce.bytesToSign(String(decoding: blob, as: UTF8.self)) }
    }

    @Test("The input of a JSON Web Token is refused in every disguise")
    func jsonWebToken() {
        let header = #"{"alg":"RS256","typ":"JWT"}"#
        let payload = base64URL(Array(#"{"sub":"root","exp":4102444800}"#.utf8))
        let encoded = base64URL(Array(header.utf8))
        let wide = header.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let inputs = [
            "\(encoded).\(payload)",
            "\(base64URL(Array((" \t\r\n" + header).utf8))).\(payload)",
            "\(base64URL(Array((" " + header).utf8)))=.\(payload)==",
            "\(Data(#"{"a":"??>>~~","alg":"RS256"}"#.utf8).base64EncodedString()).\(payload)",
            "\(encoded).",
            // Behind a byte order mark, and in UTF-16, as Python's json.loads takes it.
            "\(base64URL([0xEF, 0xBB, 0xBF] + Array(header.utf8))).\(payload)",
            "\(base64URL([0xFE, 0xFF] + wide)).\(payload)",
            "\(base64URL(wide)).\(payload)",
            "\(base64URL([0xFF, 0xFE] + header.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })).\(payload)",
            // With characters that Python's and Node's decoders pass over.
            "\(encoded.prefix(1))!\(encoded.dropFirst()).\(payload)",
            "*~\(encoded)|.\(payload)",
            // An unencoded payload (RFC 7797).
            "\(base64URL(Array(#"{"alg":"RS256","b64":false,"crit":["b64"]}"#.utf8))).$anything.at!all",
        ]
        for input in inputs {
            #expect((16...512).contains(input.utf8.count))
            let refusal = #expect(throws: NonceRefusal.self, "\(input)") { try Nonce.bytesToSign(input) }
            #expect(refusal?.reason.contains("JSON Web Token") == true)
        }
    }

    @Test("An engine's own nonces are never refused")
    func ownNonces() throws {
        for _ in 0..<1000 {
            let nonce = base64URL((0..<32).map { _ in UInt8.random(in: 0...255) })
            #expect(nonce.utf8.count == 43)
            #expect(try Nonce.bytesToSign(nonce) == Array(nonce.utf8))
        }
    }
}
