package dev.firebucket.lambda.walk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// HTTP as a function behind a URL sees it: requests and answers in payload format 2.0.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html>
final class FunctionUrl {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What Lambda takes from a function at most, in bytes.
  private static final int MOST_OF_PAYLOAD = 6 << 20;

  private final PackagedFunction function;

  /// What came back.
  ///
  /// @param status of HTTP
  /// @param headers by name in small letters
  /// @param bytes of the body as the caller gets them, perhaps compressed
  record Answer(int status, Map<String, String> headers, byte[] bytes) {
    /// The body as text.
    String body() {
      return new String(isCompressed() ? unpacked() : bytes, StandardCharsets.UTF_8);
    }

    boolean isCompressed() {
      return "gzip".equals(headers.get("content-encoding"));
    }

    private byte[] unpacked() {
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return gzip.readAllBytes();
      } catch (IOException e) {
        throw new AssertionError("no gzip", e);
      }
    }

    JsonNode json() {
      try {
        return JSON.readTree(body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + status + " " + body(), e);
      }
    }
  }

  FunctionUrl(PackagedFunction function) {
    this.function = function;
  }

  /// @param query the part after the question mark, encoded
  Answer get(String path, String query) {
    return send("GET", path, query, Map.of(), new byte[0]);
  }

  Answer send(String method, String path, String query, Map<String, String> headers, byte[] body) {
    String payload = function.invoke(event(method, path, query, headers, body).toString());
    if (payload.getBytes(StandardCharsets.UTF_8).length > MOST_OF_PAYLOAD) {
      return new Answer(502, Map.of(), "Internal Server Error".getBytes(StandardCharsets.US_ASCII));
    }
    try {
      JsonNode answer = JSON.readTree(payload);
      String text = answer.path("body").asText("");
      Map<String, String> received = new TreeMap<>();
      answer
          .path("headers")
          .properties()
          .forEach(
              header ->
                  received.put(
                      header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
      return new Answer(
          answer.path("statusCode").asInt(),
          received,
          answer.path("isBase64Encoded").asBoolean()
              ? Base64.getDecoder().decode(text)
              : text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the answer is no JSON", e);
    }
  }

  private static ObjectNode event(
      String method, String path, String query, Map<String, String> headers, byte[] body) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", "$default").put("rawPath", path);
    event.put("rawQueryString", query);
    ObjectNode sent = event.putObject("headers");
    sent.put("host", "abc.lambda-url.us-east-1.on.aws").put("x-forwarded-proto", "https");
    headers.forEach((name, value) -> sent.put(name, value));
    ObjectNode context = event.putObject("requestContext");
    context.put("accountId", "123456789012").put("apiId", "abc").put("stage", "$default");
    context.put("domainName", "abc.lambda-url.us-east-1.on.aws").put("requestId", "request-1");
    context.put("time", "22/Nov/2026:18:00:00 +0000").put("timeEpoch", 1_795_370_400_000L);
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "203.0.113.7")
        .put("userAgent", "walk");
    if (body.length > 0) {
      event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
    } else {
      event.put("isBase64Encoded", false);
    }
    return event;
  }
}
