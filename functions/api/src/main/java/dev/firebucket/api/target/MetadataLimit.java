package dev.firebucket.api.target;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.go.number.IntegerReader;

/// Limits of the metadata calls: -1 for none.
final class MetadataLimit {
  private MetadataLimit() {}

  static int of(RequestParameters parameters, String name) {
    String text = parameters.first(name);
    if (text.isEmpty()) {
      return -1;
    }
    try {
      return Math.clamp(IntegerReader.atoi(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw ApiException.badData(name + " must be a number");
    }
  }
}
