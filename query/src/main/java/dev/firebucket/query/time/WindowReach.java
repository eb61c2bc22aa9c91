package dev.firebucket.query.time;

import java.util.List;
import java.util.Locale;

/// How far a range selector looks beyond its window: `x[5m] anchored` takes the sample at or before
/// its start, `x[5m] smoothed` that and the one after its end (feature
/// `promql-extended-range-selectors`).
///
/// @param kind which of them
/// @param lookbackMillis how far from the window's edge such a sample may be
public record WindowReach(Kind kind, long lookbackMillis) {
  /// A window that ends where it ends.
  public static final WindowReach NONE = new WindowReach(Kind.NONE, 0);

  /// The modifier.
  public enum Kind {
    NONE,
    ANCHORED,
    SMOOTHED;

    /// The functions that take samples outside their window, in alphabetic order.
    public List<String> functionNames() {
      return switch (this) {
        case NONE -> List.of();
        case ANCHORED -> List.of("changes", "delta", "increase", "rate", "resets");
        case SMOOTHED -> List.of("delta", "increase", "rate");
      };
    }

    /// The modifier in PromQL.
    public String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether it looks beyond at all.
  public boolean isExtended() {
    return kind != Kind.NONE;
  }

  /// How many milliseconds before the window it looks.
  public long beforeMillis() {
    return lookbackMillis;
  }

  /// How many milliseconds after the window it looks.
  public long afterMillis() {
    return kind == Kind.SMOOTHED ? lookbackMillis : 0;
  }

  /// ` anchored`, empty for a window that ends where it ends: for printing.
  public String suffix() {
    return isExtended() ? " " + kind.keyword() : "";
  }
}
