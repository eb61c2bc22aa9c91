package dev.firebucket.storage.testing;

import java.net.URI;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// The S3 endpoints of the tests in containers, where there is a Docker engine. Versions as in
/// `localstack/compose.*.yml`.
final class S3TestContainers {
  private static final String MINIO = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
  private static final int MINIO_PORT = 9000;
  private static final String LOCALSTACK = "localstack/localstack:4.13.0";
  private static final int LOCALSTACK_PORT = 4566;

  private S3TestContainers() {}

  static boolean isDockerAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static URI minio() {
    S3TestEndpoint credentials = S3TestEndpoint.at(URI.create("http://127.0.0.1"));
    return start(
        MINIO,
        MINIO_PORT,
        "/minio/health/ready",
        Map.of(
            "MINIO_ROOT_USER",
            credentials.accessKey(),
            "MINIO_ROOT_PASSWORD",
            credentials.secretKey()),
        "server",
        "/data");
  }

  static URI localStack() {
    return start(LOCALSTACK, LOCALSTACK_PORT, "/_localstack/health", Map.of("DISABLE_EVENTS", "1"));
  }

  /// The container lives until the JVM ends: Testcontainers then removes it.
  @SuppressWarnings("resource")
  private static URI start(
      String image, int port, String health, Map<String, String> environment, String... command) {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(port)
            .withEnv(environment)
            .waitingFor(Wait.forHttp(health).forPort(port));
    if (command.length > 0) {
      container.withCommand(command);
    }
    container.start();
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
  }
}
