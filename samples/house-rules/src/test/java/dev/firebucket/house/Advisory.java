package dev.firebucket.house;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// A known fault of a library: a line of `advisories.tsv`.
///
/// @param library `group:artifact`; `group:*` for all of a group
/// @param from the first version that has it
/// @param fixed the first version of this line that does not
/// @param source by which name it is published
/// @param what in a few words
/// @param unreached why we may ship it all the same, empty where we may not
record Advisory(
    String library, String from, String fixed, String source, String what, String unreached) {
  static List<Advisory> read() throws IOException {
    return Files.readAllLines(
            Repository.ROOT.resolve("samples/house-rules/src/test/resources/advisories.tsv"))
        .stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Advisory::of)
        .toList();
  }

  private static Advisory of(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 6) {
      throw new IllegalArgumentException("not six columns: " + line);
    }
    return new Advisory(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
  }

  boolean concerns(Library one) {
    boolean named =
        library.endsWith(":*")
            ? library.equals(one.group() + ":*")
            : library.equals(one.coordinates());
    return named
        && Versions.compare(one.version(), from) >= 0
        && Versions.compare(one.version(), fixed) < 0;
  }
}
