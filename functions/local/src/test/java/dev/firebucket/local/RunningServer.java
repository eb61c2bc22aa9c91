package dev.firebucket.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged app, started as the launcher starts it, on a free port.
final class RunningServer implements AutoCloseable {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("firebucket.repository", "../..")).toAbsolutePath().normalize();
  private static final Path APP =
      REPOSITORY.resolve("functions/local/target/quarkus-app/quarkus-run.jar");
  private static final Pattern READY = Pattern.compile("Firebucket is ready: (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Process process;
  private final Path log;
  private final String url;

  private RunningServer(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  static Path repository() {
    return REPOSITORY;
  }

  /// The command that starts the app, with arguments.
  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfirebucket.root=" + REPOSITORY,
                "-jar",
                APP.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Starts `up` with a configuration and a storage folder, and waits until it is ready.
  static RunningServer start(Path config, Path storage, String... flags) throws Exception {
    return startWith("", config, storage, flags);
  }

  /// The same with options of the virtual machine.
  static RunningServer startWith(String options, Path config, Path storage, String... flags)
      throws Exception {
    List<String> command =
        command(
            "up",
            "--query.warm-up=0s",
            "--config.file=" + config,
            "--storage=" + storage,
            "--web.listen-address=127.0.0.1:0");
    command.addAll(List.of(flags));
    Path log = Files.createTempFile("firebucket-up", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JDK_JAVA_OPTIONS", options);
    Process process = builder.start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      Matcher ready = READY.matcher(Files.readString(log));
      if (ready.find()) {
        return new RunningServer(process, log, ready.group(1));
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new AssertionError("the server did not start:\n" + Files.readString(log));
  }

  String url() {
    return url;
  }

  int port() {
    return URI.create(url).getPort();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url + path)));
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// A remote write request.
  HttpResponse<String> write(byte[] body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url + "/api/v1/write"))
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// The `data` of a GET that must succeed.
  JsonNode data(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body()).get("data");
  }

  /// The `result` of an instant query.
  JsonNode query(String expression) throws Exception {
    return data("/api/v1/query?query=" + encoded(expression)).get("result");
  }

  /// Asks again until the answer is as wanted; the last answer when it never is.
  JsonNode queryUntil(String expression, Predicate<JsonNode> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode result = query(expression);
    while (!wanted.test(result) && System.nanoTime() < deadline) {
      Thread.sleep(100);
      result = query(expression);
    }
    return result;
  }

  /// Asks until the answer is an error, as it is once there are samples that may not be read.
  HttpResponse<String> queryUntilRefused(String expression) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = get("/api/v1/query?query=" + encoded(expression));
    while (answer.statusCode() == 200 && System.nanoTime() < deadline) {
      Thread.sleep(100);
      answer = get("/api/v1/query?query=" + encoded(expression));
    }
    return answer;
  }

  /// SIGKILL.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// SIGTERM, and how long it took to end.
  Duration terminate() throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not end within 30 s of SIGTERM");
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.shutdownNow();
    try {
      process.waitFor();
      Files.deleteIfExists(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
