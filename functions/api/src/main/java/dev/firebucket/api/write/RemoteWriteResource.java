package dev.firebucket.api.write;

import dev.firebucket.ingest.remotewrite.RemoteWriteException;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/api/v1/write`: remote write. Answered with 204 when the samples are durable.
@Path("/api/v1/write")
@UnlessBuildProperty(name = "firebucket.api.push", stringValue = "none", enableIfMissing = true)
public class RemoteWriteResource {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteWriteResource.class);
  private static final MediaType PLAIN_TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");
  private static final int STORE_FAILED = 503;

  private final RemoteWriteReceiver receiver;

  public RemoteWriteResource(RemoteWriteReceiver receiver) {
    this.receiver = receiver;
  }

  /// Senders repeat a request that is answered by 5xx.
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response write(
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Content-Encoding") @Nullable String contentEncoding,
      byte @Nullable [] body) {
    try {
      receiver.receive(
          new RemoteWriteRequest(
              contentType == null ? "" : contentType,
              contentEncoding == null ? "" : contentEncoding,
              body == null ? new byte[0] : body));
      return Response.noContent().build();
    } catch (RemoteWriteException e) {
      return answer(e.status(), e.getMessage());
    } catch (IOException e) {
      LOG.warn("samples of a remote write could not be stored: {}", e.getMessage());
      return answer(STORE_FAILED, e.getMessage());
    }
  }

  private static Response answer(int status, @Nullable String words) {
    return Response.status(status).entity(words + "\n").type(PLAIN_TEXT).build();
  }
}
