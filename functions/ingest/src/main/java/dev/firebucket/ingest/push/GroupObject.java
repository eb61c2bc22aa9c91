package dev.firebucket.ingest.push;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.storage.object.BadBytesException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

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
/// # crc32c 0a1b2c3d
/// ```
///
/// The last line is the CRC-32C of all lines before it; objects of older versions have none. A
/// group that was deleted is an object with the line `# deleted`, until it is swept.
final class GroupObject {
  private static final String FIRST_LINE = "# firebucket-push-group 1 ";
  private static final String DELETED = "# deleted";
  private static final String CHECKSUM = "# crc32c ";
  private static final int LENGTH_OF_CHECKSUM = CHECKSUM.length() + 8 + 1;

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
    return sealed(text.append(families).toString());
  }

  static byte[] writeDeleted(String writeId) {
    return sealed(FIRST_LINE + writeId + "\n" + DELETED + "\n");
  }

  private static byte[] sealed(String lines) {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    byte[] seal = seal(bytes, bytes.length);
    byte[] sealed = Arrays.copyOf(bytes, bytes.length + seal.length);
    System.arraycopy(seal, 0, sealed, bytes.length, seal.length);
    return sealed;
  }

  private static byte[] seal(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    String digits = HexFormat.of().toHexDigits((int) checksum.getValue());
    return (CHECKSUM + digits + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static void requireSound(byte[] body) throws BadBytesException {
    int length = body.length - LENGTH_OF_CHECKSUM;
    byte[] start = CHECKSUM.getBytes(StandardCharsets.US_ASCII);
    if (length < 0 || !Arrays.equals(body, length, length + start.length, start, 0, start.length)) {
      return;
    }
    if (!Arrays.equals(body, length, body.length, seal(body, length), 0, LENGTH_OF_CHECKSUM)) {
      throw new BadBytesException("it has another checksum than was written");
    }
  }

  /// The group of an object, empty for one that was deleted.
  ///
  /// @throws BadBytesException when the object is not of this form; the message names it
  static Optional<PushedGroup> read(String key, byte[] body) throws BadBytesException {
    try {
      requireSound(body);
      return read(body);
    } catch (PushRejectedException
        | NoRoomException
        | BadBytesException
        | DateTimeException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new BadBytesException("object " + key + " is damaged: " + e.getMessage(), e);
    }
  }

  private static Optional<PushedGroup> read(byte[] body)
      throws BadBytesException, PushRejectedException, NoRoomException {
    String text = new String(body, StandardCharsets.UTF_8);
    if (!text.startsWith(FIRST_LINE)) {
      throw new BadBytesException("it holds no push group");
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
    return Optional.of(group(labels, times, body));
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
      SortedMap<String, String> labels, Map<String, Instant> times, byte[] body)
      throws PushRejectedException, NoRoomException {
    SortedMap<String, PushedGroup.Timed> families = new TreeMap<>();
    // What was taken once is not counted again.
    for (PushedFamily family : TextFamilies.parse(body, ByteBudget.unlimited()).values()) {
      Instant pushed = times.getOrDefault("family " + family.name(), Instant.EPOCH);
      families.put(family.name(), new PushedGroup.Timed(family, pushed));
    }
    return new PushedGroup(
        new GroupingKey(labels),
        families,
        times.getOrDefault("pushed", Instant.EPOCH),
        times.getOrDefault("failed", Instant.EPOCH));
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
