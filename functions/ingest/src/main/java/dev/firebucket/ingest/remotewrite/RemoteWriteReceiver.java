package dev.firebucket.ingest.remotewrite;

import dev.firebucket.ingest.writing.TooManySamplesWaitingException;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xerial.snappy.Snappy;

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

  private final LabelCache labels = new LabelCache();
  private final AcceptedWrites accepted;
  private final Clock clock;
  private final RemoteWriteMetrics metrics = new RemoteWriteMetrics();

  /// @param writer returns when samples are durable; in a process that stays it gathers those of
  ///   several requests
  public RemoteWriteReceiver(SampleWriter writer, Clock clock) {
    this(clock, write -> writer.write(write.samples()));
  }

  /// @param accepted what makes the samples durable
  public RemoteWriteReceiver(Clock clock, AcceptedWrites accepted) {
    this.accepted = accepted;
    this.clock = clock;
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
  ///   reported by a 400 when the others are durable. 503 when too much waits
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
    return new WriteRequestDecoder(labels, Long.MAX_VALUE).decode(message);
  }

  /// What was received so far.
  public RemoteWriteMetrics metrics() {
    return metrics;
  }

  private WriteRequestDecoder store(RemoteWriteRequest request)
      throws RemoteWriteException, IOException {
    RequestHeaders.require(request);
    long latest = clock.instant().plus(LATEST).toEpochMilli();
    WriteRequestDecoder decoder = new WriteRequestDecoder(labels, latest);
    byte[] message = unsnap(request.body());
    SampleBatch batch = decoder.decode(message);
    try {
      accepted.take(new AcceptedWrite(message, batch));
    } catch (TooManySamplesWaitingException tooMany) {
      throw new RemoteWriteException(503, String.valueOf(tooMany.getMessage()));
    }
    return decoder;
  }

  private static byte[] unsnap(byte[] body) throws RemoteWriteException {
    if (body.length > MAX_BODY) {
      throw new RemoteWriteException(413, "the body is longer than " + MAX_BODY + " bytes");
    }
    try {
      if (claimedLength(body) > MAX_DECODED) {
        throw new RemoteWriteException(
            413, "the body decodes to more than " + MAX_DECODED + " bytes");
      }
      return Snappy.uncompress(body);
    } catch (IOException e) {
      throw new RemoteWriteException(400, "snappy: corrupt input");
    }
  }

  /// The decoded length at the start of snappy's block format; the library reads it too, but only
  /// after it has made room.
  private static long claimedLength(byte[] body) {
    long length = 0;
    for (int i = 0; i < Math.min(5, body.length); i++) {
      length |= (body[i] & 0x7fL) << (7 * i);
      if (body[i] >= 0) {
        break;
      }
    }
    return length;
  }
}
