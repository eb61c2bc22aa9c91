package dev.firebucket.ingest.push;

import dev.firebucket.go.text.Quote;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The labels that name a group: `job` and all others in the path.
///
/// @param labels by name, `job` among them; values may be empty
public record GroupingKey(SortedMap<String, String> labels) {
  private static final String BASE64_SUFFIX = "@base64";
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  public GroupingKey {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /// Reads the path behind `/metrics`: `/job/x/instance/y`, `/job@base64/eA`.
  ///
  /// @param path decoded: as in the Pushgateway a slash cannot be escaped but by `@base64`
  /// @throws PushRejectedException 400 in the Pushgateway's words, 404 for a path without a job
  public static GroupingKey parse(String path) throws PushRejectedException {
    boolean encoded = path.startsWith("/job@base64/");
    if (!encoded && !path.startsWith("/job/")) {
      throw new PushRejectedException(404, "404 page not found");
    }
    String rest = path.substring(encoded ? "/job@base64/".length() : "/job/".length());
    int slash = rest.indexOf('/');
    String job = slash < 0 ? rest : rest.substring(0, slash);
    if (encoded) {
      job = decode(job, "in job name");
    }
    SortedMap<String, String> labels = new TreeMap<>();
    if (slash >= 0 && slash < rest.length() - 1) {
      split(rest.substring(slash), labels);
    }
    if (job.isEmpty()) {
      throw PushRejectedException.badRequest("job name is required");
    }
    labels.put("job", job);
    return new GroupingKey(labels);
  }

  private static void split(String path, SortedMap<String, String> labels)
      throws PushRejectedException {
    String[] parts = path.substring(1).split("/", -1);
    if (parts.length % 2 != 0) {
      throw PushRejectedException.badRequest(
          "odd number of components in label string " + Quote.string(path));
    }
    for (int i = 0; i < parts.length; i += 2) {
      boolean encoded = parts[i].endsWith(BASE64_SUFFIX);
      String name =
          encoded ? parts[i].substring(0, parts[i].length() - BASE64_SUFFIX.length()) : parts[i];
      if (!LABEL_NAME.matcher(name).matches() || name.startsWith("__")) {
        throw PushRejectedException.badRequest("improper label name " + Quote.string(name));
      }
      labels.put(name, encoded ? decode(parts[i + 1], "for label " + name) : parts[i + 1]);
    }
  }

  private static String decode(String encoded, String what) throws PushRejectedException {
    String bare = encoded.replaceFirst("=+$", "");
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(bare);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException e) {
      throw PushRejectedException.badRequest(
          "invalid base64 encoding " + what + " " + Quote.string(encoded) + ": " + e.getMessage());
    } catch (CharacterCodingException e) {
      // The Pushgateway takes such a group and then fails at every scrape.
      throw PushRejectedException.badRequest(
          "invalid base64 encoding " + what + " " + Quote.string(encoded) + ": not UTF-8");
    }
  }

  /// A name for the group that a key of the store may hold: equal keys have equal names.
  String storeName() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(label.getKey()).append('\0').append(label.getValue()).append('\0');
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(text.length() > 1 ? "," : "")
          .append(label.getKey())
          .append('=')
          .append(Quote.string(label.getValue()));
    }
    return text.append('}').toString();
  }
}
