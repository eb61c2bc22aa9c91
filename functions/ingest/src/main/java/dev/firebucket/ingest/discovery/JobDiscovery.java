package dev.firebucket.ingest.discovery;

import dev.firebucket.config.discovery.TargetGroup;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.target.TargetLabels;
import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The targets of one job as they are now. Not for use by several threads.
public final class JobDiscovery {
  private final ScrapeConfig config;
  private final List<FileDiscovery> files;
  private final TargetLabels labels;
  private JobTargets targets = JobTargets.NONE;
  private boolean known;

  public JobDiscovery(ScrapeConfig config) {
    this.config = config;
    this.files = config.discovery().fileSdConfigs().stream().map(FileDiscovery::new).toList();
    this.labels = new TargetLabels(config);
  }

  /// Looks at the files of the job and gives its targets; the very same object where nothing
  /// changed.
  ///
  /// @param now decides which refresh intervals have passed
  public JobTargets refresh(Instant now) {
    boolean changed = !known;
    for (FileDiscovery file : files) {
      changed |= file.refresh(now);
    }
    if (changed) {
      targets = build();
      known = true;
    }
    return targets;
  }

  private JobTargets build() {
    Map<Target.Identity, Target> active = new LinkedHashMap<>();
    List<LabelSet> dropped = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (TargetGroup group : groups()) {
      for (String address : group.targets()) {
        switch (labels.target(address, group.labels())) {
          case TargetLabels.Result.Active(Target target) ->
              active.putIfAbsent(target.identity(), target);
          case TargetLabels.Result.Dropped(LabelSet before) -> dropped.add(before);
          case TargetLabels.Result.Failed(String reason) ->
              failures.add(
                  "Creating target "
                      + UrlPasswords.hiddenInAddress(address)
                      + " of job "
                      + config.jobName()
                      + " failed: "
                      + reason);
        }
      }
    }
    List<String> errors = files.stream().flatMap(file -> file.errors().stream()).toList();
    long keep = config.limits().keepDroppedTargets();
    int kept = keep == 0 ? dropped.size() : (int) Math.min(keep, dropped.size());
    return new JobTargets(
        List.copyOf(active.values()), dropped.subList(0, kept), dropped.size(), failures, errors);
  }

  private List<TargetGroup> groups() {
    List<TargetGroup> groups = new ArrayList<>(config.discovery().staticConfigs());
    files.forEach(file -> groups.addAll(file.groups()));
    return groups;
  }
}
