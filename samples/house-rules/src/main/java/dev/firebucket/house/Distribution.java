package dev.firebucket.house;

import java.util.Arrays;
import java.util.Locale;

/// How large things are.
///
/// @param sizes sorted, at least one
public record Distribution(int[] sizes) {
  public Distribution {
    if (sizes.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sizes = sizes.clone();
    Arrays.sort(sizes);
  }

  /// The size that this part of all things does not exceed.
  ///
  /// @param part from 0 to 1
  public int quantile(double part) {
    return sizes[(int) Math.min(sizes.length - 1L, Math.round(part * (sizes.length - 1)))];
  }

  /// As a cell of a table: `median / p90 / p99 / max`.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d / %d / %d / %d",
        quantile(0.5),
        quantile(0.9),
        quantile(0.99),
        quantile(1));
  }
}
