package dev.firebucket.api.target;

import dev.firebucket.api.answer.Envelope;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// `/api/v1/targets` and `/api/v1/scrape_pools`.
@Path("/api/v1")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class TargetsResource {
  private final TargetView targets;

  public TargetsResource(TargetView targets) {
    this.targets = targets;
  }

  /// @param state `active`, `dropped`, or anything else for none; both when empty
  /// @param pool name of a job; every job when empty
  @GET
  @Path("targets")
  public Response targets(
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("scrapePool") @DefaultValue("") String pool) {
    String wanted = state.toLowerCase(Locale.ROOT);
    boolean any = wanted.isEmpty() || wanted.equals("any");
    boolean dropped = any || wanted.equals("dropped");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("activeTargets", any || wanted.equals("active") ? active(pool) : List.of());
    data.put("droppedTargets", dropped ? dropped(pool) : List.of());
    data.put("droppedTargetCounts", dropped ? targets.droppedTargetCounts() : null);
    return Envelope.success(data);
  }

  @GET
  @Path("scrape_pools")
  public Response scrapePools() {
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
