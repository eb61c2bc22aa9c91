package dev.firebucket.api.push;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.api.routing.Route;
import dev.firebucket.api.routing.Work;
import dev.firebucket.ingest.push.PushAnswer;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.push.PushRequest;
import java.io.IOException;
import java.util.Map;

/// The Pushgateway under `/push`: for the local server, where `/metrics` and `/api/v1` are its own.
public final class PushEndpoint implements Endpoint {
  private static final String MOUNT = "/push";

  private final PushHttp gateway;

  public PushEndpoint(PushHttp gateway) {
    this.gateway = gateway;
  }

  /// Everything below `/push`: it decides itself what it knows.
  public static Route below(PushHttp gateway) {
    PushEndpoint push = new PushEndpoint(gateway);
    return new Route(
        MOUNT + "/",
        "*path",
        "",
        Map.of("GET", push, "PUT", push, "POST", push, "DELETE", push),
        Work.WRITE);
  }

  @Override
  public ApiAnswer answer(ApiRequest request) throws IOException {
    PushAnswer answer =
        gateway.handle(
            new PushRequest(
                request.method(),
                request.between(MOUNT, ""),
                request.header("content-type"),
                request.header("content-encoding"),
                request.body()));
    return ApiAnswer.of(answer.status(), answer.contentType(), answer.body())
        .with(answer.headers());
  }
}
