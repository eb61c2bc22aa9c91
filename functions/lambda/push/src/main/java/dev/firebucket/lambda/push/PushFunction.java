package dev.firebucket.lambda.push;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.PushSettings;
import dev.firebucket.config.deployed.UrlSettings;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.ingest.gathering.GatheredRequests;
import dev.firebucket.ingest.gathering.GatheringMetrics;
import dev.firebucket.ingest.gathering.GatheringOptions;
import dev.firebucket.ingest.gathering.QueueBeforeStore;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.lambda.request.UrlAnswer;
import dev.firebucket.lambda.request.UrlEntrance;
import dev.firebucket.lambda.request.UrlRequest;
import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.metrics.RequestMetrics;
import dev.firebucket.lambda.request.metrics.UrlMetrics;
import dev.firebucket.lambda.start.EarlyStart;
import dev.firebucket.lambda.start.EventFunction;
import dev.firebucket.lambda.start.EventJson;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Entry point: a request at the function's URL, or messages of the queue of remote write. The
/// services behind it are built once per cold start.
public final class PushFunction implements EventFunction {
  private static final String MEANT =
      "an event of the push function is a JSON object: a request at its URL (payload format 2.0), or messages of its queue (Records)";

  private final UrlEntrance url;
  private final GatheredEvents gathered;
  private final UrlMetrics metrics;

  /// @throws IllegalArgumentException when a variable of the environment is missing or wrong
  public PushFunction() throws IOException {
    InstantSource clock = InstantSource.system();
    FunctionContext context = EarlyStart.context();
    UrlSettings settings = UrlSettings.of(System.getenv());
    GatheringMetrics gathering = new GatheringMetrics();
    ByteBudget room = ByteBudget.ofHeap();
    RemoteWriteReceiver receiver = receiver(context, clock, gathering, room);
    RequestMetrics requests = new RequestMetrics();
    metrics = new UrlMetrics("push", context, clock, receiver.metrics(), gathering, requests, room);
    // Without the admin API: whoever may call the URL may delete single groups, not all at once.
    PushHttp gateway =
        new PushHttp(new PushGateway(context.bucket().store(), Clock.systemUTC()), false, room);
    url =
        new UrlEntrance(
            Access.of(settings, clock),
            CorsOrigin.of(settings.corsOrigin()),
            new PushRoutes(gateway, receiver),
            requests);
    // Messages that are still in the queue are stored also after gathering was turned off.
    gathered =
        new GatheredEvents(
            new GatheredRequests(receiver, context.bucket().writer(), clock, gathering));
  }

  /// An environment serves one request at a time, so it cannot gather: the queue does, if there is
  /// one.
  private static RemoteWriteReceiver receiver(
      FunctionContext context, InstantSource clock, GatheringMetrics gathering, ByteBudget room) {
    PushSettings settings = PushSettings.of(System.getenv());
    SampleWriter store = context.bucket().writer();
    if (settings.queue().isEmpty()) {
      return new RemoteWriteReceiver(store, Clock.systemUTC(), room);
    }
    return new RemoteWriteReceiver(
        Clock.systemUTC(),
        new QueueBeforeStore(
            new SqsMessageQueue(settings.queue().get(), settings.sqsEndpoint()),
            store,
            new GatheringOptions(settings.gathering(), settings.longestMessage()),
            clock,
            gathering),
        room);
  }

  /// Answers a request, or stores messages; see [GatheredEvents] for what becomes of those that
  /// cannot be stored.
  @Override
  public byte[] handle(byte[] event) throws IOException {
    Map<?, ?> fields = EventJson.fields(event, MEANT);
    try (FunctionMetrics.Run run = metrics.begin()) {
      return fields.get("Records") instanceof List<?>
          ? stored(fields, run)
          : answered(UrlRequest.read(fields), run);
    } finally {
      metrics.write();
    }
  }

  private byte[] stored(Map<?, ?> envelope, FunctionMetrics.Run run) throws IOException {
    byte[] answer = gathered.store(envelope);
    run.succeeded();
    return answer;
  }

  private byte[] answered(UrlRequest request, FunctionMetrics.Run run) throws IOException {
    UrlAnswer answer = url.answer(request);
    if (!answer.isFailure()) {
      run.succeeded();
    }
    return answer.json(request);
  }
}
