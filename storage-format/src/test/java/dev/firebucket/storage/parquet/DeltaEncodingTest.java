package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.junit.jupiter.api.Test;

/// Pages of differences, next to parquet-java's encoder and decoder.
class DeltaEncodingTest {
  private final Random random = new Random(7);

  @Test
  void parquetJavaReadsWhatIsWrittenHere() throws IOException {
    for (int count : new int[] {1, 2, 32, 33, 128, 129, 130, 257, 1000, 4097}) {
      for (int bits = 0; bits <= Long.SIZE; bits++) {
        long[] numbers = numbers(count, bits);

        byte[] page = DeltaEncoding.encode(numbers, count);

        assertThat(readByParquetJava(page, count)).as(count + " of " + bits).isEqualTo(numbers);
      }
    }
  }

  @Test
  void whatParquetJavaWritesIsReadHere() throws IOException {
    for (int count : new int[] {1, 2, 32, 33, 128, 129, 130, 257, 1000, 4097}) {
      for (int bits = 0; bits <= Long.SIZE; bits++) {
        long[] numbers = numbers(count, bits);

        byte[] page = writtenByParquetJava(numbers);

        assertThat(decode(page, count)).as(count + " of " + bits).isEqualTo(numbers);
      }
    }
  }

  @Test
  void onlyTheFirstNumbersOfAnArrayAreWritten() throws IOException {
    long[] numbers = LongStream.range(0, 300).toArray();

    byte[] page = DeltaEncoding.encode(numbers, 200);

    assertThat(decode(page, 200)).isEqualTo(Arrays.copyOf(numbers, 200));
    assertThatThrownBy(() -> decode(page, 201)).isInstanceOf(IOException.class);
  }

  @Test
  void aPageOfNoNumbersIsReadAsNone() throws IOException {
    assertThat(decode(DeltaEncoding.encode(new long[0], 0), 0)).isEmpty();
  }

  @Test
  void aPageThatBreaksOffIsNotReadAsZeros() {
    // Two whole blocks behind the first number: no byte is padding.
    long[] numbers = numbers(257, 40);
    byte[] page = DeltaEncoding.encode(numbers, 257);

    for (int length = 0; length < page.length; length++) {
      byte[] cut = Arrays.copyOf(page, length);
      assertThatThrownBy(() -> decode(cut, 257))
          .as("%d bytes", length)
          .isInstanceOfAny(BufferUnderflowException.class, IOException.class);
    }
  }

  /// Differences of so many bits, some of them negative, and now and then a run of equal ones.
  private long[] numbers(int count, int bits) {
    long mask = bits == 0 ? 0 : -1L >>> (Long.SIZE - bits);
    long[] numbers = new long[count];
    long number = random.nextLong();
    for (int i = 0; i < count; i++) {
      boolean steady = i / 40 % 3 == 0;
      number += steady ? 15_000 : (random.nextLong() & mask) - (mask >>> 1);
      numbers[i] = number;
    }
    return numbers;
  }

  private static long[] decode(byte[] page, int count) throws IOException {
    return DeltaEncoding.decode(ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN), count);
  }

  private static long[] readByParquetJava(byte[] page, int count) throws IOException {
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    reader.initFromPage(count, ByteBufferInputStream.wrap(ByteBuffer.wrap(page)));
    return LongStream.generate(reader::readLong).limit(count).toArray();
  }

  private static byte[] writtenByParquetJava(long[] numbers) throws IOException {
    DeltaBinaryPackingValuesWriterForLong writer =
        new DeltaBinaryPackingValuesWriterForLong(
            1024, Integer.MAX_VALUE, HeapByteBufferAllocator.getInstance());
    for (long number : numbers) {
      writer.writeLong(number);
    }
    return writer.getBytes().toByteArray();
  }
}
