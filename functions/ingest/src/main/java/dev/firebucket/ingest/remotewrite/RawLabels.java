package dev.firebucket.ingest.remotewrite;

import com.google.protobuf.CodedInputStream;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SeriesBounds;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The labels of one series as they are in a request, one after the other, each with its length
/// before it. Used again for each series.
final class RawLabels {
  /// A series whose labels cannot be stored; its samples are left out.
  static final class InvalidLabelsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidLabelsException(String message) {
      super(message);
    }
  }

  /// What names, values and their lengths take of a series that can be kept.
  private static final int MOST_BYTES = SeriesBounds.MOST_OF_SERIES + 16 * SeriesBounds.MOST_LABELS;

  private byte[] raw = new byte[512];
  private int length;
  private int labels;
  private long bytes;

  void clear() {
    length = 0;
    labels = 0;
    bytes = 0;
  }

  /// Adds the message of one label.
  void add(byte[] body, int from, int size) {
    labels++;
    bytes += size;
    if (isTooMuch()) {
      return;
    }
    if (length + size + 5 > raw.length) {
      raw = Arrays.copyOf(raw, Math.max(raw.length * 2, length + size + 5));
    }
    int left = size;
    while (left > 0x7f) {
      raw[length++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    raw[length++] = (byte) left;
    System.arraycopy(body, from, raw, length, size);
    length += size;
  }

  private boolean isTooMuch() {
    return labels > SeriesBounds.MOST_LABELS || bytes > MOST_BYTES;
  }

  /// The label set, from the cache where it is known.
  ///
  /// @param room takes what is made
  /// @throws InvalidLabelsException for labels without a metric name, with a name twice, not UTF-8,
  ///   or beyond [SeriesBounds]
  LabelSet resolve(LabelCache cache, ByteBudget.Share room)
      throws InvalidLabelsException, NoRoomException {
    if (isTooMuch()) {
      throw new InvalidLabelsException(
          labels > SeriesBounds.MOST_LABELS
              ? SeriesBounds.tooManyLabels(decode(), labels)
              : "series with labels of "
                  + bytes
                  + " bytes together, at most "
                  + SeriesBounds.MOST_OF_SERIES
                  + " are kept");
    }
    LabelSet known = cache.find(raw, length);
    if (known != null) {
      return known;
    }
    room.take(LabelCache.weight(length, labels));
    LabelSet made = decode();
    Optional<String> fault = SeriesBounds.fault(made);
    if (fault.isPresent()) {
      throw new InvalidLabelsException(fault.get());
    }
    cache.add(raw, length, made);
    return made;
  }

  private LabelSet decode() throws InvalidLabelsException {
    LabelSet.Builder labels = LabelSet.builder();
    try {
      CodedInputStream input = CodedInputStream.newInstance(raw, 0, length);
      while (!input.isAtEnd()) {
        int limit = input.pushLimit(input.readRawVarint32());
        label(input, labels);
        input.popLimit(limit);
      }
    } catch (IOException e) {
      throw new InvalidLabelsException("label that is not UTF-8 or breaks off: " + e.getMessage());
    }
    LabelSet built = labels.build();
    if (built.metricName().isEmpty()) {
      throw new InvalidLabelsException(
          "series without a metric name: " + SeriesBounds.shown(built));
    }
    return built;
  }

  private static void label(CodedInputStream input, LabelSet.Builder labels)
      throws IOException, InvalidLabelsException {
    String name = "";
    String value = "";
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      switch (tag) {
        case 0x0a -> name = input.readStringRequireUtf8();
        case 0x12 -> value = input.readStringRequireUtf8();
        default -> input.skipField(tag);
      }
    }
    if (!NameValidationScheme.UTF8.isValidLabelName(name)) {
      throw new InvalidLabelsException(
          "series with an empty label name: " + SeriesBounds.shown(labels.build()));
    }
    if (labels.get(name) != null) {
      throw new InvalidLabelsException(
          "label name \"" + name + "\" is not unique: " + SeriesBounds.shown(labels.build()));
    }
    labels.set(name, value);
  }
}
