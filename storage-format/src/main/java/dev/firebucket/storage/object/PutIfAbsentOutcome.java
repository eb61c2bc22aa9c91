package dev.firebucket.storage.object;

/// The outcome of a put-if-absent. `UNKNOWN` means that the store did not say (a timeout after the
/// request was sent): the caller must look before it tries again.
public enum PutIfAbsentOutcome {
  CREATED,
  EXISTS,
  UNKNOWN
}
