package dev.firebucket.ingest.remotewrite;

/// A request as it comes from HTTP.
///
/// @param contentType the header, empty where there is none
/// @param contentEncoding the header, empty where there is none
/// @param body as sent, compressed
public record RemoteWriteRequest(String contentType, String contentEncoding, byte[] body) {}
