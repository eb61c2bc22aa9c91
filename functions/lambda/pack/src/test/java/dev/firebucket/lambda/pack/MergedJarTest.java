package dev.firebucket.lambda.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class MergedJarTest {
  private static final String VERSIONED = "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n";

  private final MergedJar merged = new MergedJar(25);

  @Test
  void providersOfAServiceInSeveralJarsAreOneList() throws IOException {
    merged.add("a", jar(Map.of("META-INF/services/x.Y", "# ours\na.One\n")));
    merged.add("b", jar(Map.of("META-INF/services/x.Y", "b.Two # theirs\na.One\n")));

    assertThat(text("META-INF/services/x.Y")).isEqualTo("a.One\nb.Two\n");
  }

  @Test
  void licencesAreKeptUnderTheNameOfTheirJar() throws IOException {
    merged.add("a", jar(Map.of("META-INF/LICENSE.txt", "Apache")));
    merged.add("b", jar(Map.of("META-INF/LICENSE.txt", "MIT")));

    assertThat(text("META-INF/licences/a/LICENSE.txt")).isEqualTo("Apache");
    assertThat(text("META-INF/licences/b/LICENSE.txt")).isEqualTo("MIT");
  }

  @Test
  void aFileThatTwoJarsHaveDifferentlyIsRefused() throws IOException {
    merged.add("a", jar(Map.of("defaults.properties", "x=1")));
    merged.add("b", jar(Map.of("defaults.properties", "x=1")));

    assertThatThrownBy(() -> merged.add("c", jar(Map.of("defaults.properties", "x=2"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("c has a defaults.properties that differs from that of a");
  }

  @Test
  void theNewestVersionOfAFileThatTheJvmTakesCounts() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("META-INF/MANIFEST.MF", VERSIONED);
    files.put("META-INF/versions/26/a.txt", "26");
    files.put("META-INF/versions/21/a.txt", "21");
    files.put("META-INF/versions/9/a.txt", "9");
    files.put("a.txt", "8");
    files.put("b.txt", "8");
    merged.add("a", jar(files));

    assertThat(text("a.txt")).isEqualTo("21");
    assertThat(text("b.txt")).isEqualTo("8");
    assertThat(merged.entries().keySet()).containsExactly("a.txt", "b.txt");
  }

  @Test
  void zstdCallsItsLibraryTheWayThatStartsFast() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("META-INF/MANIFEST.MF", VERSIONED);
    files.put("com/github/luben/zstd/Zstd.txt", "JNI");
    files.put("META-INF/versions/22/com/github/luben/zstd/Zstd.txt", "foreign functions");
    merged.add("com.github.luben.zstd-jni-1.5.7", jar(files));

    assertThat(text("com/github/luben/zstd/Zstd.txt")).isEqualTo("JNI");
  }

  @Test
  void signaturesAndWhatBuildsReadAreLeftOut() throws IOException {
    merged.add(
        "a",
        jar(
            Map.of(
                "META-INF/A.SF", "s",
                "META-INF/jandex.idx", "i",
                "META-INF/maven/a/pom.xml", "p",
                "module-info.class", "m")));

    assertThat(merged.entries()).isEmpty();
  }

  private String text(String name) {
    return new String(merged.entries().get(name), StandardCharsets.UTF_8);
  }

  private static byte[] jar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
