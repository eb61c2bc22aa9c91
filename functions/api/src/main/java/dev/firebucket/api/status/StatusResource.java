package dev.firebucket.api.status;

import dev.firebucket.api.answer.Envelope;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/api/v1/status/…`: configuration, flags, build and run time.
@Path("/api/v1")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class StatusResource {
  private final ServerStatus status;
  private final InstantSource clock;

  public StatusResource(ServerStatus status, InstantSource clock) {
    this.status = status;
    this.clock = clock;
  }

  @GET
  @Path("status/config")
  public Response config() {
    return Envelope.success(Map.of("yaml", status.configYaml()));
  }

  @GET
  @Path("status/flags")
  public Response flags() {
    return Envelope.success(status.flags());
  }

  @GET
  @Path("status/buildinfo")
  public Response buildInfo() {
    return Envelope.success(BuildInfo.current());
  }

  /// Keys about Go's runtime keep Prometheus' names and carry the nearest value of the JVM.
  @GET
  @Path("status/runtimeinfo")
  public Response runtimeInfo() {
    RuntimeInfo info = status.runtimeInfo();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("startTime", info.startTime());
    data.put("CWD", System.getProperty("user.dir", ""));
    data.put("hostname", hostName());
    data.put("serverTime", clock.instant());
    data.put("reloadConfigSuccess", info.reloadConfigSuccess());
    data.put("lastConfigTime", info.lastConfigTime().truncatedTo(ChronoUnit.SECONDS));
    data.put("corruptionCount", 0);
    data.put("goroutineCount", Thread.activeCount());
    data.put("GOMAXPROCS", Runtime.getRuntime().availableProcessors());
    data.put("GOMEMLIMIT", Runtime.getRuntime().maxMemory());
    data.put("GOGC", "");
    data.put("GODEBUG", "");
    data.put("storageRetention", "");
    return Envelope.success(data);
  }

  /// There is no write-ahead log to replay: what is acknowledged is durable.
  @GET
  @Path("status/walreplay")
  public Response walReplay() {
    return Envelope.success(Map.of("min", 0, "max", 0, "current", 0));
  }

  @GET
  @Path("notifications")
  public Response notifications() {
    return Envelope.success(List.of());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
