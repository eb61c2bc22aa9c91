package dev.firebucket.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What a function's zip contains, as a hash that stays the same when it is built again from the
/// same sources: so that a deployment without a change changes nothing.
///
/// Times and the order of the entries are left out.
final class CodeFingerprint {
  private CodeFingerprint() {}

  static String of(Path zip) {
    try (ZipFile entries = new ZipFile(zip.toFile())) {
      List<String> content = new ArrayList<>();
      for (ZipEntry entry : Collections.list(entries.entries())) {
        if (!entry.isDirectory()) {
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

  private static String line(String name, long crc, long size) {
    return "%s %x %d%n".formatted(name, crc, size);
  }
}
