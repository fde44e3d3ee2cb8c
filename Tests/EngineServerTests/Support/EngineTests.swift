import Testing

/// The tests that start engines: one after the other, so that the machine isn't flooded with them.
@Suite(.serialized) enum EngineTests {}
