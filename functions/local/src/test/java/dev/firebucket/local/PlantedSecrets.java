package dev.firebucket.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Marked secrets, each told from the others by its place, and the search for them in whatever left
/// the process: as they are, or as a part of `user:secret` in Base64.
final class PlantedSecrets {
  private static final Pattern PLACE = Pattern.compile("«([^»]+)»");
  static final String MARK = "S3CRET";

  private final Map<String, String> places = new LinkedHashMap<>();

  /// A text with a secret in place of each `«place»`.
  String plantIn(String text) {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(plant(place.group(1))));
  }

  /// A secret for a place.
  String plant(String place) {
    String secret = MARK + (1000 + places.size()) + "Z";
    places.put(secret, place);
    return secret;
  }

  /// The places whose secrets stand in a text.
  TreeSet<String> foundIn(String text) {
    TreeSet<String> found = new TreeSet<>();
    places.forEach(
        (secret, place) -> {
          String encoded =
              Base64.getEncoder()
                  .withoutPadding()
                  .encodeToString(("user:" + secret).getBytes(UTF_8));
          if (text.contains(secret) || text.contains(encoded)) {
            found.add(place);
          }
        });
    return found;
  }

  /// The same in a file of any kind.
  TreeSet<String> foundIn(Path file) throws IOException {
    return foundIn(
        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
