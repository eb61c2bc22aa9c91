package dev.firebucket.config;

import dev.firebucket.config.alerting.AlertmanagerConfig;
import dev.firebucket.config.discovery.DiscoveryConfigs;
import dev.firebucket.config.discovery.FileSdConfig;
import dev.firebucket.config.discovery.TargetGroup;
import dev.firebucket.config.discovery.TargetGroupReader;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.http.Authorization;
import dev.firebucket.config.http.HttpClientConfig;
import dev.firebucket.config.relabel.RelabelConfig;
import dev.firebucket.config.relabel.Relabeler;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlPosition;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks a configuration as `promtool check config` does: beyond what loading refuses, the files
/// that it names and the targets that it makes. The contents of rule files are checked by alerting.
public final class ConfigChecker {
  private static final String ADDRESS = "__address__";

  private final ConfigLoader loader;

  /// @param loader loads the configuration
  public ConfigChecker(ConfigLoader loader) {
    this.loader = loader;
  }

  /// What a check found.
  ///
  /// @param config the configuration, empty when it does not load
  /// @param problems errors and warnings, in the order of the file; no error: it is good
  public record Report(Optional<PrometheusConfig> config, List<ConfigProblem> problems) {
    public Report {
      problems = List.copyOf(problems);
    }

    /// Whether there is no error.
    public boolean isGood() {
      return problems.stream()
          .noneMatch(problem -> problem.severity() == ConfigProblem.Severity.ERROR);
    }
  }

  /// Checks a file.
  ///
  /// @param syntaxOnly whether to leave the files that it names unread (`--syntax-only`)
  public Report check(Path file, boolean syntaxOnly) {
    PrometheusConfig config;
    try {
      config = loader.load(file);
    } catch (ConfigException e) {
      ConfigProblem problem = ConfigProblem.error(e.position(), e.problem());
      return new Report(Optional.empty(), List.of(problem));
    }
    Check check = new Check(YamlPosition.ofFile(config.file()), syntaxOnly);
    config
        .warnings()
        .forEach(w -> check.problems.add(ConfigProblem.warning(w.position(), w.message())));
    check.ruleFiles(config.ruleFiles());
    config.scrapeConfigs().forEach(check::scrapeConfig);
    config.alerting().alertmanagers().forEach(check::alertmanager);
    return new Report(Optional.of(config), check.problems);
  }

  private static final class Check {
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final YamlPosition whole;
    private final boolean syntaxOnly;

    Check(YamlPosition whole, boolean syntaxOnly) {
      this.whole = whole;
      this.syntaxOnly = syntaxOnly;
    }

    private void error(String message) {
      problems.add(ConfigProblem.error(whole, message));
    }

    void ruleFiles(List<FilePattern> patterns) {
      for (FilePattern pattern : patterns) {
        if (!syntaxOnly && expand(pattern).isEmpty() && !pattern.isPattern()) {
          error("\"" + pattern + "\" does not point to an existing file");
        }
      }
    }

    private List<Path> expand(FilePattern pattern) {
      try {
        return pattern.expand();
      } catch (IOException e) {
        error("cannot list \"" + pattern + "\": " + e.getMessage());
        return List.of();
      }
    }

    void scrapeConfig(ScrapeConfig job) {
      client(job.httpClient());
      discovery(
          job.discovery(), job.relabelConfigs(), "scrape job \"" + job.jobName() + "\"", true);
    }

    void alertmanager(AlertmanagerConfig alertmanager) {
      client(alertmanager.httpClient());
      discovery(alertmanager.discovery(), alertmanager.relabelConfigs(), "alertmanagers", false);
    }

    private void client(HttpClientConfig client) {
      Authorization authorization = client.authorization();
      if (authorization != null) {
        existing("authorization credentials or bearer token file", authorization.credentialsFile());
      }
      existing("CA file", client.tlsConfig().caFile());
      existing("client cert file", client.tlsConfig().certFile());
      existing("client key file", client.tlsConfig().keyFile());
    }

    private void existing(String what, String file) {
      if (!syntaxOnly && !file.isEmpty() && !Files.isReadable(Path.of(file))) {
        error("error checking " + what + " \"" + file + "\": no such readable file");
      }
    }

    private void discovery(
        DiscoveryConfigs discovery, List<RelabelConfig> rules, String owner, boolean numbered) {
      targets(discovery.staticConfigs(), rules, numbered);
      for (FileSdConfig files : discovery.fileSdConfigs()) {
        for (FilePattern pattern : syntaxOnly ? List.<FilePattern>of() : files.files()) {
          targetFiles(pattern, rules, owner, numbered);
        }
      }
    }

    private void targetFiles(
        FilePattern pattern, List<RelabelConfig> rules, String owner, boolean numbered) {
      List<Path> found = expand(pattern);
      if (found.isEmpty()) {
        problems.add(
            ConfigProblem.warning(
                whole, "file \"" + pattern + "\" for file_sd in " + owner + " does not exist"));
      }
      for (Path file : found) {
        try {
          targets(TargetGroupReader.readFile(file), rules, numbered);
        } catch (ConfigException e) {
          problems.add(ConfigProblem.error(e.position(), e.problem()));
        }
      }
    }

    /// @param numbered whether errors say which target of which group, as promtool does for jobs
    private void targets(List<TargetGroup> groups, List<RelabelConfig> rules, boolean numbered) {
      Relabeler relabeler = new Relabeler(rules);
      for (int group = 0; group < groups.size(); group++) {
        List<String> targets = groups.get(group).targets();
        for (int target = 0; target < targets.size(); target++) {
          LabelSet labels = groups.get(group).labels().with(ADDRESS, targets.get(target));
          String place = "instance " + target + " in group " + group + ": ";
          target(relabeler.apply(labels), numbered ? place : "");
        }
      }
    }

    private void target(Optional<LabelSet> relabelled, String place) {
      if (relabelled.isEmpty()) {
        return;
      }
      String address = relabelled.get().value(ADDRESS);
      if (address.isEmpty()) {
        error(place + "no address");
      } else if (address.contains("/")) {
        error(place + "\"" + UrlPasswords.hiddenInAddress(address) + "\" is not a valid hostname");
      }
    }
  }
}
