package dev.firebucket.storage.check;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.JsonSeal;
import java.io.IOException;

/// Compares a small object, read whole, with what is known of its kind.
@FunctionalInterface
public interface ObjectCheck {
  /// One of JSON that ends in its seal.
  ObjectCheck JSON = (_, body) -> requireJson(body);

  /// @throws BadBytesException when it is another one than was written
  void require(String key, byte[] body) throws IOException;

  private static void requireJson(byte[] body) throws BadBytesException {
    JsonSeal.require(body);
    if (body.length < 2 || body[0] != '{' || body[body.length - 1] != '}') {
      throw new BadBytesException("it is no object of JSON");
    }
  }
}
