package dev.firebucket.lambda.push;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.PushSettings;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.ingest.gathering.GatheredRequests;
import dev.firebucket.ingest.gathering.GatheringMetrics;
import dev.firebucket.ingest.gathering.GatheringOptions;
import dev.firebucket.ingest.gathering.QueueBeforeStore;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.lambda.start.QueueEvents;
import dev.firebucket.lambda.url.metrics.UrlMetrics;
import dev.firebucket.storage.tail.SampleWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/// The services that the resources need, built once per cold start.
public class PushBeans {
  /// Without the admin API: whoever may call the URL may delete single groups, not all at once.
  @Produces
  @Singleton
  PushHttp pushgateway(FunctionContext context) {
    return new PushHttp(new PushGateway(context.bucket().store(), Clock.systemUTC()), false);
  }

  @Produces
  @Singleton
  GatheringMetrics gathering() {
    return new GatheringMetrics();
  }

  /// An environment serves one request at a time, so it cannot gather: the queue does, if there is
  /// one.
  @Produces
  @Singleton
  RemoteWriteReceiver remoteWrite(
      FunctionContext context, InstantSource clock, GatheringMetrics metrics) {
    PushSettings settings = PushSettings.of(System.getenv());
    SampleWriter store = context.bucket().writer();
    if (settings.queue().isEmpty()) {
      return new RemoteWriteReceiver(store, Clock.systemUTC());
    }
    return new RemoteWriteReceiver(
        Clock.systemUTC(),
        new QueueBeforeStore(
            new SqsMessageQueue(settings.queue().get(), settings.sqsEndpoint()),
            store,
            new GatheringOptions(settings.gathering(), settings.longestMessage()),
            clock,
            metrics));
  }

  /// Messages that are still in the queue are stored also after gathering was turned off.
  @Produces
  @Singleton
  @Unremovable
  QueueEvents gathered(
      FunctionContext context,
      RemoteWriteReceiver receiver,
      InstantSource clock,
      GatheringMetrics gathering,
      UrlMetrics metrics) {
    GatheredEvents events =
        new GatheredEvents(
            new GatheredRequests(receiver, context.bucket().writer(), clock, gathering));
    return envelope -> {
      try (FunctionMetrics.Run run = metrics.begin()) {
        byte[] answer = events.store(envelope);
        run.succeeded();
        return answer;
      } finally {
        metrics.write();
      }
    };
  }

  @Produces
  @Singleton
  UrlMetrics metrics(
      FunctionContext context,
      PrometheusRegistry registry,
      InstantSource clock,
      RemoteWriteReceiver receiver,
      GatheringMetrics gathering) {
    return new UrlMetrics("push", context, registry, clock, receiver.metrics(), gathering);
  }
}
