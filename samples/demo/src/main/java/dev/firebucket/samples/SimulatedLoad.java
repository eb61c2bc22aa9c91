package dev.firebucket.samples;

import java.util.List;
import java.util.random.RandomGenerator;

/// Customers who do not exist: each tick answers a few requests, sells something, lets the rooms
/// warm and cool.
final class SimulatedLoad {
  private static final List<String> PATHS = List.of("/", "/cart", "/checkout", "/api/items");
  private static final List<String> CATEGORIES = List.of("books", "bread", "bicycles");
  private static final List<String> ROOMS = List.of("kitchen", "cellar", "attic");
  private static final double WAVE_SECONDS = 600;

  private final DemoMetrics metrics;
  private final RandomGenerator random;

  /// @param random seed it to see the same day twice
  SimulatedLoad(DemoMetrics metrics, RandomGenerator random) {
    this.metrics = metrics;
    this.random = random;
  }

  /// One tick of the simulation.
  ///
  /// @param seconds since the start: the phase of the waves
  void tick(double seconds) {
    double wave = Math.sin(2 * Math.PI * seconds / WAVE_SECONDS);
    int answers = 3 + (int) Math.round(2 * wave) + random.nextInt(3);
    for (int i = 0; i < answers; i++) {
      answer(wave);
    }
    metrics.requestsInFlight.set(random.nextInt(5));
    metrics
        .queueLength
        .labelValues("packing")
        .set(Math.max(0, Math.rint(20 + 15 * wave + random.nextGaussian())));
    for (int i = 0; i < ROOMS.size(); i++) {
      metrics
          .temperature
          .labelValues(ROOMS.get(i))
          .set(18 + 2 * i + wave + random.nextGaussian() / 10);
    }
  }

  private void answer(double wave) {
    String path = PATHS.get(random.nextInt(PATHS.size()));
    String method = path.equals("/checkout") ? "POST" : "GET";
    double seconds = Math.exp(random.nextGaussian() * 0.8 - 3.5 + wave / 3);
    String status = random.nextInt(100) < 3 ? "500" : "200";
    metrics.requests.labelValues(method, path, status).inc();
    metrics.requestSeconds.labelValues(method, path).observe(seconds);
    metrics.payloadBytes.observe(200 + random.nextInt(20_000));
    if (path.equals("/checkout") && status.equals("200")) {
      metrics.itemsSold.labelValues(CATEGORIES.get(random.nextInt(CATEGORIES.size()))).inc();
    }
  }
}
