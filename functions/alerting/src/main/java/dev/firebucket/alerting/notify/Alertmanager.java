package dev.firebucket.alerting.notify;

import dev.firebucket.alerting.evaluation.Notification;
import dev.firebucket.alerting.status.AlertmanagerMetrics;
import dev.firebucket.config.alerting.AlertmanagerConfig;
import dev.firebucket.config.http.ConfiguredHttpClient;
import dev.firebucket.config.http.HttpAnswer;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.secret.UrlPasswords;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Alertmanager: the alerts that wait for it, and what became of those before. Safe for use by
/// several threads; only one sends at a time.
final class Alertmanager {
  private static final Logger LOG = LoggerFactory.getLogger(Alertmanager.class);

  static final int QUEUE_CAPACITY = 10_000;
  private static final int BATCH = 64;
  private static final long ANSWER_LIMIT = 1 << 20;

  private final URI url;
  private final String shownUrl;
  private final ReentrantLock sending = new ReentrantLock();
  private final NotificationQueue queue = new NotificationQueue(QUEUE_CAPACITY);
  private final LongAdder sent = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  Alertmanager(URI url) {
    this.url = url;
    this.shownUrl = UrlPasswords.hiddenIn(url.toString());
  }

  /// How a request ended.
  private enum Delivery {
    TAKEN,
    REFUSED,
    FAILED
  }

  void add(List<Notification> notifications) {
    int over = queue.add(notifications);
    if (over > 0) {
      dropped.add(over);
      LOG.warn("Queue of {} is full: {} alerts are dropped", shownUrl, over);
    }
  }

  /// As [#send], and nothing where that is going on already.
  void sendUnlessSending(AlertmanagerConfig config, HttpClientFactory clients)
      throws InterruptedException {
    if (sending.tryLock()) {
      try {
        sendWaiting(config, clients);
      } finally {
        sending.unlock();
      }
    }
  }

  /// Sends all that waits, in requests of 64. The first that fails ends it: what is left waits for
  /// the next time. Alerts that the Alertmanager refuses for good (4xx) are dropped.
  void send(AlertmanagerConfig config, HttpClientFactory clients) throws InterruptedException {
    sending.lockInterruptibly();
    try {
      sendWaiting(config, clients);
    } finally {
      sending.unlock();
    }
  }

  private void sendWaiting(AlertmanagerConfig config, HttpClientFactory clients)
      throws InterruptedException {
    List<Notification> batch = queue.take(BATCH);
    while (!batch.isEmpty()) {
      Delivery delivery = Delivery.FAILED;
      try {
        delivery = post(batch, config, clients);
      } finally {
        if (delivery == Delivery.FAILED) {
          errors.add(batch.size());
          dropped.add(queue.putBack(batch));
        }
      }
      switch (delivery) {
        case TAKEN -> {
          sent.add(batch.size());
          queue.settled(batch);
        }
        case REFUSED -> {
          errors.add(batch.size());
          dropped.add(batch.size());
          queue.settled(batch);
        }
        case FAILED -> {
          return;
        }
      }
      batch = queue.take(BATCH);
    }
  }

  private Delivery post(
      List<Notification> batch, AlertmanagerConfig config, HttpClientFactory clients)
      throws InterruptedException {
    try {
      ConfiguredHttpClient client = clients.client(config.httpClient());
      HttpRequest request =
          client
              .request(url, config.timeout())
              .header("Content-Type", "application/json")
              .header("User-Agent", "Firebucket")
              .POST(HttpRequest.BodyPublishers.ofByteArray(AlertsJson.write(batch)))
              .build();
      HttpAnswer answer = client.exchange(request, config.timeout(), ANSWER_LIMIT);
      if (answer.status() / 100 == 2) {
        return Delivery.TAKEN;
      }
      LOG.error("{} answered {} to {} alerts", shownUrl, answer.status(), batch.size());
      boolean forGood =
          answer.status() / 100 == 4 && answer.status() != 408 && answer.status() != 429;
      return forGood ? Delivery.REFUSED : Delivery.FAILED;
    } catch (IOException e) {
      LOG.error("{} did not take {} alerts: {}", shownUrl, batch.size(), e.toString());
      return Delivery.FAILED;
    }
  }

  /// Alerts of which it is not known yet what becomes of them: in the queue or under way.
  int waiting() {
    return queue.unsettled();
  }

  /// Gives up what waits: the Alertmanager is no longer configured.
  void abandon() {
    List<Notification> given = queue.take(QUEUE_CAPACITY);
    queue.settled(given);
    dropped.add(given.size());
  }

  AlertmanagerMetrics metrics() {
    return new AlertmanagerMetrics(
        shownUrl, sent.sum(), errors.sum(), dropped.sum(), queue.size(), QUEUE_CAPACITY);
  }
}
