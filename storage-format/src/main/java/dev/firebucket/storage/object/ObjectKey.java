package dev.firebucket.storage.object;

import java.util.regex.Pattern;

/// What a key may look like, the same for every store: parts of `[A-Za-z0-9=._-]` between single
/// slashes, no part `.` or `..`.
public final class ObjectKey {
  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9=._-]+");
  private static final Pattern KEY = Pattern.compile(PART + "(/" + PART + ")*");

  private ObjectKey() {}

  /// @throws IllegalArgumentException for a key that some store could not hold
  public static String require(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "not an object key: '" + key + "' (parts of A-Z a-z 0-9 = . _ - between single slashes)");
    }
    return key;
  }

  /// @throws IllegalArgumentException for a prefix that is neither empty nor a whole folder
  public static String requirePrefix(String prefix) {
    if (prefix.isEmpty()) {
      return prefix;
    }
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "not a prefix: '" + prefix + "' (a whole folder that ends in '/', or empty)");
    }
    require(prefix.substring(0, prefix.length() - 1));
    return prefix;
  }
}
