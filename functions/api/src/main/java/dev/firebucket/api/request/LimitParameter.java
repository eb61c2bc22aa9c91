package dev.firebucket.api.request;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.go.number.IntegerReader;
import java.util.ArrayList;
import java.util.List;

/// `limit`: how many entries an answer may have; 0 or absent means no limit.
///
/// @param value not negative
public record LimitParameter(int value) {
  /// The warning of a truncated answer.
  public static final String TRUNCATED = "results truncated due to limit";

  public LimitParameter {
    if (value < 0) {
      throw new IllegalArgumentException("a limit is not negative: " + value);
    }
  }

  /// @throws ApiException when it is not a number, or negative
  public static LimitParameter of(RequestParameters parameters) {
    String text = parameters.first("limit");
    if (text.isEmpty()) {
      return new LimitParameter(0);
    }
    int value;
    try {
      value = Math.clamp(IntegerReader.atoi(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw ApiException.invalidParameter("limit", String.valueOf(e.getMessage()));
    }
    if (value < 0) {
      throw ApiException.invalidParameter("limit", "limit must be non-negative");
    }
    return new LimitParameter(value);
  }

  /// Whether so many entries are too many.
  public boolean exceededBy(int entries) {
    return value > 0 && entries > value;
  }

  /// The entries that fit, and the warning where some do not.
  public <T> List<T> cut(List<T> entries, List<String> warnings) {
    if (!exceededBy(entries.size())) {
      return entries;
    }
    warnings.add(TRUNCATED);
    return new ArrayList<>(entries.subList(0, value));
  }
}
