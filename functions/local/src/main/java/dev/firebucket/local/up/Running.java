package dev.firebucket.local.up;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Hands the services, which are built before Quarkus, to the beans, which Quarkus builds.
final class Running {
  private static final AtomicReference<@Nullable LocalServices> SERVICES = new AtomicReference<>();

  private Running() {}

  static void set(LocalServices services) {
    SERVICES.set(services);
  }

  static LocalServices services() {
    LocalServices services = SERVICES.get();
    if (services == null) {
      throw new IllegalStateException("the services are built by `up`, before Quarkus starts");
    }
    return services;
  }
}
