package dev.firebucket.ingest.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Decodes a `prometheus.WriteRequest` (`remote.proto`, version 1.0) straight into a batch.
/// Exemplars and metadata are passed over. Not for use by several threads.
final class WriteRequestDecoder {
  private static final int TIME_SERIES = 1;
  private static final int LABEL = 1;
  private static final int SAMPLE = 2;
  private static final int HISTOGRAM = 4;

  /// Bytes of a sample: 24 in the batch, which doubles as it grows, and as many while it is
  /// written.
  private static final int BYTES_OF_SAMPLE = 96;

  private static final int BYTES_OF_HISTOGRAM = 600;

  /// A bucket or a span takes a byte or two of a message, and a number or an object here.
  private static final int BYTES_OF_HISTOGRAM_BYTE = 24;

  private final LabelCache cache;
  private final long latestMillis;
  private final ByteBudget.Share room;
  private final SampleBatch batch = new SampleBatch();
  private final RawLabels labels = new RawLabels();
  private int invalidSamples;
  private @Nullable String firstInvalid;

  /// @param latestMillis samples beyond this time are refused
  /// @param room takes what a message becomes
  WriteRequestDecoder(LabelCache cache, long latestMillis, ByteBudget.Share room) {
    this.cache = cache;
    this.latestMillis = latestMillis;
    this.room = room;
  }

  /// Decodes a request.
  ///
  /// @return the samples with valid labels; see [#firstInvalid]
  /// @throws RemoteWriteException 400 when it is no such message, or a sample lies in the future or
  ///   before 1970
  /// @throws NoRoomException when the message becomes more than there is room for
  SampleBatch decode(byte[] body) throws RemoteWriteException, NoRoomException {
    CodedInputStream input = CodedInputStream.newInstance(body);
    try {
      for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == TIME_SERIES) {
          int limit = input.pushLimit(input.readRawVarint32());
          series(input, body);
          input.popLimit(limit);
        } else {
          input.skipField(tag);
        }
      }
      return batch;
    } catch (IOException e) {
      throw new RemoteWriteException(400, "proto: illegal WriteRequest: " + e.getMessage());
    }
  }

  /// How many samples have valid labels.
  int samples() {
    return batch.sampleCount();
  }

  /// How many samples were left out because of their labels.
  int invalidSamples() {
    return invalidSamples;
  }

  /// What is wrong with the first series that was left out, null where none was.
  @Nullable String firstInvalid() {
    return firstInvalid;
  }

  private void series(CodedInputStream input, byte[] body)
      throws IOException, RemoteWriteException, NoRoomException {
    labels.clear();
    int firstRow = batch.sampleCount();
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case LABEL -> {
          int size = input.readRawVarint32();
          int from = input.getTotalBytesRead();
          input.skipRawBytes(size);
          labels.add(body, from, size);
        }
        case SAMPLE -> {
          room.take(BYTES_OF_SAMPLE);
          int limit = input.pushLimit(input.readRawVarint32());
          sample(input);
          input.popLimit(limit);
        }
        case HISTOGRAM -> {
          int size = input.readRawVarint32();
          int limit = input.pushLimit(size);
          room.take(BYTES_OF_HISTOGRAM + (long) BYTES_OF_HISTOGRAM_BYTE * size);
          HistogramDecoder.Timed timed = HistogramDecoder.decode(input);
          requireTime(timed.timestampMillis());
          batch.append(LabelSet.EMPTY, timed.timestampMillis(), timed.histogram());
          input.popLimit(limit);
        }
        default -> input.skipField(tag);
      }
    }
    finish(firstRow);
  }

  private void sample(CodedInputStream input) throws IOException, RemoteWriteException {
    double value = 0;
    long timestamp = 0;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> value = input.readDouble();
        case 2 -> timestamp = input.readInt64();
        default -> input.skipField(tag);
      }
    }
    requireTime(timestamp);
    batch.append(LabelSet.EMPTY, timestamp, value);
  }

  private void requireTime(long timestamp) throws RemoteWriteException {
    if (timestamp > latestMillis) {
      throw new RemoteWriteException(
          400, "out of bounds: timestamp " + timestamp + " is too far in the future");
    }
    if (timestamp < 0) {
      throw new RemoteWriteException(400, "out of bounds: timestamp " + timestamp + " before 1970");
    }
  }

  /// Gives the samples of a series their labels, which may follow them in the message.
  private void finish(int firstRow) throws NoRoomException {
    if (batch.sampleCount() == firstRow) {
      return;
    }
    try {
      batch.assign(firstRow, labels.resolve(cache, room));
    } catch (RawLabels.InvalidLabelsException e) {
      invalidSamples += batch.sampleCount() - firstRow;
      batch.truncate(firstRow);
      if (firstInvalid == null) {
        firstInvalid = String.valueOf(e.getMessage());
      }
    }
  }
}
