package dev.firebucket.alerting.notify;

import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.alerting.AlertmanagerConfig;
import dev.firebucket.config.discovery.FileSdConfig;
import dev.firebucket.config.discovery.TargetGroup;
import dev.firebucket.config.discovery.TargetGroupReader;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.relabel.Relabeler;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the Alertmanagers of one section of the configuration: those written there, and those in
/// files, read again at their refresh interval. A file that cannot be read keeps what it last said
/// before. Not for use by several threads.
public final class AlertmanagerDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerDiscovery.class);
  private static final String ADDRESS = "__address__";
  private static final String SCHEME = "__scheme__";
  private static final String PATH = "__alerts_path__";
  private static final String FILE = "__meta_filepath";

  private final AlertmanagerConfig config;
  private final Relabeler relabeler;
  private final Map<Path, List<TargetGroup>> files = new HashMap<>();
  private final Map<FileSdConfig, Instant> readAt = new HashMap<>();
  private final Map<FileSdConfig, List<Path>> paths = new HashMap<>();

  AlertmanagerDiscovery(AlertmanagerConfig config) {
    this.config = config;
    this.relabeler = new Relabeler(config.relabelConfigs());
  }

  /// The Alertmanagers there are.
  ///
  /// @param active where to send, each once
  /// @param dropped taken out by relabelling
  record Found(Set<URI> active, Set<URI> dropped) {}

  /// The Alertmanagers of a configuration, for `/api/v1/alertmanagers` of a process that sends
  /// nothing.
  public static AlertmanagerStatus status(PrometheusConfig config, Instant now) {
    List<URI> active = new ArrayList<>();
    List<URI> dropped = new ArrayList<>();
    for (AlertmanagerConfig section : config.alerting().alertmanagers()) {
      Found found = new AlertmanagerDiscovery(section).find(now);
      active.addAll(found.active());
      dropped.addAll(found.dropped());
    }
    return new AlertmanagerStatus(active, dropped);
  }

  Found find(Instant now) {
    Set<URI> active = new LinkedHashSet<>();
    Set<URI> dropped = new LinkedHashSet<>();
    for (TargetGroup group : groups(now)) {
      for (String target : group.targets()) {
        LabelSet labels = labels(target, group);
        Optional<LabelSet> kept = relabeler.apply(labels);
        kept.ifPresentOrElse(
            after -> url(after).ifPresent(active::add), () -> url(labels).ifPresent(dropped::add));
      }
    }
    return new Found(active, dropped);
  }

  private LabelSet labels(String target, TargetGroup group) {
    return group.labels().toBuilder()
        .set(ADDRESS, target)
        .set(SCHEME, config.scheme())
        .set(PATH, path(config.pathPrefix()))
        .build();
  }

  private static String path(String prefix) {
    String joined = "/" + prefix + "/api/v2/alerts";
    return joined.replaceAll("/+", "/");
  }

  private static Optional<URI> url(LabelSet labels) {
    String address = labels.value(ADDRESS);
    if (address.isEmpty() || address.contains("/")) {
      LOG.error(
          "Alertmanager is left out: \"{}\" is not a valid hostname",
          UrlPasswords.hiddenInAddress(address));
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(labels.value(SCHEME), address, labels.value(PATH), null, null));
    } catch (URISyntaxException e) {
      LOG.error(
          "Alertmanager is left out: \"{}\": {}",
          UrlPasswords.hiddenInAddress(address),
          e.getReason());
      return Optional.empty();
    }
  }

  private List<TargetGroup> groups(Instant now) {
    List<TargetGroup> groups = new ArrayList<>(config.discovery().staticConfigs());
    for (FileSdConfig discovery : config.discovery().fileSdConfigs()) {
      Instant last = readAt.get(discovery);
      Duration refresh = discovery.refreshInterval();
      if (last == null || !now.isBefore(last.plus(refresh))) {
        read(discovery);
        readAt.put(discovery, now);
      }
      for (Path file : paths.getOrDefault(discovery, List.of())) {
        groups.addAll(files.getOrDefault(file, List.of()));
      }
    }
    return groups;
  }

  private void read(FileSdConfig discovery) {
    List<Path> found = new ArrayList<>();
    for (FilePattern pattern : discovery.files()) {
      try {
        found.addAll(pattern.expand());
      } catch (IOException e) {
        LOG.error("Files of Alertmanagers {} cannot be listed: {}", pattern, e.getMessage());
      }
    }
    paths.put(discovery, found);
    for (Path file : found) {
      try {
        files.put(
            file,
            TargetGroupReader.readFile(file).stream()
                .map(
                    group ->
                        new TargetGroup(
                            group.targets(), group.labels().with(FILE, file.toString())))
                .toList());
      } catch (ConfigException e) {
        LOG.error("File of Alertmanagers keeps its last good content: {}", e.getMessage());
      }
    }
  }
}
