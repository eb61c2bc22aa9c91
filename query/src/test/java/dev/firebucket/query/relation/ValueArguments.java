package dev.firebucket.query.relation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.operation.Arguments;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Arguments that are Java values already.
record ValueArguments(QueryArena arena, @Nullable Object[] values) implements Arguments {
  @Override
  public boolean isNull(int place) {
    return values[place] == null;
  }

  @Override
  public long handle(int place) {
    return (long) value(place);
  }

  @Override
  public double number(int place) {
    return (double) value(place);
  }

  @Override
  public String text(int place) {
    return (String) value(place);
  }

  @Override
  public String constant(int place) {
    return text(place);
  }

  @Override
  public Members members(int place) {
    return (Members) value(place);
  }

  @Override
  public <C extends CallSite> C site(int place, Class<C> type) {
    return type.cast(value(place));
  }

  @Override
  public <T> T prepared(Supplier<T> made) {
    return made.get();
  }

  private Object value(int place) {
    return Objects.requireNonNull(values[place], "no value");
  }
}
