package dev.firebucket.query.promqltest;

import dev.firebucket.go.time.PrometheusDuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the values of a line `@st`: when the samples of the line after it began to count, relative
/// to their own time: `-1m _ 0 -30s-10sx3`.
final class StartNotation {
  private static final String DURATION = "[+-]?(?:0|(?:[0-9]+(?:ms|[smhdwy]))+)";
  private static final Pattern ITEM =
      Pattern.compile(
          "(?<gap>_)(?:x(?<gaps>[0-9]+))?"
              + "|(?<start>"
              + DURATION
              + ")(?:(?<sign>[+-])(?<delta>"
              + DURATION
              + "))?(?:x(?<times>[0-9]+))?");

  private StartNotation() {}

  /// @throws IllegalArgumentException when an item is none
  static List<OptionalLong> read(String text) {
    List<OptionalLong> offsets = new ArrayList<>();
    for (String item : text.strip().split("\\s+", -1)) {
      Matcher matcher = ITEM.matcher(item);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("no start timestamp of a series: " + item);
      }
      if (matcher.group("gap") != null) {
        offsets.addAll(Collections.nCopies(count(matcher, "gaps", 1), OptionalLong.empty()));
      } else {
        add(offsets, matcher);
      }
    }
    return offsets;
  }

  private static void add(List<OptionalLong> offsets, Matcher item) {
    long offset = millis(item.group("start"));
    String delta = item.group("delta");
    long step = delta == null ? 0 : millis(delta);
    long signed = "-".equals(item.group("sign")) ? -step : step;
    int more = count(item, "times", 0);
    for (int i = 0; i <= more; i++) {
      offsets.add(OptionalLong.of(offset + i * signed));
    }
  }

  private static int count(Matcher item, String group, int otherwise) {
    String text = item.group(group);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  private static long millis(String duration) {
    boolean signed = duration.startsWith("-") || duration.startsWith("+");
    long millis = PrometheusDuration.parse(signed ? duration.substring(1) : duration).toMillis();
    return duration.startsWith("-") ? -millis : millis;
  }
}
