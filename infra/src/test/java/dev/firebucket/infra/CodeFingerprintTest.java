package dev.firebucket.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeFingerprintTest {
  @TempDir private Path folder;

  @Test
  void theSameContentBuiltAgainIsTheSame() throws IOException {
    Map<String, String> again = new LinkedHashMap<>();
    again.put("lib/function.jar", "a");
    again.put("start", "b");

    assertThat(zip("second.zip", 1_000_000_000_000L, again))
        .isEqualTo(
            zip("first.zip", 1_700_000_000_000L, Map.of("start", "b", "lib/function.jar", "a")));
  }

  @Test
  void anotherContentIsAnother() throws IOException {
    String one = zip("one.zip", 0, Map.of("a.class", "a"));

    assertThat(zip("changed.zip", 0, Map.of("a.class", "A"))).isNotEqualTo(one);
    assertThat(zip("renamed.zip", 0, Map.of("b.class", "a"))).isNotEqualTo(one);
    assertThat(zip("more.zip", 0, Map.of("a.class", "a", "b.class", ""))).isNotEqualTo(one);
  }

  private String zip(String name, long millis, Map<String, String> content) throws IOException {
    return CodeFingerprint.of(write(name, millis, content));
  }

  private Path write(String name, long millis, Map<String, String> content) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> one : content.entrySet()) {
        ZipEntry entry = new ZipEntry(one.getKey());
        entry.setTime(millis);
        entries.putNextEntry(entry);
        entries.write(one.getValue().getBytes(StandardCharsets.UTF_8));
        entries.closeEntry();
      }
    }
    return file;
  }
}
