package dev.firebucket.backfill.chunk;

import dev.firebucket.storage.model.FloatHistogram.ResetHint;

/// What a chunk of histograms says about a counter reset before it: the two highest bits of its
/// third byte.
enum ResetHeader {
  UNKNOWN(0b00),
  NOT_RESET(0b01),
  RESET(0b10),
  GAUGE(0b11);

  private static final int SHIFT = 6;

  private final int code;

  ResetHeader(int code) {
    this.code = code;
  }

  static ResetHeader of(int flags) {
    int code = flags >>> SHIFT & 0b11;
    for (ResetHeader header : values()) {
      if (header.code == code) {
        return header;
      }
    }
    throw new IllegalStateException("two bits have four values");
  }

  static ResetHeader of(ResetHint hint) {
    return switch (hint) {
      case RESET -> RESET;
      case GAUGE -> GAUGE;
      case UNKNOWN, NOT_RESET -> UNKNOWN;
    };
  }

  int flags() {
    return code << SHIFT;
  }

  /// The hint of a sample. What follows inside of a chunk is left to the reader of samples, which
  /// looks for resets itself.
  ///
  /// @param first whether it is the first of the chunk
  ResetHint hint(boolean first) {
    return switch (this) {
      case GAUGE -> ResetHint.GAUGE;
      case RESET -> first ? ResetHint.RESET : ResetHint.UNKNOWN;
      case UNKNOWN, NOT_RESET -> ResetHint.UNKNOWN;
    };
  }
}
