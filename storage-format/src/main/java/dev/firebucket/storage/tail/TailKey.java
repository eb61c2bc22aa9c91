package dev.firebucket.storage.tail;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.parquet.SamplesFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The key of a fresh object, which says what a reader must know before it opens the object.
///
/// `tail/20261122T175353123Z_1763834030000_1763834033000_40000_v2-5f2c….parquet`: written at,
/// oldest and newest sample in milliseconds, rows, the format of the file, and a part that makes
/// the key unique. Keys sort by the time of writing. A key without a format has the first one.
///
/// @param writtenAt when the object was written, by the writer's clock, milliseconds kept
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param format of the file
/// @param unique distinguishes objects of one millisecond
public record TailKey(
    Instant writtenAt,
    long firstMillis,
    long lastMillis,
    long rows,
    SamplesFormat format,
    String unique) {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern UNIQUE = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern KEY =
      Pattern.compile(
          StorageLayout.TAIL
              + "(\\d{8}T\\d{9}Z)_(-?\\d{1,18})_(-?\\d{1,18})_(\\d{1,18})_(?:v(\\d{1,9})-)?("
              + UNIQUE
              + ")\\.parquet");

  /// @throws IllegalArgumentException for an empty object or an invalid unique part
  public TailKey {
    writtenAt = Instant.ofEpochMilli(writtenAt.toEpochMilli());
    if (firstMillis > lastMillis || rows <= 0 || !UNIQUE.matcher(unique).matches()) {
      throw new IllegalArgumentException(
          "not a tail object: %d to %d, %d rows, unique part '%s'"
              .formatted(firstMillis, lastMillis, rows, unique));
    }
  }

  /// The key as the store knows it.
  public String key() {
    String version = format == SamplesFormat.NAN_BITS ? "" : "v" + format.number() + "-";
    return "%s%s_%d_%d_%d_%s%s.parquet"
        .formatted(
            StorageLayout.TAIL,
            WRITTEN.format(writtenAt),
            firstMillis,
            lastMillis,
            rows,
            version,
            unique);
  }

  /// What sorts before every key of objects that are written at a time or later.
  public static String firstAt(Instant writtenAt) {
    return StorageLayout.TAIL + WRITTEN.format(writtenAt);
  }

  /// Reads a key; empty for an object under `tail/` that is not of this format.
  public static Optional<TailKey> parse(String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TailKey(
              WRITTEN.parse(parts.group(1), Instant::from),
              Long.parseLong(parts.group(2)),
              Long.parseLong(parts.group(3)),
              Long.parseLong(parts.group(4)),
              parts.group(5) == null
                  ? SamplesFormat.NAN_BITS
                  : SamplesFormat.of(Integer.parseInt(parts.group(5))),
              parts.group(6)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether any of its samples may lie in a range, both ends included.
  public boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }
}
