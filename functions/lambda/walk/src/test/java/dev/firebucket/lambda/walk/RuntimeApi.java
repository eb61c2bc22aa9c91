package dev.firebucket.lambda.walk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lambda's side of a function: the Runtime API, from which AWS's runtime interface client takes
/// events and to which it posts answers.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>
final class RuntimeApi implements AutoCloseable {
  private static final String RUNTIME = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Event> running = new ConcurrentHashMap<>();
  private final CompletableFuture<String> failedStart = new CompletableFuture<>();
  private final CompletableFuture<Void> readyForSnapshot = new CompletableFuture<>();
  private final CompletableFuture<Void> restored = new CompletableFuture<>();

  /// An event on its way and the answer to come.
  private record Event(String id, String body, CompletableFuture<String> answer) {}

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(RUNTIME, this::serve);
    server.start();
  }

  /// The value of `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Gives the function an event and waits for its answer.
  ///
  /// @throws AssertionError when the function answers with an error, cannot start, or is too slow
  String invoke(String body, Duration timeout) {
    Event event = new Event(UUID.randomUUID().toString(), body, new CompletableFuture<>());
    waiting.add(event);
    try {
      return (String)
          CompletableFuture.anyOf(
                  event.answer,
                  failedStart.thenApply(
                      error -> {
                        throw new AssertionError("the function cannot start: " + error);
                      }))
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within " + timeout + " to " + body, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Waits until the function is so far that Lambda takes the snapshot.
  void awaitSnapshot(Duration timeout) {
    try {
      CompletableFuture.anyOf(readyForSnapshot, failedStart)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the function does not ask for its snapshot", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    if (failedStart.isDone()) {
      throw new AssertionError("the function cannot start: " + failedStart.join());
    }
  }

  /// Goes on, as an environment does that was started from the snapshot.
  void restore() {
    restored.complete(null);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().substring(RUNTIME.length()).split("/");
      if (path.length == 2 && path[0].equals("invocation") && path[1].equals("next")) {
        next(exchange);
        return;
      }
      if (path[0].equals("restore") && path[1].equals("next")) {
        readyForSnapshot.complete(null);
        restored.join();
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path[0].equals("init") || path[0].equals("restore")) {
        failedStart.complete(body);
      } else {
        finish(running.remove(path[1]), path[2].equals("response"), body);
      }
      exchange.sendResponseHeaders(202, -1);
    }
  }

  private static void finish(Event event, boolean succeeded, String body) {
    if (succeeded) {
      event.answer.complete(body);
    } else {
      event.answer.completeExceptionally(
          new AssertionError("the function failed on " + event.body + ": " + body));
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    Event event;
    try {
      event = waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    running.put(event.id, event);
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", event.id);
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:123456789012:function:firebucket");
    headers.set("Content-Type", "application/json");
    byte[] bytes = event.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    restored.complete(null);
    threads.shutdownNow();
    server.stop(0);
  }
}
