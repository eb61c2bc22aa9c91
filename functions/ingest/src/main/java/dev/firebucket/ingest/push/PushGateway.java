package dev.firebucket.ingest.push;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Push groups over a store. What a method has answered is durable; several processes may work on
/// one store. Safe for use by several threads.
public final class PushGateway {
  private static final int MOST_ATTEMPTS = 50;

  private final GroupStore store;
  private final Clock clock;

  /// Changes within one process run one after the other, so that only other processes can conflict.
  private final ReentrantLock changes = new ReentrantLock(true);

  /// @param clock gives the push times
  public PushGateway(ObjectStore store, Clock clock) {
    this.store = new GroupStore(store, clock);
    this.clock = clock;
  }

  /// Compares an object of a group with what its writer left in it.
  ///
  /// @throws IOException when it is another one than was written
  public static void requireSound(String key, byte[] body) throws IOException {
    var _ = GroupObject.read(key, body);
  }

  /// Pushes families into a group.
  ///
  /// @param body text format 0.0.4, or delimited protobuf where the content type says so
  /// @param contentType of the body, empty where there is none
  /// @param replace whether families that are not in the body go (PUT) or stay (POST)
  /// @param room takes what the body becomes
  /// @throws PushRejectedException 400 for a body that is malformed, has timestamps or does not fit
  ///   to the other groups; 507 when there are too many groups, or too much in them; 503 when
  ///   others change it all the time
  /// @throws IOException when the store does not take it: nothing is promised then
  public void push(
      GroupingKey key, byte[] body, String contentType, boolean replace, ByteBudget.Share room)
      throws PushRejectedException, NoRoomException, IOException {
    Map<String, PushedFamily> families = PushFormat.of(contentType).parse(body, room);
    room.take(MetricCost.ofGroupLabels(key, families.values()));
    requireBounds(PushedGroup.empty(key).with(families, true, Instant.EPOCH));
    Optional<String> failure = change(key, view -> pushed(view, key, families, replace));
    if (failure.isPresent()) {
      throw PushRejectedException.badRequest(
          "pushed metrics are invalid or inconsistent with existing metrics: " + failure.get());
    }
  }

  private static void requireBounds(PushedGroup group) throws PushRejectedException {
    for (PushedGroup.Timed timed : group.families().values()) {
      for (PushedMetric metric : timed.family().metrics()) {
        Optional<String> fault = metric.fault(timed.family().name());
        if (fault.isPresent()) {
          throw PushRejectedException.badRequest(fault.get());
        }
      }
    }
  }

  /// Deletes a group; one that is not there is no error.
  ///
  /// @throws PushRejectedException 503 when others change it all the time
  /// @throws IOException when the store does not take it
  public void delete(GroupingKey key) throws PushRejectedException, IOException {
    change(
        key,
        view ->
            view.groups().containsKey(key.storeName())
                    || view.damaged().containsKey(key.storeName())
                ? new Change(Optional.empty(), true, Optional.empty())
                : Change.NONE);
  }

  /// Deletes every group.
  public void wipe() throws PushRejectedException, IOException {
    for (PushedGroup group : store.view().groups().values()) {
      delete(group.key());
    }
  }

  /// The families of all groups in text format 0.0.4: what a scraper gets.
  public String exposition() throws IOException {
    FamilyText text = new FamilyText(true);
    new MergedFamilies(store.view().groups().values()).families().forEach(text::add);
    return text.toString();
  }

  /// All groups as the JSON of `/api/v1/metrics`.
  public String json() throws IOException {
    return GroupsJson.of(store.view().groups().values());
  }

  /// What a change makes of a view.
  ///
  /// @param group the group afterwards, empty: deleted
  /// @param written whether there is anything to write
  /// @param failure why the change as asked for was not made
  private record Change(Optional<PushedGroup> group, boolean written, Optional<String> failure) {
    static final Change NONE = new Change(Optional.empty(), false, Optional.empty());
  }

  private interface Decision {
    Change decide(GroupStore.View view) throws PushRejectedException;
  }

  private Optional<String> change(GroupingKey key, Decision decision)
      throws PushRejectedException, IOException {
    changes.lock();
    try {
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        GroupStore.View view = store.view();
        Change change = decision.decide(view);
        if (!change.written() || store.put(view, key, change.group())) {
          store.sweep(view);
          return change.failure();
        }
      }
    } finally {
      changes.unlock();
    }
    throw new PushRejectedException(
        503, "group " + key + " is changed by others all the time: try again");
  }

  private Change pushed(
      GroupStore.View view, GroupingKey key, Map<String, PushedFamily> families, boolean replace)
      throws PushRejectedException {
    String name = key.storeName();
    String damage = view.damaged().get(name);
    if (damage != null && !replace) {
      throw new PushRejectedException(
          500, damage + "; restore it, push the whole group again (PUT), or delete it");
    }
    PushedGroup known = view.groups().get(name);
    if (known == null && view.groups().size() >= GroupStore.MAX_GROUPS) {
      throw new PushRejectedException(
          507,
          "there are " + GroupStore.MAX_GROUPS + " groups already: delete those no longer needed");
    }
    PushedGroup before = known == null ? PushedGroup.empty(key) : known;
    Instant now = clock.instant();
    PushedGroup after = before.with(families, replace, now);
    Optional<String> failure = problem(view, name, families, after);
    if (damage != null && failure.isPresent()) {
      return new Change(Optional.empty(), false, failure);
    }
    PushedGroup kept = failure.isPresent() ? before.withFailure(now) : after;
    return new Change(Optional.of(kept), true, failure);
  }

  private static Optional<String> problem(
      GroupStore.View view, String name, Map<String, PushedFamily> families, PushedGroup after) {
    for (PushedFamily family : families.values()) {
      if (family.metrics().stream().anyMatch(PushedMetric::timestamped)) {
        return Optional.of("pushed metrics must not have timestamps");
      }
    }
    // The changed group comes last, so that it gets the blame.
    Map<String, PushedGroup> groups = new LinkedHashMap<>(view.groups());
    groups.remove(name);
    groups.put(name, after);
    List<String> problems = new ArrayList<>(new MergedFamilies(groups.values()).problems());
    if (problems.size() > 1) {
      return Optional.of(
          problems.size() + " error(s) occurred:\n* " + String.join("\n* ", problems));
    }
    return problems.stream().findFirst();
  }
}
