package dev.firebucket.api.target;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// `/api/v1/targets` and `/api/v1/scrape_pools`.
public final class TargetsEndpoint {
  private final TargetView targets;

  public TargetsEndpoint(TargetView targets) {
    this.targets = targets;
  }

  /// `/api/v1/targets`. `state`: `active`, `dropped`, or anything else for none; both when empty.
  /// `scrapePool`: name of a job; every job when empty.
  public ApiAnswer targets(RequestParameters parameters) {
    String pool = parameters.first("scrapePool");
    String wanted = parameters.first("state").toLowerCase(Locale.ROOT);
    boolean any = wanted.isEmpty() || wanted.equals("any");
    boolean dropped = any || wanted.equals("dropped");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("activeTargets", any || wanted.equals("active") ? active(pool) : List.of());
    data.put("droppedTargets", dropped ? dropped(pool) : List.of());
    data.put("droppedTargetCounts", dropped ? targets.droppedTargetCounts() : null);
    return Envelope.success(data);
  }

  /// `/api/v1/scrape_pools`.
  public ApiAnswer scrapePools() {
    TreeSet<String> pools = new TreeSet<>(targets.droppedTargetCounts().keySet());
    return Envelope.success(Map.of("scrapePools", pools));
  }

  private List<ActiveTarget> active(String pool) {
    return targets.activeTargets().stream()
        .filter(one -> pool.isEmpty() || one.target().config().jobName().equals(pool))
        .map(one -> ActiveTarget.of(one, targets.globalUrl(one.target().url())))
        .toList();
  }

  private List<Map<String, Object>> dropped(String pool) {
    return targets.droppedTargets().stream()
        .filter(one -> pool.isEmpty() || one.scrapePool().equals(pool))
        .map(
            one ->
                Map.<String, Object>of(
                    "discoveredLabels",
                    one.discoveredLabels().toMap(),
                    "scrapePool",
                    one.scrapePool()))
        .toList();
  }
}
