package dev.firebucket.ingest.push;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import java.io.IOException;

/// The Pushgateway's surface of HTTP, without a server: routes a request to the [PushGateway].
///
/// | request | answer |
/// |---|---|
/// | `PUT`, `POST /metrics/job/…` | 200, or 400 with a reason |
/// | `DELETE /metrics/job/…` | 202 |
/// | `GET /metrics` | text format 0.0.4 |
/// | `GET /api/v1/metrics` | all groups as JSON |
/// | `GET /-/healthy`, `GET /-/ready` | 200 `OK` |
/// | `PUT /api/v1/admin/wipe` | 202, if allowed |
public final class PushHttp {
  /// The longest body, also after decompression, in bytes.
  public static final int MAX_BODY = 16 * 1024 * 1024;

  static final String PLAIN = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String EXPOSITION =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private final PushGateway gateway;
  private final boolean adminApi;
  private final ByteBudget room;

  /// @param adminApi whether wiping is allowed (`--web.enable-admin-api` of the Pushgateway)
  /// @param room for what bodies become
  public PushHttp(PushGateway gateway, boolean adminApi, ByteBudget room) {
    this.gateway = gateway;
    this.room = room;
    this.adminApi = adminApi;
  }

  /// Answers a request; what is wrong with it becomes a status and a sentence.
  ///
  /// @throws IOException when the store fails: to be answered as for every other request
  public PushAnswer handle(PushRequest request) throws IOException {
    try {
      return route(request);
    } catch (PushRejectedException e) {
      return PushAnswer.error(e.status(), String.valueOf(e.getMessage()));
    }
  }

  private PushAnswer route(PushRequest request) throws PushRejectedException, IOException {
    String path = request.path();
    if (path.startsWith("/metrics/")) {
      return group(request);
    }
    return switch (path) {
      case "/metrics" -> {
        requireGet(request);
        yield PushAnswer.of(200, EXPOSITION, gateway.exposition());
      }
      case "/api/v1/metrics" -> {
        requireGet(request);
        yield PushAnswer.of(200, JSON, gateway.json());
      }
      case "/-/healthy", "/-/ready" -> {
        requireGet(request);
        yield PushAnswer.of(200, PLAIN, "OK");
      }
      case "/api/v1/admin/wipe" -> wipe(request);
      default -> throw new PushRejectedException(404, "404 page not found");
    };
  }

  private PushAnswer group(PushRequest request) throws PushRejectedException, IOException {
    GroupingKey key = GroupingKey.parse(request.path().substring("/metrics".length()));
    return switch (request.method()) {
      case "PUT" -> push(request, key, true);
      case "POST" -> push(request, key, false);
      case "DELETE" -> {
        gateway.delete(key);
        yield PushAnswer.of(202, PLAIN, "");
      }
      default -> throw notAllowed();
    };
  }

  private PushAnswer push(PushRequest request, GroupingKey key, boolean replace)
      throws PushRejectedException, IOException {
    try (ByteBudget.Share share = room.shareNextTo(request.body().length)) {
      byte[] body = PushBody.decode(request.body(), request.contentEncoding(), MAX_BODY, share);
      gateway.push(key, body, request.contentType(), replace, share);
      return PushAnswer.of(200, PLAIN, "");
    } catch (NoRoomException e) {
      throw new PushRejectedException(
          e.isTooLarge() ? 413 : 503, "the push is not taken: " + e.getMessage());
    }
  }

  private PushAnswer wipe(PushRequest request) throws PushRejectedException, IOException {
    if (!adminApi) {
      throw new PushRejectedException(404, "404 page not found");
    }
    if (!request.method().equals("PUT")) {
      throw notAllowed();
    }
    gateway.wipe();
    return PushAnswer.of(202, PLAIN, "");
  }

  private static void requireGet(PushRequest request) throws PushRejectedException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw notAllowed();
    }
  }

  private static PushRejectedException notAllowed() {
    return new PushRejectedException(405, "Method Not Allowed");
  }
}
