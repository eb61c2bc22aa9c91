package dev.firebucket.lambda.query;

import dev.firebucket.api.ApiRoutes;
import dev.firebucket.api.ApiServices;
import dev.firebucket.api.metrics.HttpMetrics;
import dev.firebucket.api.metrics.RegistrySource;
import dev.firebucket.api.routing.HttpApi;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.QuerySettings;
import dev.firebucket.config.deployed.UrlSettings;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.lambda.request.UrlAnswer;
import dev.firebucket.lambda.request.UrlEntrance;
import dev.firebucket.lambda.request.UrlRequest;
import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.metrics.UrlMetrics;
import dev.firebucket.lambda.start.EarlyStart;
import dev.firebucket.lambda.start.EventFunction;
import dev.firebucket.lambda.start.EventJson;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entry point: a request at the query function's URL. The services behind it are built once per
/// cold start.
public final class QueryFunction implements EventFunction {
  private static final Logger LOG = LoggerFactory.getLogger(QueryFunction.class);

  private static final String MEANT =
      "an event of the query function is a JSON object: a request at its URL (payload format 2.0)";

  private final UrlEntrance url;
  private final UrlMetrics metrics;

  /// @throws IllegalArgumentException when a variable of the environment is missing or wrong
  /// @throws IOException when the store cannot be used
  public QueryFunction() throws IOException {
    InstantSource clock = InstantSource.system();
    FunctionContext context = EarlyStart.context();
    UrlSettings settings = UrlSettings.of(System.getenv());
    CorsOrigin origins = CorsOrigin.of(settings.corsOrigin());
    PrometheusRegistry registry = new PrometheusRegistry();
    HttpMetrics requests = new HttpMetrics(registry);
    QueryRoutes routes =
        new QueryRoutes(
            new HttpApi(ApiRoutes.reading(services(context, origins, registry, clock))));
    url = new UrlEntrance(Access.of(settings, clock), origins, routes, requests::answered);
    metrics = new UrlMetrics("query", context, clock, new RegistrySource(registry));
  }

  private static ApiServices services(
      FunctionContext context,
      CorsOrigin origins,
      PrometheusRegistry registry,
      InstantSource clock) {
    QueryEngine engine = engine(context, clock);
    return new ApiServices(
        engine,
        context.bucket().reader(),
        clock,
        registry,
        new StoredTargets(context, engine, clock),
        new StoredRules(context, engine, clock),
        new FunctionStatus(context, origins, clock),
        new FunctionLifecycle(),
        new FunctionStoreAdmin());
  }

  private static QueryEngine engine(FunctionContext context, InstantSource clock) {
    QueryEngine engine = new QueryEngine(context.bucket().reader(), options(context));
    // Takes the way of a query once while AWS lends a starting function a whole processor.
    Duration timeout = engine.options().timeout();
    var _ = engine.instant(new InstantQuery("vector(1)", clock.millis(), timeout, timeout));
    return engine;
  }

  /// Subqueries without a step of their own take that of the rules; without a configuration, that
  /// of Prometheus.
  private static EngineOptions options(FunctionContext context) {
    QuerySettings query = context.query();
    EngineOptions options =
        EngineOptions.DEFAULT
            .withLimits(query.maxSamples(), query.maxBytes(), query.memoryBytes(), query.timeout())
            .withFeatures(query.features());
    try {
      return options.withSubqueryStep(
          context.config().current().config().global().evaluationInterval());
    } catch (IOException e) {
      LOG.warn("queries go on without a configuration: {}", e.getMessage());
      return options;
    }
  }

  @Override
  public byte[] handle(byte[] event) throws IOException {
    UrlRequest request = UrlRequest.read(EventJson.fields(event, MEANT));
    try (FunctionMetrics.Run run = metrics.begin()) {
      UrlAnswer answer = url.answer(request);
      if (!answer.isFailure()) {
        run.succeeded();
      }
      return answer.json(request);
    } finally {
      metrics.write();
    }
  }
}
