package dev.firebucket.storage.object;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.util.List;

/// Tells what this machine or the store cannot do now from what is wrong with a file: the first is
/// an error and passes, the second costs the file.
public final class MachineFault {
  private static final int MOST_CAUSES = 12;

  /// File systems say these in words only.
  private static final List<String> WORDS =
      List.of(
          "Too many open files",
          "Input/output error",
          "No space left on device",
          "Disk quota exceeded",
          "Cannot allocate memory",
          "Stale file handle",
          "Permission denied",
          "Transport endpoint is not connected");

  private MachineFault() {}

  /// Whether a failure to read says nothing of the bytes that were to be read.
  public static boolean is(IOException failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MOST_CAUSES; depth++) {
      if (at instanceof FileSystemException
          || at instanceof InterruptedIOException
          || at instanceof ClosedChannelException
          || at instanceof ObjectStoreException
          || at instanceof ObjectReplacedException) {
        return true;
      }
      String text = String.valueOf(at.getMessage());
      if (at instanceof IOException && WORDS.stream().anyMatch(text::contains)) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
