package dev.firebucket.config.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes in bytes as Prometheus writes them: `100MB`, `1KiB`, `512B`, all powers of 1024 (units
/// `Base2Bytes`). A number without a unit is refused, except 0.
public final class ByteSize {
  private static final Map<String, Integer> SHIFTS =
      Map.ofEntries(
          Map.entry("B", 0),
          Map.entry("KB", 10),
          Map.entry("KiB", 10),
          Map.entry("MB", 20),
          Map.entry("MiB", 20),
          Map.entry("GB", 30),
          Map.entry("GiB", 30),
          Map.entry("TB", 40),
          Map.entry("TiB", 40),
          Map.entry("PB", 50),
          Map.entry("PiB", 50),
          Map.entry("EB", 60),
          Map.entry("EiB", 60));
  private static final String[] UNITS = {"EB", "PB", "TB", "GB", "MB", "KB"};
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)([^0-9.]*)");

  private ByteSize() {}

  /// Reads a size, also of several parts: `1GB512MB`. As in Prometheus it may be negative, which
  /// limits nothing.
  ///
  /// @throws IllegalArgumentException with Prometheus' words for a missing or unknown unit
  public static long parse(String text) {
    if (text.equals("0")) {
      return 0;
    }
    if (text.startsWith("-") && text.length() > 1) {
      return -parse(text.substring(1));
    }
    Matcher part = PART.matcher(text);
    double sum = 0;
    int at = 0;
    while (at < text.length()) {
      if (!part.find(at) || part.start() != at || !part.group(1).matches(".*[0-9].*")) {
        throw new IllegalArgumentException("units: invalid " + text);
      }
      Integer shift = SHIFTS.get(part.group(2));
      if (shift == null) {
        throw new IllegalArgumentException("units: unknown unit " + part.group(2) + " in " + text);
      }
      sum += Double.parseDouble(part.group(1)) * (1L << shift);
      at = part.end();
    }
    if (text.isEmpty() || sum >= 0x1p63) {
      throw new IllegalArgumentException("units: invalid " + text);
    }
    return (long) sum;
  }

  /// Writes a size in the largest unit that divides it: `15MB`.
  public static String format(long bytes) {
    for (String unit : UNITS) {
      long scale = 1L << SHIFTS.getOrDefault(unit, 0);
      if (bytes >= scale && bytes % scale == 0) {
        return bytes / scale + unit.replace("B", "iB");
      }
    }
    return bytes + "B";
  }
}
