package dev.firebucket.ingest.push;

/// A request as [PushHttp] takes it.
///
/// @param method `PUT`, `POST`, …
/// @param path behind the prefix, percent-decoded: `/metrics/job/x`
/// @param contentType empty where there is none
/// @param contentEncoding empty where there is none
/// @param body as sent
public record PushRequest(
    String method, String path, String contentType, String contentEncoding, byte[] body) {}
