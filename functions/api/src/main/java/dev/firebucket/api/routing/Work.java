package dev.firebucket.api.routing;

/// What an endpoint does while its caller waits: so that one kind does not keep the others from
/// being answered.
public enum Work {
  /// Shows what the process knows: at once.
  LIGHT,
  /// Stores samples: mostly waits for the store.
  WRITE,
  /// Looks series or files up in the store.
  LOOKUP,
  /// Waits for a query, which has threads of its own.
  QUERY
}
