package dev.firebucket.storage.testing;

import dev.firebucket.testsupport.FreePort;
import dev.firebucket.testsupport.Needed;
import dev.firebucket.testsupport.PeerProcess;
import dev.firebucket.testsupport.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
    Path program = Peers.folder().resolve(kind.program);
    if (Files.isExecutable(program)) {
      return start(kind, program);
    }
    Needed.that(
        isDockerAvailable(),
        () ->
            kind.variable
                + " names no endpoint, "
                + program
                + " is not installed (localstack/install.sh "
                + kind.name().toLowerCase(Locale.ROOT)
                + "), and there is no Docker engine");
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

  private static S3TestEndpoint start(Kind kind, Path program) {
    try {
      Path work = Files.createTempDirectory("firebucket-" + kind);
      PeerProcess process =
          switch (kind) {
            case MINIO -> minio(program, work);
            case LOCALSTACK -> localStack(program, work);
          };
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, work)));
      return S3TestEndpoint.at(URI.create(process.url()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static PeerProcess minio(Path program, Path work)
      throws IOException, InterruptedException {
    S3TestEndpoint credentials = S3TestEndpoint.at(URI.create("http://127.0.0.1"));
    String data = work.resolve("data").toString();
    return PeerProcess.start(
        port ->
            List.of(
                program.toString(), "server", "--quiet", "--address", "127.0.0.1:" + port, data),
        Map.of(
            "MINIO_ROOT_USER", credentials.accessKey(),
            "MINIO_ROOT_PASSWORD", credentials.secretKey(),
            "MINIO_UPDATE", "off"),
        Kind.MINIO.health,
        work.resolve("log"));
  }

  private static PeerProcess localStack(Path program, Path work)
      throws IOException, InterruptedException {
    int port = FreePort.next();
    return PeerProcess.start(
        port,
        List.of(program.toString(), "-m", "localstack.runtime.main"),
        Map.of(
            "LOCALSTACK_VOLUME_DIR",
            work.resolve("volume").toString(),
            "SKIP_SSL_CERT_DOWNLOAD",
            "1",
            "DISABLE_EVENTS",
            "1",
            "GATEWAY_LISTEN",
            "127.0.0.1:" + port),
        Kind.LOCALSTACK.health,
        work.resolve("log"));
  }

  private static void stop(PeerProcess process, Path work) {
    process.close();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The operating system clears its folder of temporary files.
      return;
    }
  }
}
