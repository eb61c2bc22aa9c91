package dev.firebucket.infra;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The context parameters of the CDK app by name, and how one is refused: always with its name, its
/// value and what is allowed.
interface ContextParameters {
  /// Prometheus' way to write a duration: `1d12h`, `15s`, `500ms`.
  Pattern DURATION =
      Pattern.compile(
          "(?:(\\d{1,3})w)?(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s)?(?:(\\d{1,9})ms)?");

  /// The text of a parameter; empty where nothing is said.
  Optional<String> text(String name);

  /// Parameters from a map.
  static ContextParameters of(Map<String, String> texts) {
    Map<String, String> copy = Map.copyOf(texts);
    return name -> Optional.ofNullable(copy.get(name)).filter(text -> !text.isBlank());
  }

  default int number(String name, int otherwise) {
    return text(name).map(text -> wholeNumber(name, text)).orElse(otherwise);
  }

  default boolean flag(String name, boolean otherwise) {
    Optional<String> text = text(name);
    text.ifPresent(t -> require(t.equals("true") || t.equals("false"), name, t, "true or false"));
    return text.map(Boolean::parseBoolean).orElse(otherwise);
  }

  /// Texts separated by commas.
  default List<String> list(String name) {
    return text(name)
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  /// A duration in Prometheus' form, or a whole number of seconds.
  default Duration duration(String name, Duration otherwise) {
    return text(name).map(text -> duration(name, text)).orElse(otherwise);
  }

  private static int wholeNumber(String name, String text) {
    require(text.matches("[0-9]{1,9}"), name, text, "a whole number");
    return Integer.parseInt(text);
  }

  private static Duration duration(String name, String text) {
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Integer.parseInt(text));
    }
    Matcher parts = DURATION.matcher(text);
    require(parts.matches(), name, text, "seconds, or a duration such as 90s, 2m or 1d");
    return Duration.ofDays(7 * part(parts, 1) + part(parts, 2))
        .plusHours(part(parts, 3))
        .plusMinutes(part(parts, 4))
        .plusSeconds(part(parts, 5))
        .plusMillis(part(parts, 6));
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }

  /// How a duration is written in settings and messages.
  static String written(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  /// Goes on where a value is allowed.
  ///
  /// @param allowed what is, as the end of "use …"
  /// @throws IllegalArgumentException where it is not
  static void require(boolean holds, String name, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "context parameter %s: '%s' is not allowed, use %s (-c %s=…)"
              .formatted(name, value, allowed, name));
    }
  }
}
