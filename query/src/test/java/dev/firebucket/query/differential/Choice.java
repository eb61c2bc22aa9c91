package dev.firebucket.query.differential;

import java.util.Random;

/// What a seed chooses: the same choices for the same seed, in the same order of asking.
final class Choice {
  private final Random random;

  Choice(long seed) {
    // Neighbouring seeds of Random begin alike.
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
  }

  /// One of several texts, each as likely.
  String of(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /// A whole number from 0 on.
  int below(int limit) {
    return random.nextInt(limit);
  }

  /// Whether something that happens so many times in a hundred happens now.
  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }
}
