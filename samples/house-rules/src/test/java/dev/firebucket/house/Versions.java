package dev.firebucket.house;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of versions by their numbers, `4.1.99.Final` before `4.1.140.Final`; words count for
/// nothing but to tell a version before its release (`-M1`, `ea1`, `-beta2`) from it.
final class Versions {
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern UNRELEASED =
      Pattern.compile(
          "(?i)(?<![a-z])(alpha|beta|cr|ea|m|milestone|rc|snapshot|pre|preview)[.-]?\\d*$");

  private Versions() {}

  static boolean isUnreleased(String version) {
    return UNRELEASED.matcher(version).find();
  }

  static int compare(String one, String other) {
    String[] ones = numbers(one);
    String[] others = numbers(other);
    for (int i = 0; i < Math.max(ones.length, others.length); i++) {
      int order = Long.compare(at(ones, i), at(others, i));
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(isUnreleased(other), isUnreleased(one));
  }

  /// The numbers before the first word that tells of no release.
  private static String[] numbers(String version) {
    Matcher word = UNRELEASED.matcher(version);
    String released = word.find() ? version.substring(0, word.start()) : version;
    return NUMBER.matcher(released).results().map(found -> found.group()).toArray(String[]::new);
  }

  private static long at(String[] numbers, int place) {
    return place < numbers.length ? Long.parseLong(numbers[place]) : 0;
  }
}
