package dev.firebucket.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A file is at most 400 lines long, tests included, and a method of what ships at most 50: what is
/// longer is split.
class CeilingsTest {
  private static final int OF_A_FILE = 400;
  private static final int OF_A_METHOD = 50;

  private static final List<SourceFile> SHIPPED = new ArrayList<>();
  private static final List<SourceFile> TESTS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    SourceTree tree = new SourceTree(Repository.ROOT);
    SHIPPED.addAll(tree.main());
    TESTS.addAll(tree.tests());
  }

  @Test
  void everyModuleIsMeasured() {
    assertThat(TESTS).hasSizeGreaterThan(150);
    assertThat(SHIPPED)
        .hasSizeGreaterThan(600)
        .extracting(SourceFile::path)
        .anyMatch(path -> path.startsWith("functions/lambda/rules"))
        .anyMatch(path -> path.startsWith("infra"))
        .anyMatch(path -> path.startsWith(Path.of("samples", "demo")));
  }

  @Test
  void noFileIsLongerThan400Lines() {
    assertThat(Stream.concat(SHIPPED.stream(), TESTS.stream()))
        .filteredOn(file -> file.lines() > OF_A_FILE)
        .extracting(file -> file.path() + ": " + file.lines() + " lines")
        .isEmpty();
  }

  @Test
  void noMethodIsLongerThan50Lines() {
    List<String> tooLong = new ArrayList<>();
    for (SourceFile file : SHIPPED) {
      for (SourceMethod method : file.methods()) {
        if (method.lines() > OF_A_METHOD) {
          tooLong.add(
              "%s:%d: %s has %d lines"
                  .formatted(file.path(), method.line(), method.name(), method.lines()));
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }
}
