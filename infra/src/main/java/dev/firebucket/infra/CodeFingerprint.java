package dev.firebucket.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;

/// What a function's zip contains, as a hash that stays the same when it is built again from the
/// same sources: so that a deployment without a change changes nothing.
///
/// Quarkus writes the classes of its start-up a little differently in each build. They follow from
/// everything else in the zip, and are left out, as are times and the order of the entries.
final class CodeFingerprint {
  private static final String WRITTEN_AT_BUILD = "io/quarkus/runner/recorded/";

  private CodeFingerprint() {}

  static String of(Path zip) {
    try (ZipFile entries = new ZipFile(zip.toFile())) {
      List<String> content =
          entries.stream()
              .filter(entry -> !entry.getName().startsWith(WRITTEN_AT_BUILD))
              .map(
                  entry -> "%s %x %d%n".formatted(entry.getName(), entry.getCrc(), entry.getSize()))
              .sorted()
              .toList();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + zip + "; package it again", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
