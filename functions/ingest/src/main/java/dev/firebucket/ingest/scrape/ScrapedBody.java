package dev.firebucket.ingest.scrape;

/// What a target answered, decompressed.
///
/// @param bytes the exposition in its first `length` bytes
/// @param length how many bytes count
/// @param contentType the header, empty where there is none
public record ScrapedBody(byte[] bytes, int length, String contentType) {}
