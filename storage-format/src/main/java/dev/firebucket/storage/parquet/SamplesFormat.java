package dev.firebucket.storage.parquet;

import java.util.Arrays;

/// The version of a samples file's columns. Keys of fresh objects and catalog entries name it, so
/// that readers know it before they open a file.
public enum SamplesFormat {
  /// No column `stale`: a stale marker is known by the bits of its NaN alone.
  NAN_BITS(1),

  /// The column `stale` says which samples are stale markers, and the columns have field ids.
  STALE_COLUMN(2);

  /// What is written today.
  public static final SamplesFormat CURRENT = STALE_COLUMN;

  private final int number;

  SamplesFormat(int number) {
    this.number = number;
  }

  /// As keys and catalogs name it.
  public int number() {
    return number;
  }

  /// A format by its number. Files of a later format are read as those of the current one.
  ///
  /// @throws IllegalArgumentException for a number below 1
  public static SamplesFormat of(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("there is no samples format " + number);
    }
    return Arrays.stream(values())
        .filter(format -> format.number == number)
        .findFirst()
        .orElse(CURRENT);
  }
}
