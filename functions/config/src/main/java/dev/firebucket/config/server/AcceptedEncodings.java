package dev.firebucket.config.server;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a caller takes gzip: the header `Accept-Encoding`.
public final class AcceptedEncodings {
  private AcceptedEncodings() {}

  /// @param values of the header, each perhaps a list
  public static boolean includeGzip(List<String> values) {
    boolean any = false;
    for (String value : values) {
      for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] coding = part.split(";", -1);
        String name = coding[0].strip();
        if (name.equals("gzip") || name.equals("x-gzip")) {
          return isWanted(coding);
        }
        any |= name.equals("*") && isWanted(coding);
      }
    }
    return any;
  }

  /// The header `Vary` of an answer that is compressed for those who take it.
  ///
  /// @param others what it varies by besides; null for nothing
  public static String vary(@Nullable String others) {
    return others == null ? "Accept-Encoding" : others + ", Accept-Encoding";
  }

  /// A weight of 0 refuses.
  private static boolean isWanted(String[] coding) {
    for (int at = 1; at < coding.length; at++) {
      if (coding[at].replace(" ", "").matches("q=0(\\.0*)?")) {
        return false;
      }
    }
    return true;
  }
}
