package dev.firebucket.query.arena;

import dev.firebucket.query.plan.LanguageFeatures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The queries that run now.
///
/// DuckDB's functions are registered once for the process and are handed nothing but their
/// arguments. So the arguments must lead to the query: handles do, by their high half; and what
/// lends rows to SQL, before there is any handle, knows the connection that it is called on. Both
/// are looked up here, and nowhere else. Safe for use by several threads.
public final class RunningQueries {
  private final Map<Integer, QueryArena> byNumber = new ConcurrentHashMap<>();
  private final Map<Integer, QueryArena> byConnection = new ConcurrentHashMap<>();
  private final LabelTexts.Shared texts = LabelTexts.Shared.ofHeap();
  private final AtomicInteger numbers = new AtomicInteger();

  /// Opens an arena for a query until closed.
  ///
  /// @param sites what the query's SQL refers to by number
  public QueryArena open(List<CallSite> sites, LanguageFeatures features, QueryLimits limits) {
    int number = numbers.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
    QueryArena arena =
        new QueryArena(number, sites, features, limits, new LabelTexts(texts), byNumber::remove);
    byNumber.put(number, arena);
    return arena;
  }

  /// The query that a handle belongs to.
  ///
  /// @throws IllegalStateException when it has ended
  public QueryArena ofHandle(long handle) {
    return found(byNumber.get(Handle.arena(handle)));
  }

  /// The query that runs on a connection.
  ///
  /// @throws IllegalStateException when none does
  public QueryArena on(int connection) {
    return found(byConnection.get(connection));
  }

  /// Bytes of the texts that all queries have made.
  public long textBytes() {
    return texts.held();
  }

  /// Lets a query have a connection until closed.
  public AutoCloseable run(QueryArena arena, int connection) {
    byConnection.put(connection, arena);
    return () -> byConnection.remove(connection, arena);
  }

  private static QueryArena found(@Nullable QueryArena arena) {
    if (arena == null) {
      throw new IllegalStateException("a function of SQL was called for a query that does not run");
    }
    return arena;
  }
}
