package dev.firebucket.api.request;

/// What brought a request.
@FunctionalInterface
public interface Connection {
  /// One that lasts until the answer is there.
  Connection LASTING = _ -> {};

  /// Runs an action, on any thread, when the caller goes away before the answer is there.
  void onClose(Runnable action);
}
