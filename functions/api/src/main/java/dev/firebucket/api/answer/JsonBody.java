package dev.firebucket.api.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/// Bodies of JSON: records and maps as they are, times as RFC 3339.
public final class JsonBody {
  public static final String CONTENT_TYPE = "application/json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private JsonBody() {}

  /// @param status of HTTP
  /// @throws IllegalArgumentException when a type has no form in JSON
  public static ApiAnswer answer(int status, Object value) {
    try {
      return ApiAnswer.of(status, CONTENT_TYPE, JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
