package dev.firebucket.api.target;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.go.number.IntegerReader;

/// Limits of the metadata calls: -1 for none.
final class MetadataLimit {
  private MetadataLimit() {}

  static int parse(String name, String text) {
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
