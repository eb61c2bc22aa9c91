package dev.firebucket.alerting.notify;

import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.alerting.evaluation.NotificationSink;
import dev.firebucket.alerting.status.AlertmanagerMetrics;
import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.alerting.AlertmanagerConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.relabel.Relabeler;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends alerts to all Alertmanagers of a configuration. [#send] lets them wait in a queue for each
/// Alertmanager and returns at once; [#flush] sends what waits. Safe for use by several threads.
public final class Notifier implements NotificationSink {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private static final Duration FOREVER = Duration.ofDays(1);

  private final HttpClientFactory clients;
  private final InstantSource clock;
  private final Semaphore work = new Semaphore(0);
  private volatile Targets targets =
      new Targets(LabelSet.EMPTY, new Relabeler(List.of()), List.of());

  private record Targets(LabelSet external, Relabeler relabeler, List<AlertmanagerSet> sets) {}

  /// What a flush did.
  ///
  /// @param sent alerts that an Alertmanager took; one that two took counts twice
  /// @param waiting alerts that wait for another try, or are under way still
  public record Flush(long sent, long waiting) {}

  /// @param clients make the HTTP clients; closed by whoever made them
  public Notifier(HttpClientFactory clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /// Goes on with another configuration. Sections that stay the same keep what waits for them.
  public synchronized void apply(PrometheusConfig config) {
    Map<AlertmanagerConfig, AlertmanagerSet> known = new HashMap<>();
    targets.sets().forEach(set -> known.putIfAbsent(set.config(), set));
    List<AlertmanagerSet> sets = new ArrayList<>();
    for (AlertmanagerConfig section : config.alerting().alertmanagers()) {
      AlertmanagerSet same = known.remove(section);
      sets.add(same == null ? new AlertmanagerSet(section) : same);
    }
    known.values().forEach(set -> set.alertmanagers().forEach(Alertmanager::abandon));
    sets.forEach(set -> set.discover(clock.instant()));
    targets =
        new Targets(
            config.global().externalLabels(),
            new Relabeler(config.alerting().alertRelabelConfigs()),
            List.copyOf(sets));
  }

  @Override
  public void send(List<Notification> notifications) {
    if (notifications.isEmpty()) {
      return;
    }
    Targets to = targets;
    List<Notification> out =
        AlertRelabelling.apply(
            to.relabeler(), AlertRelabelling.withExternalLabels(to.external(), notifications));
    for (AlertmanagerSet set : to.sets()) {
      set.discover(clock.instant());
      set.add(out);
    }
    work.release();
  }

  /// Begins to send what waits, and returns at once.
  public void start() {
    var _ = startEach(Alertmanager::sendUnlessSending);
  }

  /// Sends what waits, to all Alertmanagers at the same time; one that fails does not delay the
  /// others, and its alerts wait for the next call. Returns when each has had its turn, and what
  /// [#start] sends has ended too: after that the process may be frozen.
  public Flush flush() throws InterruptedException {
    return flush(FOREVER);
  }

  /// As [#flush()], but ends what takes longer.
  public Flush flush(Duration most) throws InterruptedException {
    long before = sent();
    long end = System.nanoTime() + most.toNanos();
    List<Thread> senders = startEach(Alertmanager::send);
    try {
      for (Thread sender : senders) {
        var _ = sender.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } finally {
      senders.forEach(Thread::interrupt);
    }
    return new Flush(sent() - before, waiting());
  }

  /// Sends to one Alertmanager.
  @FunctionalInterface
  private interface Sending {
    void send(Alertmanager alertmanager, AlertmanagerConfig config, HttpClientFactory clients)
        throws InterruptedException;
  }

  private List<Thread> startEach(Sending sending) {
    List<Thread> senders = new ArrayList<>();
    for (AlertmanagerSet set : targets.sets()) {
      for (Alertmanager alertmanager : set.alertmanagers()) {
        if (alertmanager.waiting() > 0) {
          senders.add(Thread.startVirtualThread(() -> send(sending, alertmanager, set.config())));
        }
      }
    }
    return senders;
  }

  private void send(Sending sending, Alertmanager alertmanager, AlertmanagerConfig config) {
    try {
      sending.send(alertmanager, config, clients);
    } catch (InterruptedException e) {
      LOG.debug("Sending was ended; what is left waits");
    }
  }

  private long waiting() {
    return targets.sets().stream()
        .flatMap(set -> set.alertmanagers().stream())
        .mapToLong(Alertmanager::waiting)
        .sum();
  }

  /// How many alerts Alertmanagers have taken; one that two took counts twice.
  public long sent() {
    return metrics().stream().mapToLong(AlertmanagerMetrics::sent).sum();
  }

  /// Waits until something was handed to [#send] since the last call, at most for a time.
  public void awaitWork(Duration most) throws InterruptedException {
    if (work.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  /// The Alertmanagers for `/api/v1/alertmanagers`.
  public AlertmanagerStatus status() {
    List<AlertmanagerSet> sets = targets.sets();
    sets.forEach(set -> set.discover(clock.instant()));
    return new AlertmanagerStatus(
        sets.stream().flatMap(set -> set.urls().stream()).toList(),
        sets.stream().flatMap(set -> set.dropped().stream()).toList());
  }

  /// The Alertmanagers for `/metrics`.
  public List<AlertmanagerMetrics> metrics() {
    return targets.sets().stream()
        .flatMap(set -> set.alertmanagers().stream())
        .map(Alertmanager::metrics)
        .toList();
  }
}
