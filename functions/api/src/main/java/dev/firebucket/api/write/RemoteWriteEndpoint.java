package dev.firebucket.api.write;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.ingest.remotewrite.RemoteWriteAnswer;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;

/// `/api/v1/write`: remote write. Answered with 204 when the samples are durable.
public final class RemoteWriteEndpoint implements Endpoint {
  private final RemoteWriteReceiver receiver;

  public RemoteWriteEndpoint(RemoteWriteReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public ApiAnswer answer(ApiRequest request) {
    RemoteWriteAnswer answer =
        receiver.answer(
            new RemoteWriteRequest(
                request.header("content-type"),
                request.header("content-encoding"),
                request.body()));
    return answer.words().isEmpty()
        ? ApiAnswer.empty(answer.status())
        : ApiAnswer.plain(answer.status(), answer.words()).with(answer.headers());
  }
}
