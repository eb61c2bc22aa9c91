package dev.firebucket.config.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.StoreRequestCounts;
import dev.firebucket.storage.object.directory.DirectoryObjectStore;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedConfigTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private ObjectStore store;
  private Instant now = Instant.parse("2026-11-22T18:00:00Z");
  private DeployedConfig config;
  private String unreadable = "";

  @BeforeEach
  void open() throws IOException {
    store =
        new ForwardingStore(DirectoryObjectStore.open(folder.resolve("store"))) {
          @Override
          public boolean download(String key, Path target) throws IOException {
            if (key.equals(unreadable)) {
              throw new IOException("the store does not answer");
            }
            return super.download(key, target);
          }
        };
    DeployedSettings settings =
        new DeployedSettings(
            store.location(), Optional.empty(), "config/prometheus.yml", folder.resolve("scratch"));
    config = new DeployedConfig(store, settings, PATIENCE, () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theConfigurationOfTheStoreIsLoadedWithTheFilesItNames() throws IOException {
    put("config/prometheus.yml", "scrape_config_files: [more/*.yml]\n" + job("node"));
    put("config/more/one.yml", job("demo"));

    DeployedConfig.State state = config.current();

    assertThat(jobs(state)).containsExactly("node", "demo");
    assertThat(state.version()).isEqualTo(1);
    assertThat(state.problem()).isEmpty();
  }

  @Test
  void aLookThatFindsNothingNewReadsTheFilesInsteadOfListing() throws IOException {
    put("config/prometheus.yml", job("node"));
    config.current();
    StoreRequestCounts before = store.requests().counts();

    for (int look = 0; look < 9; look++) {
      now = now.plus(PATIENCE);
      config.current();
    }

    assertThat(store.requests().counts().since(before)).hasToString("get=9");
  }

  @Test
  void aFileThatIsNewCountsAfterFiveMinutesOrWithAChangeOfAnother() throws IOException {
    put("config/prometheus.yml", "scrape_config_files: [more/*.yml]\n" + job("node"));
    config.current();
    put("config/more/one.yml", job("demo"));
    now = now.plus(PATIENCE);
    assertThat(jobs(config.current())).containsExactly("node");
    now = now.plusSeconds(300);
    assertThat(jobs(config.current())).containsExactly("node", "demo");

    put("config/more/two.yml", job("other"));
    put("config/prometheus.yml", "scrape_config_files: [more/*.yml]\n" + job("changed"));
    now = now.plus(PATIENCE);

    assertThat(jobs(config.current())).containsExactly("changed", "demo", "other");
  }

  @Test
  void aChangeCountsWhenThePatienceIsOver() throws IOException {
    put("config/prometheus.yml", job("node"));
    config.current();
    put("config/prometheus.yml", job("changed"));

    now = now.plus(PATIENCE).minusMillis(1);
    assertThat(jobs(config.current())).containsExactly("node");
    now = now.plusMillis(1);
    assertThat(jobs(config.current())).containsExactly("changed");
    assertThat(config.current().version()).isEqualTo(2);
  }

  @Test
  void withoutAChangeTheSameConfigurationIsGiven() throws IOException {
    put("config/prometheus.yml", job("node"));
    DeployedConfig.State first = config.current();

    now = now.plus(PATIENCE);

    assertThat(config.current()).isSameAs(first);
  }

  @Test
  void aFileThatIsGoneFromTheStoreIsGoneFromTheConfiguration() throws IOException {
    put("config/prometheus.yml", "scrape_config_files: [more/*.yml]\n");
    put("config/more/one.yml", job("demo"));
    config.current();

    store.delete(List.of("config/more/one.yml"));
    now = now.plus(PATIENCE);

    assertThat(jobs(config.current())).isEmpty();
  }

  @Test
  void aWrongConfigurationDoesNotReplaceOneThatWorksUntilItIsMended() throws IOException {
    put("config/prometheus.yml", job("node"));
    config.current();
    put("config/prometheus.yml", "scrape_configs:\n- job_nome: oops\n");

    now = now.plus(PATIENCE);
    DeployedConfig.State kept = config.current();
    put("config/prometheus.yml", job("mended"));
    now = now.plus(PATIENCE);

    assertThat(jobs(kept)).containsExactly("node");
    assertThat(kept.problem().orElseThrow())
        .contains(store.location() + "/config/prometheus.yml:2")
        .contains("job_nome");
    assertThat(jobs(config.current())).containsExactly("mended");
    assertThat(config.current().problem()).isEmpty();
  }

  @Test
  void aLongerPatienceIsForALookWithoutAProblem() throws IOException {
    Duration longer = PATIENCE.multipliedBy(10);
    put("config/prometheus.yml", job("node"));
    config.current(longer);
    put("config/prometheus.yml", job("changed"));
    now = now.plus(PATIENCE);
    assertThat(jobs(config.current(longer))).containsExactly("node");

    unreadable = "config/prometheus.yml";
    now = now.plus(longer);
    assertThat(config.current(longer).problem()).hasValue("the store does not answer");
    unreadable = "";
    now = now.plus(PATIENCE);

    assertThat(config.current(longer).problem()).isEmpty();
    assertThat(jobs(config.current(longer))).containsExactly("changed");
  }

  @Test
  void aConfigurationOfWhichAFileCouldNotBeFetchedIsLoadedOnceAllFilesWere() throws IOException {
    put("config/prometheus.yml", job("node"));
    config.current();
    put("config/prometheus.yml", "scrape_config_files: [z/*.yml]\n" + job("changed"));
    put("config/z/one.yml", job("demo"));

    unreadable = "config/z/one.yml";
    for (int look = 0; look < 3; look++) {
      now = now.plus(PATIENCE);
      assertThat(jobs(config.current())).containsExactly("node");
      assertThat(config.current().problem()).hasValue("the store does not answer");
    }
    unreadable = "";
    now = now.plus(PATIENCE);

    assertThat(jobs(config.current())).containsExactly("changed", "demo");
    assertThat(config.current().problem()).isEmpty();
  }

  @Test
  void aFirstConfigurationThatIsWrongIsAnErrorWithItsPlace() throws IOException {
    put("config/prometheus.yml", "scrape_configs: 7\n");

    assertThatThrownBy(() -> config.current())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(store.location() + "/config/prometheus.yml:1");
  }

  @Test
  void withoutAConfigurationTheErrorSaysHowToPutOne() {
    assertThatThrownBy(() -> config.current())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no config/prometheus.yml")
        .hasMessageContaining("aws s3 cp");
  }

  @Test
  void dataInTheFolderOfTheConfigurationIsAMistakeAndIsNotCopied() throws IOException {
    put("config/prometheus.yml", job("node"));
    for (int file = 0; file < 1_000; file++) {
      put("config/" + file, "");
    }

    assertThatThrownBy(() -> config.current())
        .hasMessageContaining("1001 objects")
        .hasMessageContaining("keep only prometheus.yml");
  }

  private void put(String key, String text) throws IOException {
    store.put(key, text.getBytes(UTF_8));
  }

  private static String job(String name) {
    return "scrape_configs:\n- job_name: " + name + "\n  static_configs: [{targets: ['h:1']}]\n";
  }

  private static List<String> jobs(DeployedConfig.State state) {
    return state.config().scrapeConfigs().stream().map(job -> job.jobName()).toList();
  }
}
