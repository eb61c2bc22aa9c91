package dev.firebucket.ingest.push;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The form of a group in the store: the text format itself, which every tool reads, behind
/// comments that say what the format has no words for.
///
/// ```
/// # firebucket-push-group 1 <id of the write>
/// # label job "backup"
/// # pushed 2026-11-22T18:15:45.716358117Z
/// # failed 1970-01-01T00:00:00Z
/// # family last_success_seconds 2026-11-22T18:15:45.716358117Z
/// # TYPE last_success_seconds gauge
/// last_success_seconds{instance="",job="backup"} 1.7e+09
/// ```
///
/// A group that was deleted is an object with the line `# deleted`, until it is swept.
final class GroupObject {
  private static final String FIRST_LINE = "# firebucket-push-group 1 ";
  private static final String DELETED = "# deleted";

  private GroupObject() {}

  /// @param writeId identifies this write, so that an unknown outcome can be settled
  static byte[] write(PushedGroup group, String writeId) {
    StringBuilder text = new StringBuilder(FIRST_LINE).append(writeId).append('\n');
    group
        .key()
        .labels()
        .forEach(
            (name, value) ->
                text.append("# label ").append(name).append(' ').append(quote(value)).append('\n'));
    text.append("# pushed ").append(group.pushed()).append('\n');
    text.append("# failed ").append(group.failed()).append('\n');
    FamilyText families = new FamilyText(false);
    for (PushedGroup.Timed timed : group.families().values()) {
      text.append("# family ").append(timed.family().name()).append(' ');
      text.append(timed.pushed()).append('\n');
      families.add(timed.family());
    }
    return text.append(families).toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] writeDeleted(String writeId) {
    return (FIRST_LINE + writeId + "\n" + DELETED + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The group of an object, empty for one that was deleted.
  ///
  /// @throws IOException when the object is not of this form; the message names it
  static Optional<PushedGroup> read(String key, byte[] body) throws IOException {
    String text = new String(body, StandardCharsets.UTF_8);
    if (!text.startsWith(FIRST_LINE)) {
      throw new IOException("object " + key + " holds no push group: delete it");
    }
    SortedMap<String, String> labels = new TreeMap<>();
    Map<String, Instant> times = new LinkedHashMap<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.equals(DELETED)) {
        return Optional.empty();
      }
      if (!line.startsWith("# ") || line.startsWith("# TYPE") || line.startsWith("# HELP")) {
        break;
      }
      header(line.substring(2).split(" ", 3), labels, times);
    }
    return Optional.of(group(key, labels, times, body));
  }

  private static void header(
      String[] words, SortedMap<String, String> labels, Map<String, Instant> times) {
    switch (words[0]) {
      case "label" -> labels.put(words[1], unquote(words[2]));
      case "pushed", "failed" -> times.put(words[0], Instant.parse(words[1]));
      case "family" -> times.put("family " + words[1], Instant.parse(words[2]));
      default -> {}
    }
  }

  private static PushedGroup group(
      String key, SortedMap<String, String> labels, Map<String, Instant> times, byte[] body)
      throws IOException {
    try {
      SortedMap<String, PushedGroup.Timed> families = new TreeMap<>();
      for (PushedFamily family : TextFamilies.parse(body, ByteBudget.unlimited()).values()) {
        Instant pushed = times.getOrDefault("family " + family.name(), Instant.EPOCH);
        families.put(family.name(), new PushedGroup.Timed(family, pushed));
      }
      return new PushedGroup(
          new GroupingKey(labels),
          families,
          times.getOrDefault("pushed", Instant.EPOCH),
          times.getOrDefault("failed", Instant.EPOCH));
    } catch (PushRejectedException | NoRoomException e) {
      throw new IOException("object " + key + " is damaged: " + e.getMessage(), e);
    }
  }

  private static String quote(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") + '"';
  }

  private static String unquote(String quoted) {
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < quoted.length() - 1; i++) {
      char c = quoted.charAt(i);
      if (c == '\\') {
        char escaped = quoted.charAt(++i);
        value.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
