package dev.firebucket.backfill.block;

import java.util.random.RandomGenerator;

/// The name of a block: 48 bits of time and 80 of chance, in 26 signs that sort by time
/// (<https://github.com/ulid/spec>).
public final class Ulid {
  private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SIGN_BITS = 5;

  private Ulid() {}

  /// @param millis when the block is written
  public static String of(long millis, RandomGenerator random) {
    StringBuilder signs = new StringBuilder();
    for (int shift = 45; shift >= 0; shift -= SIGN_BITS) {
      signs.append(SIGNS.charAt((int) (millis >>> shift & 31)));
    }
    for (int i = 0; i < 16; i++) {
      signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return signs.toString();
  }
}
