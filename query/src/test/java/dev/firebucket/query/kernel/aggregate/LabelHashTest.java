package dev.firebucket.query.kernel.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hashes that Go's `github.com/cespare/xxhash/v2` gives.
class LabelHashTest {
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "'t', 938d507d8517a864",
    "'the', 4b1b03a21f8b5f26",
    "'the ', 74cfe386b57ada91",
    "'the qui', 21ae2afc5fadd503",
    "'the quic', 1c8f7092ce734a4e",
    "'the quick br', cbc0dc86858f2e27",
    "'the quick brown fox jumps over ', 99d4dca7af6df782",
    "'the quick brown fox jumps over t', 62474d5fc1a1e95d",
    "'the quick brown fox jumps over th', db2d411657534da3",
    "'the quick brown fox jumps over the lazy dog, 01', f980fa3e7c184554",
    "'the quick brown fox jumps over the lazy dog, 0123456789 times o', f111ed926dec30b0",
    "'the quick brown fox jumps over the lazy dog, 0123456789 times or', 3abb2af471d0b2c2",
    "'the quick brown fox jumps over the lazy dog, 0123456789 times or more', 4228ca6eed7aa267",
  })
  void textsOfAllLengthsHashAsInGo(String text, String hash) {
    long found = LabelSampling.hash(text.getBytes(StandardCharsets.UTF_8));

    assertThat(Long.toHexString(found)).isEqualTo(hash);
  }
}
