package dev.firebucket.infra;

import java.util.OptionalInt;

/// How many runs at a time an account allows, and how they are shared out.
///
/// A new account has 10 concurrent executions and may reserve none of them: there the account
/// itself is the bound of what requests can start. In a grown one each function with a URL has a
/// bound of its own, which is a reservation too.
///
/// @param ofAccount the account's quota in this region
/// @param reserve whether timer functions reserve what they need, so that requests to the URLs
///   cannot keep them from running
/// @param query most runs of the query function at a time, reserved for it; empty for as many as
///   come
/// @param push the same for the push function, which its queue starts too
/// @param gathers whether a queue of remote write starts runs of the push function too
record Concurrency(
    int ofAccount, boolean reserve, OptionalInt query, OptionalInt push, boolean gathers) {
  /// AWS refuses reservations that leave fewer than this to the other functions of the account.
  private static final int UNRESERVED = 100;

  /// An account with at least as many has a bound for each URL that nobody chose, a tenth of them.
  private static final int GROWN = 1000;

  /// Rules, compaction, and a request to each URL.
  private static final int BESIDE_SCRAPES = 4;

  private static final int RULES_AND_COMPACTION = 2;

  /// The scrape that the timer starts.
  private static final int OF_TIMER = 1;

  /// `RunLimits.FUNCTION` of `ingest`.
  private static final long LONGEST_SCRAPE_SECONDS = 60;

  private static final String ASK =
      "tell how many yours has: aws lambda get-account-settings --query"
          + " AccountLimit.ConcurrentExecutions, then -c accountConcurrency=…; more come from"
          + " Service Quotas";

  Concurrency {
    ContextParameters.require(
        ofAccount >= 10 && ofAccount <= 1_000_000,
        "accountConcurrency",
        ofAccount,
        "the account's quota of concurrent executions, 10 or more");
    query.ifPresent(
        runs ->
            ContextParameters.require(
                runs >= 1 && runs <= ofAccount, "queryConcurrency", runs, "1 to " + ofAccount));
    int least = 1 + gatherersAtOnce(gathers, ofAccount);
    push.ifPresent(
        runs ->
            ContextParameters.require(
                runs >= least && runs <= ofAccount,
                "pushConcurrency",
                runs,
                least + " to " + ofAccount));
  }

  static Concurrency of(ContextParameters parameters) {
    int ofAccount = parameters.number("accountConcurrency", 10);
    boolean hasRoom = ofAccount >= GROWN && ScrapeTiming.of(parameters).shards() <= ofAccount / 2;
    OptionalInt unchosen = hasRoom ? OptionalInt.of(ofAccount / 10) : OptionalInt.empty();
    return new Concurrency(
        ofAccount,
        parameters.flag("reserveConcurrency", false),
        bound(parameters, "queryConcurrency", unchosen),
        bound(parameters, "pushConcurrency", unchosen),
        Gathering.of(parameters).isOn());
  }

  private static OptionalInt bound(
      ContextParameters parameters, String name, OptionalInt unchosen) {
    return parameters.text(name).isPresent()
        ? OptionalInt.of(parameters.number(name, 0))
        : unchosen;
  }

  /// Goes on where the account has room for the scrapes and for what is reserved.
  ///
  /// @throws IllegalArgumentException where CloudFormation would fail, or runs would be throttled
  void requireRoomFor(ScrapeTiming timing) {
    int needed = timing.shards() + BESIDE_SCRAPES + gatherersAtOnce();
    if (needed > ofAccount) {
      throw new IllegalArgumentException(
          "context parameter shards: %d shards, rules, compaction, the two URLs and %d runs that gather remote write are %d at a time, but an account that nothing is known of has %d; use fewer shards, or remoteWriteGathering=0, or %s"
              .formatted(timing.shards(), gatherersAtOnce(), needed, ofAccount, ASK));
    }
    int reserved = (reserve ? scrapes(timing) + RULES_AND_COMPACTION : 0) + urls();
    if (reserved > 0 && ofAccount - reserved < UNRESERVED) {
      throw new IllegalArgumentException(
          "context parameters reserveConcurrency, queryConcurrency and pushConcurrency would reserve %d of %d concurrent executions, and AWS wants %d to stay unreserved; leave them out, or %s"
              .formatted(reserved, ofAccount, UNRESERVED, ASK));
    }
  }

  /// What the scrape function reserves: the runs that its queue starts, and the one of the timer.
  OptionalInt scrape(ScrapeTiming timing) {
    return reserve ? OptionalInt.of(scrapes(timing)) : OptionalInt.empty();
  }

  /// What a function reserves that runs once at a time.
  OptionalInt single() {
    return reserve ? OptionalInt.of(1) : OptionalInt.empty();
  }

  private int scrapes(ScrapeTiming timing) {
    return timing.isTimerEnough() ? OF_TIMER : atOnce(timing) + OF_TIMER;
  }

  /// The most runs that the queue of scrapes starts at a time: AWS takes no number below 2.
  ///
  /// A run whose targets hang lasts as long as a scrape may, and holds up none of the next runs of
  /// its shard where the account has room for all of them.
  int atOnce(ScrapeTiming timing) {
    long ticks = (LONGEST_SCRAPE_SECONDS + timing.seconds() - 1) / timing.seconds();
    long wanted = Math.min(timing.shards() * (1 + ticks), ScrapeTiming.MOST_SHARDS);
    int least = Math.max(2, timing.shards());
    return Math.max(least, (int) Math.min(wanted, room()));
  }

  /// The most runs that the queue of remote write starts at a time, 0 without one: each stores what
  /// an object holds in a second or two.
  int gatherersAtOnce() {
    return gatherersAtOnce(gathers, ofAccount);
  }

  private static int gatherersAtOnce(boolean gathers, int ofAccount) {
    return !gathers ? 0 : Math.clamp(ofAccount / 50, 2, 20);
  }

  /// What is reserved for requests to the URLs.
  private int urls() {
    return query.orElse(0) + push.orElse(0);
  }

  /// How many runs at a time the queue of scrapes can have. Where it reserves its own, the others
  /// gather within what stays unreserved.
  private int room() {
    int others =
        urls() + (reserve ? UNRESERVED + RULES_AND_COMPACTION : BESIDE_SCRAPES + gatherersAtOnce());
    return ofAccount - others - OF_TIMER;
  }
}
