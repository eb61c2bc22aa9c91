package dev.firebucket.storage.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// What may happen to the bytes of an object.
public enum Harm {
  CUT {
    @Override
    public byte[] to(byte[] bytes, Random random) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
  },

  FLIPPED_BIT {
    @Override
    public byte[] to(byte[] bytes, Random random) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return changed;
    }
  },

  FLIPPED_BIT_AT_THE_END {
    @Override
    public byte[] to(byte[] bytes, Random random) {
      byte[] changed = bytes.clone();
      int most = Math.min(4_000, bytes.length);
      changed[bytes.length - 1 - random.nextInt(most)] ^= (byte) (1 << random.nextInt(8));
      return changed;
    }
  },

  ZEROED {
    @Override
    public byte[] to(byte[] bytes, Random random) {
      byte[] changed = bytes.clone();
      int from = random.nextInt(bytes.length);
      Arrays.fill(changed, from, Math.min(bytes.length, from + 512), (byte) 0);
      return changed;
    }
  },

  FOREIGN_TEXT {
    @Override
    public byte[] to(byte[] bytes, Random random) {
      return "<html><body>404 not found</body></html>".getBytes(StandardCharsets.UTF_8);
    }
  },

  FOREIGN_BYTES {
    @Override
    public byte[] to(byte[] bytes, Random random) {
      byte[] changed = new byte[bytes.length];
      random.nextBytes(changed);
      return changed;
    }
  },

  EMPTIED {
    @Override
    public byte[] to(byte[] bytes, Random random) {
      return new byte[0];
    }
  };

  /// The harmed bytes; those that were given stay as they are.
  public abstract byte[] to(byte[] bytes, Random random);
}
