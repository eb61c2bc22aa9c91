package dev.firebucket.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.firebucket.query.error.PromqlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The envelope around every answer of the Prometheus HTTP API
/// (https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview).
///
/// @param status `success` or `error`
/// @param data what was asked for; an error may have some too
/// @param errorType see [PromqlException.Type]
/// @param error a sentence
/// @param warnings what the caller should know although there is an answer
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope(
    String status,
    @Nullable Object data,
    @Nullable String errorType,
    @Nullable String error,
    @Nullable List<String> warnings) {

  /// An answer with data.
  public static ApiAnswer success(Object data) {
    return json(200, new Envelope("success", data, null, null, null));
  }

  /// An answer with data and something to say about it; no warnings, no key.
  public static ApiAnswer success(Object data, List<String> warnings) {
    return json(
        200, new Envelope("success", data, null, null, warnings.isEmpty() ? null : warnings));
  }

  /// An answer of bytes that hold the whole envelope already.
  public static ApiAnswer bytes(byte[] body) {
    return ApiAnswer.of(200, JsonBody.CONTENT_TYPE, body);
  }

  /// An error with its type's status.
  public static ApiAnswer error(PromqlException.Type type, String message) {
    return error(type.status(), type.wireName(), message);
  }

  /// An error of a status and a type.
  public static ApiAnswer error(int status, String errorType, String message) {
    return json(status, new Envelope("error", null, errorType, message, null));
  }

  private static ApiAnswer json(int status, Envelope envelope) {
    return JsonBody.answer(status, envelope);
  }
}
