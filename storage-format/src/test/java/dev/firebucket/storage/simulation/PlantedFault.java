package dev.firebucket.storage.simulation;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.time.InstantSource;

/// A mistake in the protocol, made on purpose by whoever stands around it: a run with it must fail.
public interface PlantedFault {
  /// None.
  PlantedFault NONE = new PlantedFault() {};

  /// The store as a process sees it.
  default ObjectStore plant(Role role, ObjectStore store) {
    return store;
  }

  /// How long samples are kept, as compaction is told.
  default RetentionPolicy keeps(RetentionPolicy policy) {
    return policy;
  }

  /// The clock by which something in a process measures how long it takes.
  default InstantSource clock(Role role, ClockOf part, InstantSource clock) {
    return clock;
  }

  /// What looks at a clock.
  enum ClockOf {
    CATALOGS,
    COMPACTOR,
    READER
  }

  /// How a process sees the store.
  @FunctionalInterface
  interface View {
    ObjectStore of(ObjectStore store);
  }

  /// A mistake of all processes of a role.
  static PlantedFault in(Role role, View view) {
    return new PlantedFault() {
      @Override
      public ObjectStore plant(Role asked, ObjectStore store) {
        return asked == role ? view.of(store) : store;
      }
    };
  }

  /// A mistake of whoever commits.
  static PlantedFault inCommits(View view) {
    return new PlantedFault() {
      @Override
      public ObjectStore plant(Role asked, ObjectStore store) {
        return asked == Role.COMPACTOR || asked == Role.DELETER ? view.of(store) : store;
      }
    };
  }

  /// A part of a process never notices that time passes.
  static PlantedFault standing(Role role, ClockOf part) {
    return new PlantedFault() {
      @Override
      public InstantSource clock(Role askedRole, ClockOf asked, InstantSource clock) {
        return askedRole == role && asked == part ? InstantSource.fixed(clock.instant()) : clock;
      }
    };
  }
}
