package dev.firebucket.ingest.remotewrite;

import dev.firebucket.config.http.BodyTooLargeException;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.ingest.bytes.Unsnap;
import dev.firebucket.ingest.writing.TooManySamplesWaitingException;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives remote write 1.0. To be answered with 204 when [#receive] returns: then the samples are
/// durable. Safe for use by several threads.
public final class RemoteWriteReceiver {
  /// The longest compressed body, in bytes.
  public static final int MAX_BODY = 32 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(RemoteWriteReceiver.class);
  private static final int NO_CONTENT = 204;
  private static final int STORE_FAILED = 503;
  private static final int MAX_DECODED = 256 * 1024 * 1024;

  /// As Prometheus: clocks may differ, but not more.
  private static final Duration LATEST = Duration.ofMinutes(10);

  private final LabelCache labels = LabelCache.ofHeap();
  private final AcceptedWrites accepted;
  private final ByteBudget room;
  private final Clock clock;
  private final RemoteWriteMetrics metrics = new RemoteWriteMetrics();

  /// @param writer returns when samples are durable; in a process that stays it gathers those of
  ///   several requests
  /// @param room for what requests decode to
  public RemoteWriteReceiver(SampleWriter writer, Clock clock, ByteBudget room) {
    this(clock, write -> writer.write(write.samples()), room);
  }

  /// @param accepted what makes the samples durable
  /// @param room for what requests decode to
  public RemoteWriteReceiver(Clock clock, AcceptedWrites accepted, ByteBudget room) {
    this.accepted = accepted;
    this.clock = clock;
    this.room = room;
  }

  /// Takes a request, as [#receive]; whatever is wrong becomes a status and a sentence.
  public RemoteWriteAnswer answer(RemoteWriteRequest request) {
    try {
      receive(request);
      return new RemoteWriteAnswer(NO_CONTENT, "", Optional.empty());
    } catch (RemoteWriteException e) {
      return new RemoteWriteAnswer(e.status(), e.getMessage() + "\n", Optional.empty());
    } catch (IOException e) {
      LOG.warn("samples of a remote write could not be stored: {}", e.getMessage());
      return new RemoteWriteAnswer(STORE_FAILED, e.getMessage() + "\n", Optional.of(e));
    }
  }

  /// Takes a request.
  ///
  /// @throws RemoteWriteException 415 for another version, type or compression; 413 for a body that
  ///   is too long; 400 for one that is malformed. Series with invalid labels are left out and
  ///   reported by a 400 when the others are durable. 503 when too much waits, or others are read
  /// @throws IOException when the store does not take the samples: 500, the sender tries again
  public void receive(RemoteWriteRequest request) throws RemoteWriteException, IOException {
    WriteRequestDecoder decoder;
    try {
      decoder = store(request);
    } catch (RemoteWriteException | IOException e) {
      metrics.failed();
      throw e;
    }
    metrics.received(decoder.samples(), decoder.invalidSamples());
    String invalid = decoder.firstInvalid();
    if (invalid != null) {
      throw new RemoteWriteException(
          400,
          "Invalid metric names or labels: "
              + invalid
              + " ("
              + decoder.invalidSamples()
              + " samples left out, the others are stored)");
    }
  }

  /// The samples of a message that was accepted before, by this receiver or another: the same ones,
  /// whatever the time is now.
  ///
  /// @throws RemoteWriteException 400 when it is no such message
  public SampleBatch samples(byte[] message) throws RemoteWriteException {
    try (ByteBudget.Share share = room.shareNextTo(message.length)) {
      return new WriteRequestDecoder(labels, Long.MAX_VALUE, share).decode(message);
    } catch (NoRoomException e) {
      throw refused(e);
    }
  }

  /// What was received so far.
  public RemoteWriteMetrics metrics() {
    return metrics;
  }

  private WriteRequestDecoder store(RemoteWriteRequest request)
      throws RemoteWriteException, IOException {
    RequestHeaders.require(request);
    long latest = clock.instant().plus(LATEST).toEpochMilli();
    try (ByteBudget.Share share = room.shareNextTo(request.body().length)) {
      WriteRequestDecoder decoder = new WriteRequestDecoder(labels, latest, share);
      byte[] message = unsnap(request.body(), share);
      SampleBatch batch = decoder.decode(message);
      accepted.take(new AcceptedWrite(message, batch));
      return decoder;
    } catch (NoRoomException e) {
      throw refused(e);
    } catch (TooManySamplesWaitingException tooMany) {
      throw new RemoteWriteException(503, String.valueOf(tooMany.getMessage()));
    }
  }

  private static RemoteWriteException refused(NoRoomException e) {
    return new RemoteWriteException(
        e.isTooLarge() ? 413 : 503, "the request is not taken: " + e.getMessage());
  }

  private byte[] unsnap(byte[] body, ByteBudget.Share share)
      throws RemoteWriteException, NoRoomException {
    if (body.length > MAX_BODY) {
      throw new RemoteWriteException(413, "the body is longer than " + MAX_BODY + " bytes");
    }
    long most = Math.min(MAX_DECODED, room.most());
    try {
      return Unsnap.decompress(body, most, share);
    } catch (BodyTooLargeException e) {
      throw new RemoteWriteException(413, "the body decodes to more than " + most + " bytes");
    } catch (IOException e) {
      throw new RemoteWriteException(400, "snappy: corrupt input");
    }
  }
}
