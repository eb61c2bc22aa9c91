package dev.firebucket.config.http;

import java.net.http.HttpHeaders;

/// A whole answer.
///
/// @param status the HTTP status code
/// @param headers of the answer
/// @param body as sent: still compressed where the server compressed it
public record HttpAnswer(int status, HttpHeaders headers, byte[] body) {}
