package dev.firebucket.api.status;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/api/v1/status/…`: configuration, flags, build and run time.
public final class StatusEndpoint {
  private final ServerStatus status;
  private final InstantSource clock;

  public StatusEndpoint(ServerStatus status, InstantSource clock) {
    this.status = status;
    this.clock = clock;
  }

  public ApiAnswer config() {
    return Envelope.success(Map.of("yaml", status.configYaml()));
  }

  public ApiAnswer flags() {
    return Envelope.success(status.flags());
  }

  public ApiAnswer buildInfo() {
    return Envelope.success(BuildInfo.current());
  }

  /// Keys about Go's runtime keep Prometheus' names and carry the nearest value of the JVM.
  public ApiAnswer runtimeInfo() {
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
  public ApiAnswer walReplay() {
    return Envelope.success(Map.of("min", 0, "max", 0, "current", 0));
  }

  public ApiAnswer notifications() {
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
