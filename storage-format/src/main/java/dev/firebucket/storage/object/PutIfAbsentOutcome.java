package dev.firebucket.storage.object;

/// What became of a put-if-absent. What could not be learnt (a timeout after the request was sent)
/// is `UNKNOWN`: the caller must look before it tries again.
public enum PutIfAbsentOutcome {
  CREATED,
  EXISTS,
  UNKNOWN
}
