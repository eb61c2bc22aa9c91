package dev.firebucket.ingest.gathering;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// A request as the text of a message: `remote-write/1.0 zstd `, then base64.
///
/// zstd takes half of what snappy does, so that more requests fit into 64 KB, by which a queue is
/// paid, and into the 6 MB that a function is handed at a time.
final class MessageText {
  /// What is longer is large enough for an object of its own; and many that unpack to so much are
  /// more than a run can store of the 6 MB it is handed.
  static final int LONGEST_QUEUED = 2 << 20;

  /// What is longer was never laid into a queue.
  private static final int LONGEST_READ = 8 << 20;

  private static final String HEAD = "remote-write/1.0 zstd ";
  private static final int LEVEL = 1;
  private static final int SHOWN = 40;

  private MessageText() {}

  /// Empty for what does not fit, or is large enough for an object of its own.
  ///
  /// @param request unpacked
  /// @param longest text, in bytes
  static Optional<String> of(byte[] request, int longest) {
    if (request.length > LONGEST_QUEUED) {
      return Optional.empty();
    }
    byte[] base64 = Base64.getEncoder().encode(Zstd.compress(request, LEVEL));
    return HEAD.length() + base64.length > longest
        ? Optional.empty()
        : Optional.of(HEAD + new String(base64, StandardCharsets.US_ASCII));
  }

  /// The request of a text.
  ///
  /// @throws IOException when it is not of this form
  static byte[] request(String text) throws IOException {
    if (!text.startsWith(HEAD)) {
      throw new IOException(
          "a message does not begin with '%s' but with '%s'"
              .formatted(HEAD, text.substring(0, Math.min(SHOWN, text.length()))));
    }
    try {
      byte[] packed = Base64.getDecoder().decode(text.substring(HEAD.length()));
      long length = Zstd.getFrameContentSize(packed);
      if (length < 0 || length > LONGEST_READ) {
        throw new IOException("a message of remote write claims to hold " + length + " bytes");
      }
      return length == 0 ? new byte[0] : Zstd.decompress(packed, (int) length);
    } catch (IllegalArgumentException | ZstdException broken) {
      throw new IOException("a message of remote write is damaged: " + broken.getMessage(), broken);
    }
  }
}
