package dev.firebucket.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.testing.Configs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobDiscoveryTest {
  private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
  @TempDir Path folder;
  private int writes;

  private JobDiscovery discovery(String settings) {
    return new JobDiscovery(
        Configs.load(folder, "scrape_configs:\n- job_name: test\n" + settings.strip().indent(2))
            .scrapeConfigs()
            .getFirst());
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(writes++)));
  }

  private static List<String> addresses(JobTargets targets) {
    return targets.active().stream().map(target -> target.labels().value("__address__")).toList();
  }

  @Test
  void groupsOfFilesAndOfTheConfigurationAddUp() throws Exception {
    write("a.yml", "- targets: [one:80, two:80]\n  labels: {zone: z1}\n");
    write("b.json", "[{\"targets\": [\"three:80\"], \"labels\": {\"zone\": \"z2\"}}]");
    JobTargets targets =
        discovery(
                """
                static_configs: [{targets: [zero:80, one:80]}]
                file_sd_configs: [{files: ['*.yml', b.json]}]
                relabel_configs: [{source_labels: [__meta_filepath], target_label: file}]
                """)
            .refresh(START);
    assertThat(addresses(targets))
        .containsExactly("zero:80", "one:80", "one:80", "two:80", "three:80");
    Target last = targets.active().getLast();
    assertThat(last.publicLabels().value("zone")).isEqualTo("z2");
    assertThat(last.publicLabels().value("file")).isEqualTo(folder.resolve("b.json").toString());
    assertThat(targets.errors()).isEmpty();
  }

  @Test
  void aFileThatChangesIsReadAgain() throws Exception {
    write("a.yml", "- targets: [one:80]\n");
    JobDiscovery discovery = discovery("file_sd_configs: [{files: ['*.yml']}]");
    JobTargets first = discovery.refresh(START);
    assertThat(discovery.refresh(START.plusSeconds(1))).isSameAs(first);
    write("a.yml", "- targets: [one:80, two:80]\n");
    write("b.yml", "- targets: [three:80]\n");
    assertThat(addresses(discovery.refresh(START.plusSeconds(2))))
        .containsExactly("one:80", "two:80", "three:80");
    Files.delete(folder.resolve("a.yml"));
    assertThat(addresses(discovery.refresh(START.plusSeconds(3)))).containsExactly("three:80");
  }

  @Test
  void aBrokenFileKeepsTheLastGoodTargetsAndIsReported() throws Exception {
    write("a.yml", "- targets: [one:80]\n");
    JobDiscovery discovery = discovery("file_sd_configs: [{files: ['*.yml']}]");
    discovery.refresh(START);
    write("a.yml", "- targets: {\n");
    JobTargets broken = discovery.refresh(START.plusSeconds(1));
    assertThat(addresses(broken)).containsExactly("one:80");
    assertThat(broken.errors()).singleElement().asString().contains("a.yml", "Error reading file");
    write("a.yml", "- targets: [two:80]\n");
    JobTargets mended = discovery.refresh(START.plusSeconds(2));
    assertThat(addresses(mended)).containsExactly("two:80");
    assertThat(mended.errors()).isEmpty();
  }

  @Test
  void whenTheIntervalHasPassedAFileIsReadWhateverItsTimeSays() throws Exception {
    write("a.yml", "- targets: [one:80]\n");
    JobDiscovery discovery =
        discovery("file_sd_configs: [{files: ['*.yml'], refresh_interval: 1m}]");
    discovery.refresh(START);
    Path file = folder.resolve("a.yml");
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, "- targets: [two:80]\n");
    Files.setLastModifiedTime(file, before);
    assertThat(addresses(discovery.refresh(START.plusSeconds(59)))).containsExactly("one:80");
    assertThat(addresses(discovery.refresh(START.plus(Duration.ofMinutes(1)))))
        .containsExactly("two:80");
  }

  @Test
  void whatIsDroppedOrFailsIsRemembered() {
    JobTargets targets =
        discovery(
                """
                static_configs: [{targets: [a:1, b:2, c:3, c:3]}]
                keep_dropped_targets: 1
                relabel_configs:
                - {source_labels: [__address__], regex: '[ab].*', action: drop}
                """)
            .refresh(START);
    assertThat(addresses(targets)).containsExactly("c:3");
    assertThat(targets.dropped()).hasSize(1);
    assertThat(targets.droppedCount()).isEqualTo(2);
    JobTargets failing =
        discovery(
                """
                static_configs: [{targets: [a:1]}]
                relabel_configs: [{target_label: __scrape_timeout__, replacement: 1h}]
                """)
            .refresh(START);
    assertThat(failing.failures())
        .singleElement()
        .asString()
        .contains("a:1", "scrape timeout cannot be greater");
  }
}
