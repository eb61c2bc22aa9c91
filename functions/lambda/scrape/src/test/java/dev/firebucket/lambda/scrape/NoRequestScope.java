package dev.firebucket.lambda.scrape;

import io.quarkus.arc.InjectableContext;
import io.quarkus.arc.ManagedContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request scope of a container without beans of that scope.
final class NoRequestScope implements ManagedContext {
  private static final ContextState EMPTY = Map::of;

  @Override
  public ContextState activate(@Nullable ContextState initialState) {
    return EMPTY;
  }

  @Override
  public void deactivate() {}

  @Override
  public ContextState initializeState() {
    return EMPTY;
  }

  @Override
  public void destroy() {}

  @Override
  public ContextState getState() {
    return EMPTY;
  }

  @Override
  public void destroy(InjectableContext.ContextState state) {}

  @Override
  public void destroy(Contextual<?> contextual) {}

  @Override
  public Class<? extends Annotation> getScope() {
    return RequestScoped.class;
  }

  @Override
  public <T> @Nullable T get(
      Contextual<T> contextual, @Nullable CreationalContext<T> creationalContext) {
    return null;
  }

  @Override
  public <T> @Nullable T get(Contextual<T> contextual) {
    return null;
  }

  @Override
  public boolean isActive() {
    return false;
  }
}
