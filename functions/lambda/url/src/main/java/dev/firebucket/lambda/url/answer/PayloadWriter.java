package dev.firebucket.lambda.url.answer;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.AskedSteps;
import dev.firebucket.lambda.request.answer.AcceptedEncodings;
import dev.firebucket.lambda.request.answer.Gzip;
import dev.firebucket.lambda.request.answer.PayloadSize;
import dev.firebucket.query.error.PromqlException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/// Compresses answers for callers that take it, and refuses those that Lambda would not let
/// through: its caller would see a 502 without a word.
@Provider
public class PayloadWriter implements WriterInterceptor {
  private static final int FIRST_ROOM = 64 << 10;

  private final CurrentVertxRequest request;

  public PayloadWriter(CurrentVertxRequest request) {
    this.request = request;
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    OutputStream out = context.getOutputStream();
    ByteArrayOutputStream written = new ByteArrayOutputStream(FIRST_ROOM);
    context.setOutputStream(written);
    context.proceed();
    byte[] body = written.toByteArray();
    context.setOutputStream(out);
    out.write(travelling(body));
  }

  /// Headers go to the response below: those of the context were taken over before the body was
  /// there.
  private byte[] travelling(byte[] body) throws IOException {
    RoutingContext asked = request.getCurrent();
    if (body.length < Gzip.LEAST_TO_COMPRESS) {
      return body;
    }
    asked.response().headers().add("Vary", "Accept-Encoding");
    if (AcceptedEncodings.includeGzip(asked.request().headers().getAll("Accept-Encoding"))) {
      byte[] packed = Gzip.of(body);
      requireFits(body, PayloadSize.ofBytes(packed.length), asked, "compressed");
      asked.response().putHeader("Content-Encoding", "gzip");
      return packed;
    }
    long size = PayloadSize.ofText(body);
    if (size > PayloadSize.MOST_OF_BODY
        && PayloadSize.ofBytes(Gzip.of(body).length) <= PayloadSize.MOST_OF_BODY) {
      throw tooLarge(
          "%d bytes".formatted(body.length), "it fits when asked for with Accept-Encoding: gzip");
    }
    requireFits(body, size, asked, "as JSON");
    return body;
  }

  private static void requireFits(byte[] body, long payload, RoutingContext asked, String form) {
    if (payload <= PayloadSize.MOST_OF_BODY) {
      return;
    }
    Optional<AskedSteps> steps = AskedSteps.of(asked);
    Optional<Duration> fitting =
        steps.flatMap(range -> FittingStep.of(body, payload, PayloadSize.MOST_OF_BODY, range));
    String size = "%d bytes (%d %s)".formatted(body.length, payload, form);
    throw fitting
        .map(
            step ->
                tooLarge(
                    size,
                    "a step of %s would fit instead of %s, or ask for fewer series"
                        .formatted(
                            FittingStep.text(step),
                            FittingStep.text(Duration.ofMillis(steps.orElseThrow().stepMillis())))))
        .orElseGet(
            () -> tooLarge(size, "ask for fewer series: aggregate, or set the parameter limit"));
  }

  private static ApiException tooLarge(String size, String remedy) {
    return new ApiException(
        PromqlException.Type.EXECUTION,
        "the answer has %s, and Lambda lets a function answer with %d at most; %s"
            .formatted(size, PayloadSize.MOST, remedy));
  }
}
