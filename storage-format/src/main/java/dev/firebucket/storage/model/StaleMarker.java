package dev.firebucket.storage.model;

/// The value that ends a series: a NaN with bits of its own, told apart from every other NaN.
///
/// A scrape writes it for a series that its target no longer shows; a selector that meets it as the
/// newest sample answers nothing for that series. The bits are those of Prometheus
/// (`model/value/value.go`).
public final class StaleMarker {
  /// The bits of the marker, as `Double.doubleToRawLongBits` gives them.
  public static final long BITS = 0x7ff0000000000002L;

  /// The marker itself. Compare by [#is], never by `==` or `isNaN`.
  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  /// Whether a value is the marker; false for every other NaN.
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
