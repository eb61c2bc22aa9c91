package dev.firebucket.storage.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that serves HTTP beside the tests until the JVM ends.
final class TestProcess {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration ONE_ANSWER = Duration.ofSeconds(2);
  private static final int OK = 200;

  private TestProcess() {}

  /// Starts it and waits until `health` answers 200.
  ///
  /// @throws IOException when it does not; with the end of its log
  static void start(String name, ProcessBuilder builder, Path work, URI health) throws IOException {
    Path log = work.resolve("log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, work)));
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ONE_ANSWER).build()) {
      while (System.nanoTime() < end && process.isAlive()) {
        if (answers(client, health)) {
          return;
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String said = Files.readString(log);
    throw new IOException(
        name + " did not start: " + said.substring(Math.max(0, said.length() - 2000)));
  }

  private static boolean answers(HttpClient client, URI health) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(health).timeout(ONE_ANSWER).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  private static void stop(Process process, Path work) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      // The operating system clears its folder of temporary files.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
