package dev.firebucket.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/// What a function's zip contains, as a hash that stays the same when it is built again from the
/// same sources: so that a deployment without a change changes nothing.
///
/// Quarkus writes the classes of its start-up a little differently in each build. They follow from
/// everything else in the zip, and are left out, as are times and the order of the entries.
final class CodeFingerprint {
  private static final String WRITTEN_AT_BUILD = "io/quarkus/runner/recorded/";

  /// The jar that has them.
  private static final String FUNCTION = "lib/function.jar";

  private CodeFingerprint() {}

  static String of(Path zip) {
    try (ZipFile entries = new ZipFile(zip.toFile())) {
      List<String> content = new ArrayList<>();
      for (ZipEntry entry : Collections.list(entries.entries())) {
        if (entry.getName().equals(FUNCTION)) {
          addFunction(entries.getInputStream(entry), content);
        } else if (!entry.isDirectory()) {
          content.add(line(entry.getName(), entry.getCrc(), entry.getSize()));
        }
      }
      Collections.sort(content);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + zip + "; package it again", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void addFunction(InputStream jar, List<String> content) throws IOException {
    try (ZipInputStream in = new ZipInputStream(jar)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().startsWith(WRITTEN_AT_BUILD)) {
          CRC32 crc = new CRC32();
          byte[] bytes = in.readAllBytes();
          crc.update(bytes);
          content.add(line(FUNCTION + "!" + entry.getName(), crc.getValue(), bytes.length));
        }
      }
    }
  }

  private static String line(String name, long crc, long size) {
    return "%s %x %d%n".formatted(name, crc, size);
  }
}
