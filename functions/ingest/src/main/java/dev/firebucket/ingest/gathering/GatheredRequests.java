package dev.firebucket.ingest.gathering;

import dev.firebucket.ingest.remotewrite.RemoteWriteException;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores what a queue hands over: requests of many senders as one object, or as a few where their
/// samples are too many for the memory.
///
/// A message handed over again, or hours late, writes the same samples at the same times, and
/// readers count each once.
public final class GatheredRequests {
  private static final Logger LOG = LoggerFactory.getLogger(GatheredRequests.class);

  /// What a function of a gigabyte holds next to its cache of labels, when each is of another
  /// series.
  private static final int SAMPLES_OF_AN_OBJECT = 250_000;

  /// How long messages may begin. The function has two minutes (`PushFunction` in `infra`); the
  /// rest is for the last object. Killed instead, it would be handed all of them again, and again.
  private static final Duration BEGIN_WITHIN = Duration.ofSeconds(90);

  private final RemoteWriteReceiver receiver;
  private final SampleWriter store;
  private final InstantSource clock;
  private final GatheringMetrics metrics;

  /// @param receiver knows the requests' form
  /// @param store returns when samples are durable
  /// @param clock measures how long a run takes
  public GatheredRequests(
      RemoteWriteReceiver receiver,
      SampleWriter store,
      InstantSource clock,
      GatheringMetrics metrics) {
    this.receiver = receiver;
    this.store = store;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// What waits to be one object.
  private static final class Waiting {
    final List<String> ids = new ArrayList<>();
    final List<SampleBatch> batches = new ArrayList<>();
    int samples;

    void add(String id, SampleBatch batch) {
      ids.add(id);
      batches.add(batch);
      samples += batch.sampleCount();
    }
  }

  /// Stores messages, those that it can begin with in 90 s.
  ///
  /// @return the ids of those that are not stored: the queue has to hand them over again
  public List<String> store(List<QueuedMessage> messages) {
    Instant deadline = clock.instant().plus(BEGIN_WITHIN);
    List<String> failed = new ArrayList<>();
    Waiting waiting = new Waiting();
    int begun = 0;
    for (QueuedMessage message : messages) {
      if (!clock.instant().isBefore(deadline)) {
        break;
      }
      begun++;
      read(message, waiting, failed);
      if (waiting.samples >= SAMPLES_OF_AN_OBJECT) {
        write(waiting, deadline, failed);
        waiting = new Waiting();
      }
    }
    write(waiting, deadline, failed);
    List<QueuedMessage> late = messages.subList(begun, messages.size());
    if (!late.isEmpty()) {
      LOG.warn("no time for {} of {} messages of this run", late.size(), messages.size());
      late.forEach(message -> failed.add(message.id()));
    }
    metrics.failed(failed.size());
    return List.copyOf(failed);
  }

  private void read(QueuedMessage message, Waiting waiting, List<String> failed) {
    try {
      waiting.add(message.id(), receiver.samples(MessageText.request(message.body())));
    } catch (IOException | RemoteWriteException | RuntimeException unreadable) {
      // It costs itself only: the queue lays it aside when it has come back too often.
      LOG.error("message {} cannot be read: {}", message.id(), unreadable.getMessage());
      failed.add(message.id());
    }
  }

  private void write(Waiting waiting, Instant deadline, List<String> failed) {
    if (waiting.ids.isEmpty()) {
      return;
    }
    try {
      store.write(waiting.batches);
      metrics.gathered(waiting.ids.size());
    } catch (IOException refused) {
      LOG.warn("{} requests are not stored: {}", waiting.ids.size(), refused.getMessage());
      failed.addAll(waiting.ids);
    } catch (RuntimeException broken) {
      isolate(waiting, broken, deadline, failed);
    }
  }

  /// Samples that cannot be encoded must not hold up the others: each request is tried alone.
  private void isolate(
      Waiting waiting, RuntimeException broken, Instant deadline, List<String> failed) {
    if (waiting.ids.size() == 1) {
      LOG.error("message {} cannot be stored", waiting.ids.getFirst(), broken);
      failed.add(waiting.ids.getFirst());
      return;
    }
    for (int i = 0; i < waiting.ids.size(); i++) {
      if (!clock.instant().isBefore(deadline)) {
        failed.addAll(waiting.ids.subList(i, waiting.ids.size()));
        return;
      }
      Waiting alone = new Waiting();
      alone.add(waiting.ids.get(i), waiting.batches.get(i));
      write(alone, deadline, failed);
    }
  }
}
