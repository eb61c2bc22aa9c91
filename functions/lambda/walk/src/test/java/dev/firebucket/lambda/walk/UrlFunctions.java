package dev.firebucket.lambda.walk;

import dev.firebucket.testsupport.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/// The packaged functions behind URLs, over one directory that stands for the bucket, each reached
/// by any client of HTTP.
final class UrlFunctions implements AutoCloseable {
  private static final Path REPOSITORY = Path.of(System.getProperty("firebucket.repository"));
  private static final String JAVA_OPTIONS =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED"
          + " --sun-misc-unsafe-memory-access=allow";

  private final Path folder;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  /// A function behind a URL.
  ///
  /// @param function itself
  /// @param bridge that leads to it
  record Behind(PackagedFunction function, UrlBridge bridge) {
    /// Where clients find it, without a slash at the end.
    String url() {
      return bridge.address();
    }
  }

  /// @param folder for the store, the unpacked functions and their logs; exists
  UrlFunctions(Path folder) {
    this.folder = folder;
  }

  /// The directory that stands for the bucket.
  Path store() {
    return folder.resolve("store");
  }

  /// Starts a function. Where it is not packaged the test is skipped, and fails in CI.
  ///
  /// @param name its folder below `functions/lambda`
  /// @param settings variables of its environment beyond the store
  Behind start(String name, Map<String, String> settings) throws IOException {
    Path zip =
        REPOSITORY.resolve(
            "functions/lambda/%s/target/function-%s.zip"
                .formatted(name, DeployedTemplate.architecture()));
    Needed.that(
        Files.exists(zip), () -> "the functions are not packaged: ./mvnw package makes them");
    Map<String, String> environment = new TreeMap<>(settings);
    environment.put("FIREBUCKET_STORAGE", store().toString());
    environment.put("FIREBUCKET_SCRATCH", folder.resolve("scratch").toString());
    environment.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "example");
    PackagedFunction function =
        PackagedFunction.start(
            name,
            PackagedFunction.HANDLER,
            zip,
            Files.createTempDirectory(folder, name),
            environment);
    running.push(function);
    UrlBridge bridge = new UrlBridge(function);
    running.push(bridge);
    return new Behind(function, bridge);
  }

  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
