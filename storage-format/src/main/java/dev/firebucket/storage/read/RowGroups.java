package dev.firebucket.storage.read;

import dev.firebucket.storage.model.Xxh64;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Row groups of an object, and the name of a file of them: `<object>@3-7_50`.
///
/// @param places of the row groups in the object
record RowGroups(BitSet places) {
  private static final Pattern NAME = Pattern.compile("(.+)@([0-9]+(?:[-_][0-9]+)*)");

  /// File systems take 255 bytes.
  private static final int LONGEST = 120;

  RowGroups {
    places = (BitSet) places.clone();
  }

  @Override
  public BitSet places() {
    return (BitSet) places.clone();
  }

  /// The name of a file of these row groups. Where that is too long it cannot be read back.
  String nameOf(String object) {
    String text =
        places.stream()
            .filter(place -> place == 0 || !places.get(place - 1))
            .mapToObj(this::run)
            .collect(Collectors.joining("_"));
    return object + "@" + (text.length() <= LONGEST ? text : "x" + hash(text));
  }

  private String run(int from) {
    int to = places.nextClearBit(from) - 1;
    return from == to ? Integer.toString(from) : from + "-" + to;
  }

  private static String hash(String text) {
    return Long.toHexString(Xxh64.hash(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The object of a file's name.
  static String objectOf(String name) {
    return name.substring(0, name.lastIndexOf('@'));
  }

  /// The row groups of a file's name, if it is one of row groups.
  static Optional<RowGroups> ofName(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    BitSet places = new BitSet();
    for (String run : parts.group(2).split("_", -1)) {
      String[] ends = run.split("-", -1);
      int from = Integer.parseInt(ends[0]);
      int to = ends.length > 1 ? Integer.parseInt(ends[1]) : from;
      if (to < from || ends.length > 2) {
        return Optional.empty();
      }
      places.set(from, to + 1);
    }
    return Optional.of(new RowGroups(places));
  }
}
