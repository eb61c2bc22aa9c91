package dev.firebucket.api.write;

import dev.firebucket.ingest.remotewrite.RemoteWriteAnswer;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// `/api/v1/write`: remote write. Answered with 204 when the samples are durable.
@Path("/api/v1/write")
@UnlessBuildProperty(name = "firebucket.api.push", stringValue = "none", enableIfMissing = true)
public class RemoteWriteResource {
  private static final MediaType PLAIN_TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");

  private final RemoteWriteReceiver receiver;

  public RemoteWriteResource(RemoteWriteReceiver receiver) {
    this.receiver = receiver;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response write(
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Content-Encoding") @Nullable String contentEncoding,
      byte @Nullable [] body) {
    RemoteWriteAnswer answer =
        receiver.answer(
            new RemoteWriteRequest(
                contentType == null ? "" : contentType,
                contentEncoding == null ? "" : contentEncoding,
                body == null ? new byte[0] : body));
    return answer.words().isEmpty()
        ? Response.status(answer.status()).build()
        : Response.status(answer.status()).entity(answer.words()).type(PLAIN_TEXT).build();
  }
}
