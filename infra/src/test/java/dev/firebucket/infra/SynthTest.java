package dev.firebucket.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthTest {
  @TempDir private Path repository;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void layOut() throws IOException {
    Files.createDirectories(repository.resolve("infra"));
    Files.writeString(repository.resolve("infra/cdk.json"), "{}");
  }

  @Test
  void theTemplateIsWrittenBeforeAnythingIsPackagedAndSaysSo() {
    Path output = repository.resolve("out");

    int status = run(List.of("--output", output.toString()), Map.of());

    assertThat(status).isZero();
    assertThat(output.resolve("firebucket.template.json"))
        .content()
        .contains("AWS::Lambda::Function");
    assertThat(text(out)).contains("firebucket.template.json");
    assertThat(text(err)).contains("not packaged yet: scrape, push, query, rules, compact");
  }

  @Test
  void theCommandLineOfCdkGetsNoTemplateOfWhatIsNotPackaged() {
    Path output = repository.resolve("out");

    int status = run(List.of(), Map.of("CDK_OUTDIR", output.toString()));

    assertThat(status).isEqualTo(1);
    assertThat(text(err)).contains("./mvnw -DskipTests package");
    assertThat(output.resolve("firebucket.template.json")).doesNotExist();
  }

  @Test
  void aSecondSynthesisOfTheSameIsTheSame() throws IOException {
    Path first = repository.resolve("first");
    Path second = repository.resolve("second");
    packageAll();

    run(List.of("--output", first.toString()), Map.of());
    packageAll();
    run(List.of("--output", second.toString()), Map.of());

    assertThat(Files.readString(first.resolve("firebucket.template.json")))
        .isEqualTo(Files.readString(second.resolve("firebucket.template.json")))
        .contains(".zip");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void packagedFunctionsAreAssetsOfTheTemplate() throws IOException {
    packageAll();
    Path output = repository.resolve("out");

    int status = run(List.of(), Map.of("CDK_OUTDIR", output.toString()));

    assertThat(status).as(text(err)).isZero();
    assertThat(text(err)).isEmpty();
    try (var files = Files.list(output)) {
      assertThat(files.filter(file -> file.toString().endsWith(".zip"))).hasSize(5);
    }
  }

  @Test
  void argumentsThatMakeNoSenseAreAnsweredWithTheUsage() {
    assertThat(run(List.of("--outptu", "x"), Map.of())).isEqualTo(2);
    assertThat(text(err)).contains("--outptu").contains("usage: synth");
  }

  @Test
  void outsideOfARepositoryItSaysSo(@TempDir Path elsewhere) {
    int status = Synth.run(List.of(), Map.of(), elsewhere, stream(out), stream(err));

    assertThat(status).isEqualTo(1);
    assertThat(text(err)).contains("no Firebucket repository");
  }

  /// Zips as packaging leaves them, with the time of now.
  private void packageAll() throws IOException {
    for (String name : List.of("scrape", "push", "query", "rules", "compact")) {
      Path zip = repository.resolve("functions/lambda/" + name + "/target/function-arm64.zip");
      Files.createDirectories(zip.getParent());
      try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip))) {
        entries.putNextEntry(new ZipEntry(name));
      }
    }
  }

  private int run(List<String> arguments, Map<String, String> environment) {
    return Synth.run(arguments, environment, repository, stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
