package dev.firebucket.storage.simulation;

/// What a process is there for.
public enum Role {
  WRITER,
  COMPACTOR,
  DELETER,
  READER
}
