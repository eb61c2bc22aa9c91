package dev.firebucket.infra;

import static dev.firebucket.infra.Synthesized.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What protects a deployment from its owner's mistakes and from others' requests: the key, old
/// versions, bounds of the URLs.
class ProtectionChoicesTest {
  private static Synthesized chosen;

  @BeforeAll
  static void synthesize(@TempDir Path repository, @TempDir Path output) {
    chosen = Synthesized.of(StackChoicesTest.EVERYTHING, repository, output);
  }

  @Test
  void theBucketIsEncryptedWithTheKeyThatWasChosenAndItsRolesMayUseIt() {
    assertThat(chosen.only("AWS::S3::Bucket").get("BucketEncryption").toString())
        .contains("aws:kms", StackChoicesTest.KEY, "BucketKeyEnabled=true");
    for (String name : List.of("Scrape", "Push", "Query", "Rules", "Compact")) {
      assertThat(chosen.statementsOf(name))
          .filteredOn(statement -> "Key".equals(statement.get("Sid")))
          .singleElement()
          .satisfies(
              statement -> {
                assertThat(list(statement.get("Action")))
                    .containsExactlyInAnyOrder("kms:Decrypt", "kms:GenerateDataKey");
                assertThat(statement.get("Resource")).isEqualTo(StackChoicesTest.KEY);
                assertThat(statement.get("Condition").toString()).contains("kms:ViaService", "s3.");
              });
    }
  }

  @Test
  void oldVersionsStayAsLongAsWasChosen() {
    assertThat(chosen.only("AWS::S3::Bucket").get("LifecycleConfiguration").toString())
        .contains("NoncurrentDays=30");
  }

  @Test
  void aBucketWithoutOldVersionsIsNotVersioned(@TempDir Path repository, @TempDir Path output) {
    Synthesized plain = Synthesized.of(Map.of("oldVersionDays", "0"), repository, output);

    assertThat(plain.only("AWS::S3::Bucket")).doesNotContainKey("VersioningConfiguration");
  }

  @Test
  void requestsToAUrlOfAGrownAccountStartATenthOfItsRuns(
      @TempDir Path repository, @TempDir Path output) {
    Synthesized grown = Synthesized.of(Map.of("accountConcurrency", "1000"), repository, output);

    assertThat(grown.function("Query")).containsEntry("ReservedConcurrentExecutions", 100);
    assertThat(grown.function("Push")).containsEntry("ReservedConcurrentExecutions", 100);
    assertThat(grown.function("Rules")).doesNotContainKey("ReservedConcurrentExecutions");
  }
}
