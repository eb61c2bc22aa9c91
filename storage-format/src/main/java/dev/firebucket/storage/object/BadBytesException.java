package dev.firebucket.storage.object;

import java.io.IOException;

/// Bytes were read, compared with what is known of them, and found to be others than were written:
/// another checksum, magic number, footer, length, or nothing that a parser can take.
///
/// Only who has the bytes in hand throws it. That they could not be had (no permission, no answer,
/// no such folder) is any other `IOException`, and says nothing of the object: whoever leaves out
/// what is damaged must not leave it out.
public class BadBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message what was compared, and what came of it
  public BadBytesException(String message) {
    super(message);
  }

  /// @param cause what a parser said of the bytes
  public BadBytesException(String message, Throwable cause) {
    super(message, cause);
  }
}
