package dev.firebucket.lambda.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartScriptTest {
  /// What AWS's runtimes for Java were seen to hand to such scripts.
  private static final List<String> RUNTIME =
      List.of(
          "-XX:MaxHeapSize=445645k",
          "-Xshare:on",
          "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa",
          "-classpath",
          "/var/runtime/lib/core.jar:/var/runtime/lib/client.jar",
          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
          "dev.firebucket.lambda.start.EventHandler::handleRequest");

  @TempDir private Path task;

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream script = Pack.class.getResourceAsStream("start")) {
      Files.copy(script, task.resolve("start"));
    }
  }

  @Test
  void theJarsOfTheFunctionComeAfterThoseOfTheRuntime() throws IOException, InterruptedException {
    assertThat(started(RUNTIME, Map.of()))
        .containsExactly(
            "-XX:MaxHeapSize=445645k",
            "-Xshare:on",
            "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa",
            "-classpath",
            classPath(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "dev.firebucket.lambda.start.EventHandler::handleRequest");
  }

  @Test
  void aCacheInTheZipReplacesTheArchiveOfTheRuntime() throws IOException, InterruptedException {
    Files.createFile(task.resolve("function.aot"));

    assertThat(started(RUNTIME, Map.of()))
        .containsExactly(
            "-XX:MaxHeapSize=445645k",
            "-XX:AOTCache=" + task.resolve("function.aot"),
            "-classpath",
            classPath(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "dev.firebucket.lambda.start.EventHandler::handleRequest");
  }

  @Test
  void aCacheIsMadeWhereAVariableSaysSo() throws IOException, InterruptedException {
    assertThat(started(RUNTIME, Map.of("FIREBUCKET_TRAIN", "/tmp/function.aot")))
        .contains("-XX:AOTCacheOutput=/tmp/function.aot")
        .doesNotContain("-Xshare:on");
  }

  @Test
  void aCommandLineOfAnotherFormRunsAsItIs() throws IOException, InterruptedException {
    List<String> other = List.of("-jar", "/var/runtime/new runtime.jar", "", "a*b");

    assertThat(started(other, Map.of())).isEqualTo(other);
  }

  private String classPath() {
    return "/var/runtime/lib/core.jar:/var/runtime/lib/client.jar:%s:%s"
        .formatted(task.resolve("lib/function.jar"), task.resolve("lib/libraries.jar"));
  }

  /// The arguments that the program gets which the script starts.
  private List<String> started(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", task.resolve("start").toString()));
    command.addAll(List.of("printf", "%s\\n"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    builder.environment().remove("FIREBUCKET_TRAIN");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return List.of(output.substring(0, output.length() - 1).split("\n", -1));
  }
}
