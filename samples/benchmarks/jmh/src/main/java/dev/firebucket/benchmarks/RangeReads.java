package dev.firebucket.benchmarks;

import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequestCounts;
import dev.firebucket.storage.read.ReadCache;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a query of one series fetches of a bucket with many, by the days that it asks for.
///
/// `RangeReads make s3://bucket/prefix ENDPOINT SERIES DAYS` stores compacted days; `RangeReads ask
/// s3://bucket/prefix ENDPOINT SERIES DAYS,DAYS,…` asks for one series over so many of the last
/// days, each with an empty cache and then again, and prints a line of JSON for each.
/// `samples/benchmarks/range_reads.py` runs both.
public final class RangeReads {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int POINTS = 1_000;

  private RangeReads() {}

  /// See the class.
  public static void main(String[] arguments) throws IOException {
    int series = Integer.parseInt(arguments[3]);
    int[] days = Arrays.stream(arguments[4].split(",", -1)).mapToInt(Integer::parseInt).toArray();
    if (arguments[0].equals("make")) {
      try (Bucket bucket = open(arguments[1], arguments[2])) {
        MadeDays.make(bucket, series, days[0]);
      }
      return;
    }
    boolean first = true;
    for (int some : days) {
      Path cache = Files.createTempDirectory("range-reads-");
      try (Bucket bucket = open(arguments[1], arguments[2], cache);
          QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
        ask(bucket, engine, series / 2, some, first ? "first of a process" : "cold");
        ask(bucket, engine, series / 2, some, "again");
        ask(bucket, engine, series / 2 + 1, some, "another series");
        first = false;
      }
    }
  }

  private static Bucket open(String location, String endpoint) throws IOException {
    return open(location, endpoint, Files.createTempDirectory("range-reads-"));
  }

  private static Bucket open(String location, String endpoint, Path cache) throws IOException {
    return Bucket.open(
        location,
        BucketOptions.defaults()
            .withStore(
                new StoreOptions(Optional.of(URI.create(endpoint)), Optional.of("us-east-1")))
            .withCache(new ReadCache(cache, 4L << 30, 128L << 20)));
  }

  private static void ask(Bucket bucket, QueryEngine engine, int one, int days, String state)
      throws IOException {
    long end = MadeDays.END - MadeDays.INTERVAL;
    RangeQuery query =
        new RangeQuery(
            "%s{instance=\"host-%d\"}".formatted(MadeDays.metric(one), one),
            end - days * DAY + MadeDays.INTERVAL,
            end,
            days * DAY / POINTS,
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    StoreRequestCounts before = bucket.store().requests().counts();
    long began = System.nanoTime();
    byte[] answer = PrometheusJson.bytes(engine.range(query));
    double seconds = (System.nanoTime() - began) / 1e9;
    StoreRequestCounts asked = bucket.store().requests().counts().since(before);
    long bytes = asked.of(StoreRequest.GET).bytes() + asked.of(StoreRequest.GET_RANGE).bytes();
    List<CatalogFile> files =
        bucket.catalogs().newest().files().stream()
            .filter(file -> file.overlaps(query.startMillis(), query.endMillis()))
            .toList();
    System.out.printf(
        "{\"days\":%d,\"state\":\"%s\",\"seconds\":%.3f,\"get\":%d,\"get_range\":%d,\"list\":%d,\"bytes\":%d,\"range_bytes\":%d,\"objects\":%d,\"answer\":%d}%n",
        days,
        state,
        seconds,
        asked.of(StoreRequest.GET).requests(),
        asked.of(StoreRequest.GET_RANGE).requests(),
        asked.of(StoreRequest.LIST).requests(),
        bytes,
        files.stream().mapToLong(file -> file.bytes() + file.seriesBytes()).sum(),
        files.size(),
        answer.length);
  }
}
