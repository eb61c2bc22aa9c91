package dev.firebucket.storage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// Finds or starts the S3 endpoints of the tests, each once in a JVM.
final class S3TestServers {
  private static final Map<Kind, S3TestEndpoint> KNOWN = new EnumMap<>(Kind.class);

  private S3TestServers() {}

  enum Kind {
    MINIO("FIREBUCKET_TEST_MINIO_ENDPOINT", "bin/minio", "/minio/health/ready"),
    LOCALSTACK(
        "FIREBUCKET_TEST_LOCALSTACK_ENDPOINT", "localstack/bin/python", "/_localstack/health");

    private final String variable;
    private final String program;
    private final String health;

    Kind(String variable, String program, String health) {
      this.variable = variable;
      this.program = program;
      this.health = health;
    }
  }

  static synchronized S3TestEndpoint get(Kind kind) {
    return KNOWN.computeIfAbsent(kind, S3TestServers::find);
  }

  private static S3TestEndpoint find(Kind kind) {
    String named = System.getProperty(kind.variable, System.getenv(kind.variable));
    if (named != null && !named.isEmpty()) {
      return S3TestEndpoint.at(URI.create(named));
    }
    Path program = peers().resolve(kind.program);
    if (Files.isExecutable(program)) {
      return start(kind, program);
    }
    Assumptions.assumeTrue(
        isDockerAvailable(),
        kind
            + " is skipped: "
            + kind.variable
            + " names no endpoint, "
            + program
            + " is not installed (localstack/install.sh), and there is no Docker engine");
    return S3TestEndpoint.at(
        switch (kind) {
          case MINIO -> S3TestContainers.minio();
          case LOCALSTACK -> S3TestContainers.localStack();
        });
  }

  private static boolean isDockerAvailable() {
    try {
      return S3TestContainers.isDockerAvailable();
    } catch (NoClassDefFoundError e) {
      // A module that does not bring Testcontainers.
      return false;
    }
  }

  private static Path peers() {
    String set = System.getenv("PEERS");
    return set == null
        ? Path.of(System.getProperty("user.home"), ".cache", "firebucket-peers")
        : Path.of(set);
  }

  private static S3TestEndpoint start(Kind kind, Path program) {
    try (ServerSocket socket = new ServerSocket(0)) {
      int port = socket.getLocalPort();
      socket.close();
      Path work = Files.createTempDirectory("firebucket-" + kind);
      S3TestEndpoint endpoint = S3TestEndpoint.at(URI.create("http://127.0.0.1:" + port));
      ProcessBuilder builder =
          switch (kind) {
            case MINIO -> minio(program, work, port, endpoint);
            case LOCALSTACK -> localStack(program, work, port);
          };
      TestProcess.start(kind.name(), builder, work, URI.create(endpoint.uri() + kind.health));
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder minio(Path program, Path work, int port, S3TestEndpoint endpoint) {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "server", "--quiet", "--address"));
    command.add("127.0.0.1:" + port);
    command.add(work.resolve("data").toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MINIO_ROOT_USER", endpoint.accessKey());
    builder.environment().put("MINIO_ROOT_PASSWORD", endpoint.secretKey());
    builder.environment().put("MINIO_UPDATE", "off");
    return builder;
  }

  private static ProcessBuilder localStack(Path program, Path work, int port) {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "-m", "localstack.runtime.main");
    builder.environment().put("LOCALSTACK_VOLUME_DIR", work.resolve("volume").toString());
    builder.environment().put("SKIP_SSL_CERT_DOWNLOAD", "1");
    builder.environment().put("DISABLE_EVENTS", "1");
    builder.environment().put("GATEWAY_LISTEN", "127.0.0.1:" + port);
    return builder;
  }
}
