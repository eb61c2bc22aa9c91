package dev.firebucket.backfill.chunk;

import java.io.IOException;

/// Floats: the differences of differences of times, and values as [XorValue].
///
/// ```
/// count (16 bits) | time (varint) | value | step (uvarint) | value | change of step, value | …
/// ```
public final class XorChunk {
  /// The sizes of a change of the step, by the ones before it.
  private static final int[] STEP_BITS = {0, 14, 17, 20, 64};

  private static final int LONGEST_PREFIX = STEP_BITS.length - 1;

  private final BitWriter out = new BitWriter();
  private final XorValue value = new XorValue();
  private int count;
  private long time;
  private long step;

  /// An empty chunk to be written.
  public XorChunk() {
    out.bits(0, Short.SIZE);
  }

  static void read(byte[] data, PointSink sink) throws IOException {
    BitReader in = new BitReader(data, 0);
    int samples = (int) in.bits(Short.SIZE);
    XorValue value = new XorValue();
    long time = 0;
    long step = 0;
    for (int i = 0; i < samples; i++) {
      switch (i) {
        case 0 -> {
          time = in.varint();
          value.readFirst(in);
        }
        case 1 -> {
          step = in.uvarint();
          time += step;
          value.read(in);
        }
        default -> {
          step += readStepChange(in);
          time += step;
          value.read(in);
        }
      }
      sink.value(time, value.value());
    }
  }

  private static long readStepChange(BitReader in) throws ChunkException {
    int ones = 0;
    while (ones < LONGEST_PREFIX && in.bit()) {
      ones++;
    }
    return ones == 0 ? 0 : in.signed(STEP_BITS[ones]);
  }

  /// Adds a sample that is later than the one before.
  public void append(long millis, double sample) {
    switch (count) {
      case 0 -> {
        out.varint(millis);
        value.writeFirst(out, sample);
      }
      case 1 -> {
        step = millis - time;
        out.uvarint(step);
        value.write(out, sample);
      }
      default -> {
        long next = millis - time;
        writeStepChange(next - step);
        step = next;
        value.write(out, sample);
      }
    }
    time = millis;
    count++;
  }

  private void writeStepChange(long change) {
    int ones = change == 0 ? 0 : 1;
    while (ones > 0 && ones < LONGEST_PREFIX && !VarbitSize.fits(change, STEP_BITS[ones])) {
      ones++;
    }
    out.bits(-1, ones);
    if (ones < LONGEST_PREFIX) {
      out.bit(false);
    }
    out.bits(change, STEP_BITS[ones]);
  }

  /// How many samples it holds.
  public int count() {
    return count;
  }

  /// The chunk as it stands in a file, without length, encoding and checksum.
  public byte[] toByteArray() {
    out.set(0, count >>> Byte.SIZE);
    out.set(1, count);
    return out.toByteArray();
  }
}
