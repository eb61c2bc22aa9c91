package dev.firebucket.ingest.exposition;

/// What [ExpositionParser#next()] has just read.
public enum Entry {
  /// `# HELP name text`: see [ExpositionParser#familyName()] and [ExpositionParser#text()].
  HELP,
  /// `# TYPE name type`: see [ExpositionParser#familyName()] and [ExpositionParser#type()].
  TYPE,
  /// `# UNIT name unit`: see [ExpositionParser#familyName()] and [ExpositionParser#text()].
  UNIT,
  /// A sample: series, value, perhaps a timestamp and an exemplar.
  SAMPLE,
  /// The exposition ended as it should.
  END
}
