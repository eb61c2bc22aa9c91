package dev.firebucket.storage.read;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Objects do not hold the bytes that were written. What else there is can be read by a snapshot
/// that leaves them out, see [DamageLog].
public final class DamagedObjectException extends IOException {
  private static final long serialVersionUID = 1L;

  /// So many are named in the message, which ends in logs, answers and the status of rules.
  private static final int NAMED = 10;

  private final transient List<Damage> damages;

  DamagedObjectException(List<Damage> damages) {
    super(message(damages));
    this.damages = List.copyOf(damages);
  }

  private static String message(List<Damage> damages) {
    String named =
        damages.stream().limit(NAMED).map(Damage::lost).collect(Collectors.joining("; "));
    int more = damages.size() - NAMED;
    return more > 0 ? "%s; %d more objects are damaged".formatted(named, more) : named;
  }

  DamagedObjectException(String key, String what) {
    this(List.of(new Damage(key, what)));
  }

  /// For bytes of an object that were read and are not those that were written.
  static DamagedObjectException of(String key, BadBytesException bad) {
    return new DamagedObjectException(key, String.valueOf(bad.getMessage()));
  }

  /// What is wrong with which objects, at least one.
  public List<Damage> damages() {
    return damages;
  }
}
