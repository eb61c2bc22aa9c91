package dev.firebucket.storage.simulation;

/// The death of a process, thrown out of a request: nothing catches it.
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(String process) {
    super(process + " was killed", null, false, false);
  }
}
