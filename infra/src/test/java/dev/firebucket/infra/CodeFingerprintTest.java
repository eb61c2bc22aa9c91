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
  private static final String RECORDED = "io/quarkus/runner/recorded/Arc$1.class";

  private static final String FUNCTION = "lib/function.jar";

  @TempDir private Path folder;

  @Test
  void theSameContentBuiltAgainIsTheSame() throws IOException {
    Map<String, String> again = new LinkedHashMap<>();
    again.put(FUNCTION, jar("again.jar", Map.of(RECORDED, "written differently", "a.class", "a")));
    again.put("start", "b");
    String first = jar("first.jar", Map.of("a.class", "a", RECORDED, "written"));

    assertThat(zip("second.zip", 1_000_000_000_000L, again))
        .isEqualTo(zip("first.zip", 1_700_000_000_000L, Map.of("start", "b", FUNCTION, first)));
  }

  @Test
  void anotherContentIsAnother() throws IOException {
    String one = zip("one.zip", 0, Map.of("a.class", "a"));

    assertThat(zip("changed.zip", 0, Map.of("a.class", "A"))).isNotEqualTo(one);
    assertThat(zip("renamed.zip", 0, Map.of("b.class", "a"))).isNotEqualTo(one);
    assertThat(zip("more.zip", 0, Map.of("a.class", "a", "b.class", ""))).isNotEqualTo(one);
  }

  @Test
  void anotherContentOfTheFunctionsOwnJarIsAnother() throws IOException {
    String one = jar("one.jar", Map.of("a.class", "a"));
    String other = jar("other.jar", Map.of("a.class", "b"));

    assertThat(zip("one.zip", 0, Map.of(FUNCTION, one)))
        .isNotEqualTo(zip("other.zip", 0, Map.of(FUNCTION, other)));
  }

  private String zip(String name, long millis, Map<String, String> content) throws IOException {
    return CodeFingerprint.of(write(name, millis, content));
  }

  /// The bytes of a jar as text, a byte a letter.
  private String jar(String name, Map<String, String> content) throws IOException {
    return Files.readString(write(name, 0, content), StandardCharsets.ISO_8859_1);
  }

  private Path write(String name, long millis, Map<String, String> content) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> one : content.entrySet()) {
        ZipEntry entry = new ZipEntry(one.getKey());
        entry.setTime(millis);
        entries.putNextEntry(entry);
        entries.write(one.getValue().getBytes(StandardCharsets.ISO_8859_1));
        entries.closeEntry();
      }
    }
    return file;
  }
}
