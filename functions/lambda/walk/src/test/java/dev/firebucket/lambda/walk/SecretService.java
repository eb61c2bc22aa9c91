package dev.firebucket.lambda.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stands in for Secrets Manager and SSM: answers the one call of each that a function makes.
///
/// Source: `GetSecretValue` and `GetParameter` in the AWS API references.
final class SecretService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  SecretService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Keeps a secret under the id or parameter name by which it is asked for.
  void put(String id, String text) {
    secrets.put(id, text);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode asked = JSON.readTree(exchange.getRequestBody());
      ObjectNode answer = JSON.createObjectNode();
      boolean parameter =
          exchange.getRequestHeaders().getFirst("X-Amz-Target").equals("AmazonSSM.GetParameter");
      String id = asked.path(parameter ? "Name" : "SecretId").asText();
      String text = secrets.get(id);
      if (text == null) {
        answer.put("__type", parameter ? "ParameterNotFound" : "ResourceNotFoundException");
        answer.put("message", "there is no " + id);
      } else if (parameter) {
        // Without decryption the value would be a ciphertext.
        boolean decrypted = asked.path("WithDecryption").asBoolean();
        answer.putObject("Parameter").put("Name", id).put("Value", decrypted ? text : "AQICAHh");
      } else {
        answer.put("ARN", id).put("SecretString", text);
      }
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(text == null ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
