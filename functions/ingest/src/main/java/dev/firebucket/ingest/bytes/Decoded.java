package dev.firebucket.ingest.bytes;

/// What a body decodes to.
///
/// @param bytes not to be changed
/// @param length how many of the first bytes count
public record Decoded(byte[] bytes, int length) {}
