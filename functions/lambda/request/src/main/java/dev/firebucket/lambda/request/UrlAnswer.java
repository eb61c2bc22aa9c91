package dev.firebucket.lambda.request;

import dev.firebucket.config.server.AcceptedEncodings;
import dev.firebucket.config.server.Gzip;
import dev.firebucket.lambda.request.answer.PayloadSize;
import dev.firebucket.lambda.start.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// An answer to a [UrlRequest].
///
/// @param status of HTTP
/// @param headers by name, one value each
/// @param body UTF-8 text, may be empty
/// @param instead what is answered where Lambda would not let it through
public record UrlAnswer(int status, Map<String, String> headers, byte[] body, Instead instead) {
  private static final int SERVER_ERROR = 500;
  private static final String PLAIN = "text/plain; charset=utf-8";

  /// 204.
  public static final UrlAnswer EMPTY = new UrlAnswer(204, Map.of(), new byte[0]);

  /// What is answered instead of what is too large.
  @FunctionalInterface
  public interface Instead {
    /// A short answer.
    UrlAnswer of(Oversize oversize);
  }

  public UrlAnswer {
    headers = Map.copyOf(headers);
  }

  /// One that is a line of text instead, where it is too large.
  public UrlAnswer(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, oversize -> plain(422, words(oversize)));
  }

  /// An answer with a body.
  public static UrlAnswer of(int status, String contentType, byte[] body) {
    return new UrlAnswer(status, Map.of("Content-Type", contentType), body);
  }

  /// A line of plain text.
  public static UrlAnswer plain(int status, String words) {
    return of(status, PLAIN, words.getBytes(StandardCharsets.UTF_8));
  }

  /// The same with a header more.
  public UrlAnswer with(String name, String value) {
    return with(Map.of(name, value));
  }

  /// The same with more headers, which replace those of the same names.
  public UrlAnswer with(Map<String, String> others) {
    Map<String, String> more = new TreeMap<>(headers);
    more.putAll(others);
    return new UrlAnswer(status, more, body, instead);
  }

  /// Whether it says that the function failed to do what was asked.
  public boolean isFailure() {
    return status >= SERVER_ERROR;
  }

  /// The same to `HEAD`.
  public UrlAnswer withoutBody() {
    return new UrlAnswer(status, headers, new byte[0]);
  }

  /// As Lambda takes it: compressed where the caller takes that and it is worth it. What is too
  /// large for Lambda becomes an error that says so.
  ///
  /// @param request that it answers
  /// @throws IOException never, in truth: nothing is written outside memory
  public byte[] json(UrlRequest request) throws IOException {
    if (body.length < Gzip.LEAST_TO_COMPRESS) {
      return json(body, false);
    }
    UrlAnswer varying = with("Vary", AcceptedEncodings.vary(headers.get("Vary")));
    if (AcceptedEncodings.includeGzip(request.headerValues("accept-encoding"))) {
      byte[] packed = Gzip.of(body);
      long payload = PayloadSize.ofBytes(packed.length);
      return payload > PayloadSize.MOST_OF_BODY
          ? replaced(instead.of(new Oversize(body, payload, true, false)))
          : varying.with("Content-Encoding", "gzip").json(packed, true);
    }
    long payload = PayloadSize.ofText(body);
    if (payload <= PayloadSize.MOST_OF_BODY) {
      return varying.json(body, false);
    }
    boolean wouldFit = PayloadSize.ofBytes(Gzip.of(body).length) <= PayloadSize.MOST_OF_BODY;
    return replaced(instead.of(new Oversize(body, payload, false, wouldFit)));
  }

  /// What is said of the origins stays.
  private byte[] replaced(UrlAnswer error) throws IOException {
    Map<String, String> kept = new TreeMap<>(headers);
    kept.putAll(error.headers);
    return new UrlAnswer(error.status, kept, error.body).json(error.body, false);
  }

  private static String words(Oversize oversize) {
    return oversize.sentence()
        + (oversize.wouldFitCompressed() ? "; " + Oversize.COMPRESSED_FITS : "")
        + "\n";
  }

  private byte[] json(byte[] content, boolean isBytes) throws IOException {
    return EventJson.write(
        json -> {
          json.writeNumberField("statusCode", status);
          json.writeObjectFieldStart("headers");
          for (Map.Entry<String, String> header : new TreeMap<>(headers).entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
          }
          json.writeEndObject();
          json.writeBooleanField("isBase64Encoded", isBytes);
          json.writeStringField(
              "body",
              isBytes
                  ? Base64.getEncoder().encodeToString(content)
                  : new String(content, StandardCharsets.UTF_8));
        });
  }
}
