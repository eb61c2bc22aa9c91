package dev.firebucket.lambda.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.AskedSteps;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.Connection;
import dev.firebucket.api.routing.HttpApi;
import dev.firebucket.lambda.request.Oversize;
import dev.firebucket.lambda.request.UrlAnswer;
import dev.firebucket.lambda.request.UrlRequest;
import dev.firebucket.lambda.request.UrlRoutes;
import dev.firebucket.lambda.request.answer.PayloadSize;
import dev.firebucket.query.error.PromqlException;
import java.time.Duration;
import java.util.Optional;

/// The API at the query function's URL.
final class QueryRoutes implements UrlRoutes {
  private final HttpApi api;

  QueryRoutes(HttpApi api) {
    this.api = api;
  }

  @Override
  public UrlAnswer answer(UrlRequest request) {
    return travelling(api.answer(asked(request)));
  }

  @Override
  public String handler(UrlRequest request, int status) {
    return api.handler(asked(request), status);
  }

  private static ApiRequest asked(UrlRequest request) {
    return new ApiRequest(
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        request.body(),
        Connection.LASTING);
  }

  private static UrlAnswer travelling(ApiAnswer answer) {
    return new UrlAnswer(
        answer.status(),
        answer.headers(),
        answer.body(),
        oversize -> tooLarge(oversize, answer.steps()));
  }

  /// The error instead of an answer that Lambda would not let through, with what would fit.
  private static UrlAnswer tooLarge(Oversize oversize, Optional<AskedSteps> steps) {
    return travelling(
        Envelope.error(
            PromqlException.Type.EXECUTION, oversize.sentence() + "; " + remedy(oversize, steps)));
  }

  private static String remedy(Oversize oversize, Optional<AskedSteps> steps) {
    if (oversize.wouldFitCompressed()) {
      return Oversize.COMPRESSED_FITS;
    }
    return steps
        .flatMap(
            range ->
                FittingStep.of(oversize.body(), oversize.payload(), PayloadSize.MOST_OF_BODY, range)
                    .map(
                        step ->
                            "a step of %s would fit instead of %s, or ask for fewer series"
                                .formatted(
                                    FittingStep.text(step),
                                    FittingStep.text(Duration.ofMillis(range.stepMillis())))))
        .orElse("ask for fewer series: aggregate, or set the parameter limit");
  }
}
