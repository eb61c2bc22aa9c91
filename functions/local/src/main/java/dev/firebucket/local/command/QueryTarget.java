package dev.firebucket.local.command;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Answers a query of the command line: the named server, or else the storage itself.
final class QueryTarget {
  /// Times keep every digit, and are not written as `1.8E9`.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  @Parameters(
      arity = "1..2",
      paramLabel = "[SERVER] EXPR",
      description =
          "A server such as http://127.0.0.1:9090 (none: the files of --storage are read), then the PromQL expression.")
  private List<String> arguments = List.of();

  @Option(
      names = {"-o", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "promql",
      description = "promql or json. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.PROMQL;

  @Mixin private FeatureOptions features = new FeatureOptions();

  @Mixin private StorageOptions storage = new StorageOptions();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  private enum OutputFormat {
    PROMQL,
    JSON
  }

  /// Asks and gives what is to be printed; warnings of the answer go to the error output.
  ///
  /// @param path of the HTTP API behind `/api/v1/`
  /// @param parameters of the request besides the query
  /// @param query evaluates the expression where there is no server
  String ask(
      String path,
      Map<String, String> parameters,
      Function<String, Function<QueryEngine, QueryResult>> query)
      throws IOException {
    JsonNode data =
        arguments.size() == 2
            ? askServer(arguments.getFirst(), path, parameters)
            : askStorage(query.apply(expression()));
    return format == OutputFormat.JSON
        ? JSON.writeValueAsString(data.get("result"))
        : PromtoolText.of(data);
  }

  private String expression() {
    return arguments.getLast();
  }

  private JsonNode askStorage(Function<QueryEngine, QueryResult> query) throws IOException {
    try (Bucket bucket = storage.openExisting();
        QueryEngine engine = new QueryEngine(bucket.reader(), features.engineOptions())) {
      QueryResult result = query.apply(engine);
      result.warnings().forEach(this::warn);
      return JSON.readTree(PrometheusJson.bytes(result));
    } catch (PromqlException e) {
      throw CommandFailure.wrong("query error: " + e.type().wireName() + ": " + e.getMessage());
    }
  }

  private JsonNode askServer(String server, String path, Map<String, String> parameters)
      throws IOException {
    String form =
        "query="
            + encoded(expression())
            + parameters.entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining());
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.replaceAll("/+$", "") + "/api/v1/" + path))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return data(server, answer);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.misuse(shown(server) + " is no address of a server");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.wrong("interrupted");
    } catch (IOException e) {
      throw new IOException(shown(server) + " does not answer: " + sentence(e), e);
    }
  }

  private static String shown(String server) {
    return UrlPasswords.hiddenInAddress(server);
  }

  private void warn(String text) {
    command.commandLine().getErr().println("warning: " + text);
  }

  private JsonNode data(String server, HttpResponse<byte[]> answer) throws IOException {
    JsonNode envelope = JSON.readTree(answer.body());
    if (envelope == null || !envelope.has("status")) {
      throw CommandFailure.wrong(
          shown(server)
              + " is no Prometheus server: it answered with status "
              + answer.statusCode());
    }
    if (!envelope.get("status").asText().equals("success")) {
      throw CommandFailure.wrong(
          "query error: "
              + envelope.path("errorType").asText()
              + ": "
              + envelope.path("error").asText());
    }
    envelope.path("warnings").forEach(text -> warn(text.asText()));
    return envelope.get("data");
  }

  private static String sentence(Exception e) {
    @Nullable String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
