package dev.firebucket.storage.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Compresses pages with zstd-jni: parquet-java's own codecs would pull in Hadoop. Not thread-safe.
final class ZstdCompressor implements BytesInputCompressor, AutoCloseable {
  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdCompressor(int level) {
    context.setLevel(level);
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    return BytesInput.from(compress(PageBytes.of(bytes)));
  }

  byte[] compress(byte[] bytes) {
    return context.compress(bytes);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }

  @Override
  public void close() {
    release();
  }
}
