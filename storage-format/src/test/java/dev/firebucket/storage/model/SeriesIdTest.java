package dev.firebucket.storage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The series id is part of the format: it must never change.
class SeriesIdTest {
  /// Computed by the reference implementation: `xxhash.xxh64(b'up\xff{"job":"node"}').intdigest()`.
  private static final String UP_OF_NODE = "400817463842124198";

  @Test
  void itIsTheHashThatTheReferenceImplementationGives() {
    long id = SeriesId.of(LabelSet.of("__name__", "up", "job", "node"));

    assertThat(Long.toUnsignedString(id)).isEqualTo(UP_OF_NODE);
  }

  @Test
  void nameAndLabelsDoNotRunTogether() {
    long name =
        SeriesId.of("a{".getBytes(StandardCharsets.UTF_8), "}".getBytes(StandardCharsets.UTF_8));
    long labels =
        SeriesId.of("a".getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(name).isNotEqualTo(labels);
  }
}
