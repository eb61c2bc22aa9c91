package dev.firebucket.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.object.s3.S3ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process with a store, as Lambda restores one from a snapshot: nothing in its environment has
/// credentials, they come from an endpoint. The environment of the tests may have some, and these
/// would come first.
final class RestoredProcess {
  private RestoredProcess() {}

  /// Runs one to its end.
  ///
  /// @param address of S3, and below `/credentials` of the credentials
  /// @param steps `put` or `disconnect`, in turn
  /// @return how many PUTs its store counted
  static long run(URI address, Path log, String... steps) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Daws.containerCredentialsFullUri=" + address + "/credentials",
                "-cp",
                System.getProperty("java.class.path"),
                RestoredProcess.class.getName(),
                address.toString()));
    command.addAll(Arrays.asList(steps));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("see %s", log).isZero();
      byte[] said = process.getInputStream().readAllBytes();
      return Long.parseLong(new String(said, StandardCharsets.UTF_8).strip());
    } finally {
      process.destroyForcibly();
    }
  }

  public static void main(String[] arguments) throws IOException {
    StoreOptions options =
        new StoreOptions(Optional.of(URI.create(arguments[0])), Optional.of("us-east-1"));
    try (ObjectStore store = S3ObjectStore.open("s3://bucket/x", options)) {
      for (int i = 1; i < arguments.length; i++) {
        if (arguments[i].equals("put")) {
          store.put("tail/" + i, new byte[1]);
        } else {
          store.disconnect();
        }
      }
      System.out.println(store.requests().counts().of(StoreRequest.PUT).requests());
    }
  }
}
