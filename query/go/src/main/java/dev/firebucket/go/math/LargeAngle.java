package dev.firebucket.go.math;

/// Angles that are so large that multiples of pi/4 cannot be subtracted in doubles: their bits are
/// multiplied by those of 4/pi (M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric
/// functions", 1983), as Go does it.
final class LargeAngle {
  /// From here on.
  static final double FROM = 1 << 29;

  private static final int MANTISSA_BITS = 52;
  private static final int BIAS = 1023;

  /// The bits of 4/pi, the first word before the binary point.
  private static final long[] FOUR_BY_PI = {
    0x0000000000000001L, 0x45f306dc9c882a53L, 0xf84eafa3ea69bb81L, 0xb6c52b3278872083L,
    0xfca2c757bd778ac3L, 0x6e48dc74849ba5c0L, 0x0c925dd413a32439L, 0xfc3bd63962534e7dL,
    0xd1046bea5d768909L, 0xd338e04d68befc82L, 0x7323ac7306a673e9L, 0x3908bf177bf25076L,
    0x3ff12fffbc0b301fL, 0xde5e2316b414da3eL, 0xda6cfd9e4f96136eL, 0x9e8c7ecd3cbfd45aL,
    0xea4f758fd7cbe2f6L, 0x7a0e73ef14a525d4L, 0xd7f6bf623f1aba10L, 0xac06608df8f6d757L
  };

  private LargeAngle() {}

  /// How many eighths of a circle it passes beyond whole circles, odd ones rounded up.
  static long octant(double angle) {
    long octant = product(angle, true) >>> 61;
    return (octant + (octant & 1)) & 7;
  }

  /// What is left of it after its octants; below zero where they were rounded up.
  static double rest(double angle) {
    long high = product(angle, true);
    long low = product(angle, false);
    boolean odd = (high >>> 61 & 1) == 1;
    long fraction = high << 3 | low >>> 61;
    int zeros = Long.numberOfLeadingZeros(fraction);
    int used = zeros + 1;
    long next = used == Long.SIZE ? low : low >>> (Long.SIZE - used);
    long bits = (used == Long.SIZE ? 0 : fraction << used) | next;
    long mantissa = bits >>> (Long.SIZE - MANTISSA_BITS);
    double rest = Double.longBitsToDouble(mantissa | ((long) (BIAS - used) << MANTISSA_BITS));
    return (odd ? rest - 1 : rest) * (Math.PI / 4);
  }

  /// 128 bits of the angle in units of pi/4: three before the binary point, then the fraction.
  private static long product(double angle, boolean upper) {
    long bits = Double.doubleToRawLongBits(angle);
    int exponent = (int) (bits >>> MANTISSA_BITS) - BIAS - MANTISSA_BITS;
    long mantissa = (bits & ((1L << MANTISSA_BITS) - 1)) | (1L << MANTISSA_BITS);
    int word = (exponent + 61) / 64;
    int shift = (exponent + 61) % 64;
    long first = word(word, shift);
    long second = word(word + 1, shift);
    long third = word(word + 2, shift);
    long carried = Math.unsignedMultiplyHigh(third, mantissa);
    long low = second * mantissa + carried;
    if (!upper) {
      return low;
    }
    long carry = Long.compareUnsigned(low, carried) < 0 ? 1 : 0;
    return first * mantissa + Math.unsignedMultiplyHigh(second, mantissa) + carry;
  }

  private static long word(int index, int shift) {
    return shift == 0
        ? FOUR_BY_PI[index]
        : (FOUR_BY_PI[index] << shift) | (FOUR_BY_PI[index + 1] >>> (Long.SIZE - shift));
  }
}
