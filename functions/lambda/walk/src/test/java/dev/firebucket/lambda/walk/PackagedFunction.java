package dev.firebucket.lambda.walk;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// One of the five zips, unpacked and started as AWS's managed Java runtime starts it: its runtime
/// interface client on the class path, the function beside it in the task root.
final class PackagedFunction implements AutoCloseable {
  /// What the template names for every function.
  static final String HANDLER = "dev.firebucket.lambda.start.EventHandler::handleRequest";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final RuntimeApi api = new RuntimeApi();
  private final Process process;
  private final Path log;
  private final long started;
  private long firstAnswerMillis = -1;
  private long lastAnswerMillis = -1;

  private PackagedFunction(String name, String handler, Path task, Map<String, String> environment)
      throws IOException {
    this.name = name;
    log = task.resolveSibling(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            runtimeClassPath(),
            AWSLambda.class.getName(),
            handler);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", name);
    builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    builder.directory(task.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    started = System.nanoTime();
    process = builder.start();
  }

  /// Unpacks and starts a function.
  ///
  /// @param zip the packaged function
  /// @param folder where to unpack it
  /// @param environment all of the process' environment
  static PackagedFunction start(
      String name, String handler, Path zip, Path folder, Map<String, String> environment)
      throws IOException {
    Path task = folder.resolve(name);
    unpack(zip, task);
    return new PackagedFunction(name, handler, task, environment);
  }

  /// Hands the function an event and returns its answer.
  String invoke(String event) {
    long asked = firstAnswerMillis < 0 ? started : System.nanoTime();
    try {
      String answer = api.invoke(event, PATIENCE);
      lastAnswerMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
      if (firstAnswerMillis < 0) {
        firstAnswerMillis = lastAnswerMillis;
      }
      return answer;
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\nThe log of " + name + ":\n" + log(), e);
    }
  }

  /// From the start of its process to its first answer.
  long coldMillis() {
    return firstAnswerMillis;
  }

  /// From the last event to its answer.
  long warmMillis() {
    return lastAnswerMillis;
  }

  /// What it wrote so far.
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(cannot be read: " + e + ")";
    }
  }

  /// Waits until it is so far that Lambda takes the snapshot; only with SnapStart.
  void awaitSnapshot() {
    try {
      api.awaitSnapshot(PATIENCE);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\nThe log of " + name + ":\n" + log(), e);
    }
  }

  /// Goes on after the snapshot, as an environment does that starts from it.
  void restore() {
    api.restore();
  }

  /// Waits until the process has ended by itself, and says whether it did.
  boolean endsItself() {
    try {
      return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    api.close();
  }

  private static String runtimeClassPath() {
    return Stream.of(
            AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
        .map(PackagedFunction::jarOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }
}
