import ArgumentParser
import BackendConformance
import CryptoBackend

/// `dxflow backend test`: runs the conformance suite.
struct BackendTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Test backends against published vectors, and with each other.",
        discussion: """
            Several backends are also compared: a difference on any vector is a failure, and what one makes the others must be able to use. \
            What a backend says it hasn't got is counted, and is no failure. The exit status is 1 if anything fails.
            """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var selection: BackendNames

    @Option(
        help: ArgumentHelp("Also the published vectors that Scripts/fetch-vectors has put into this directory.", valueName: "directory"),
        completion: .directory)
    var vectors: String?

    @Flag(help: "Also what takes minutes: large keys, and the costliest key derivations.")
    var slow = false

    @Option(help: ArgumentHelp("Write a report as JUnit XML into this file, too.", valueName: "file"), completion: .file())
    var junit: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let backends = try selection.backends(globals)
        let file = try junit.map { try OutputFile($0) }
        var suite = ConformanceSuite.standard(includingSlowCases: slow)
        if let vectors { suite = suite.adding(try ConformanceSuite.published(in: vectors)) }
        let bar = ProgressBar()
        let run = await suite.run(on: backends) { progress in
            bar?.show("\(progress.backends)  \(progress.latest.group)", progress.completed, of: progress.total)
        }
        bar?.clear()
        try file?.write(run.junitXML)
        // Whoever reads only the beginning is to know the end by the exit status.
        do { try StandardOutput.write(lines: [json ? run.json : run.text]) } catch let code as ExitCode where code.isSuccess {}
        guard run.hasPassed else { throw ExitCode.failure }
    }
}
