import BackendConformance
import CryptoBackend
import ExampleBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// usage: conformance [DIRECTORY OF PUBLISHED VECTORS]
var suite = ConformanceSuite.standard()
if CommandLine.arguments.count > 1 {
    suite = suite.adding(try ConformanceSuite.published(in: CommandLine.arguments[1]))
}
let report = await suite.run(on: ExampleBackend())
print(report.text)
exit(report.hasPassed ? 0 : 1)
