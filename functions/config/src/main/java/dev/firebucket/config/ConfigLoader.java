package dev.firebucket.config;

import dev.firebucket.config.alerting.AlertingConfig;
import dev.firebucket.config.alerting.AlertingConfigReader;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.retention.RetentionConfig;
import dev.firebucket.config.retention.RetentionReader;
import dev.firebucket.config.scrape.GlobalConfig;
import dev.firebucket.config.scrape.GlobalConfigReader;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.config.scrape.ScrapeConfigReader;
import dev.firebucket.config.unused.UnusedSections;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.config.yaml.YamlPosition;
import dev.firebucket.config.yaml.YamlReader;
import dev.firebucket.config.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Loads `prometheus.yml`: the start of everything that is configured.
///
/// ```java
/// PrometheusConfig config = new ConfigLoader().load(Path.of("prometheus.yml"));
/// ```
public final class ConfigLoader {
  private static final Pattern FILE_PATTERN = Pattern.compile("[^*]*(\\*[^/]*)?");

  private final Function<String, Optional<String>> environment;

  /// Loads with the environment of this process.
  public ConfigLoader() {
    this(name -> Optional.ofNullable(System.getenv(name)));
  }

  /// @param environment variables for `${…}` in external labels
  public ConfigLoader(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /// Loads a file and the scrape configuration files that it names.
  ///
  /// @throws ConfigException `file:line:column: message` in Prometheus' words
  public PrometheusConfig load(Path file) throws ConfigException {
    return read(file, YamlReader.readFile(file));
  }

  /// Loads text as if it stood in a file.
  ///
  /// @param file gives the name in errors and the folder that relative paths begin at
  /// @throws ConfigException as [#load]
  public PrometheusConfig loadText(Path file, String text) throws ConfigException {
    return read(file, YamlReader.readText(file.toString(), text));
  }

  private PrometheusConfig read(Path file, Optional<YamlNode> document) throws ConfigException {
    Path directory = directoryOf(file);
    YamlNode node = document.orElse(new YamlScalar(YamlPosition.ofFile(file.toString()), "", true));
    YamlFields fields = YamlFields.of(node, "config.plain");
    GlobalConfig global = new GlobalConfigReader(directory, environment).read(fields);
    RuntimeConfig runtime = runtime(fields);
    List<FilePattern> ruleFiles = patterns(fields, "rule_files", "rule", directory);
    List<FilePattern> scrapeFiles =
        patterns(fields, "scrape_config_files", "scrape config", directory);
    JobNames names = new JobNames();
    List<ScrapeConfig> jobs = jobs(fields, global, directory, names);
    AlertingConfig alerting =
        new AlertingConfigReader(global.metricNameValidationScheme(), directory).read(fields);
    List<ConfigWarning> warnings = new ArrayList<>();
    new UnusedSections(global.metricNameValidationScheme(), directory)
        .read(fields)
        .forEach((position, message) -> warnings.add(new ConfigWarning(position, message)));
    RetentionConfig retention = RetentionReader.read(fields);
    fields.finish();
    for (FilePattern pattern : scrapeFiles) {
      jobs.addAll(jobsOfFiles(pattern, global, names, fields.position("scrape_config_files")));
    }
    return new PrometheusConfig(
        file.toString(),
        global,
        runtime,
        retention,
        alerting,
        ruleFiles,
        scrapeFiles,
        jobs,
        warnings);
  }

  private static Path directoryOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static RuntimeConfig runtime(YamlFields whole) throws ConfigException {
    Optional<YamlNode> node = whole.node("runtime");
    if (node.isEmpty()) {
      return RuntimeConfig.DEFAULT;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.RuntimeConfig");
    long gogc = fields.integer("gogc", 0);
    fields.finish();
    return gogc == 0 ? RuntimeConfig.DEFAULT : new RuntimeConfig(gogc);
  }

  private static List<FilePattern> patterns(
      YamlFields fields, String field, String kind, Path directory) throws ConfigException {
    List<FilePattern> patterns = new ArrayList<>();
    for (String path : fields.texts(field)) {
      if (!FILE_PATTERN.matcher(path).matches()) {
        throw fields.error(field, "invalid " + kind + " file path \"" + path + "\"");
      }
      patterns.add(FilePattern.of(directory, path));
    }
    return patterns;
  }

  private static List<ScrapeConfig> jobs(
      YamlFields fields, GlobalConfig global, Path directory, JobNames names)
      throws ConfigException {
    ScrapeConfigReader reader = new ScrapeConfigReader(global, directory);
    List<ScrapeConfig> jobs = new ArrayList<>();
    for (YamlNode item : fields.nodes("scrape_configs", "[]*config.ScrapeConfig")) {
      ScrapeConfig job = reader.read(item);
      names.add(job.jobName(), item.position());
      jobs.add(job);
    }
    return jobs;
  }

  private static List<ScrapeConfig> jobsOfFiles(
      FilePattern pattern, GlobalConfig global, JobNames names, YamlPosition where)
      throws ConfigException {
    List<Path> files;
    try {
      files = pattern.expand();
    } catch (IOException e) {
      throw where.error(
          "error retrieving scrape config files for \"" + pattern + "\": " + e.getMessage());
    }
    List<ScrapeConfig> jobs = new ArrayList<>();
    for (Path file : files) {
      Optional<YamlNode> document = YamlReader.readFile(file);
      if (document.isPresent()) {
        YamlFields fields = YamlFields.of(document.get(), "config.ScrapeConfigs");
        jobs.addAll(jobs(fields, global, directoryOf(file), names));
        fields.finish();
      }
    }
    return jobs;
  }

  /// Every job has a name of its own, over all files.
  private static final class JobNames {
    private final Map<String, YamlPosition> first = new LinkedHashMap<>();

    void add(String name, YamlPosition position) throws ConfigException {
      YamlPosition earlier = first.putIfAbsent(name, position);
      if (earlier != null) {
        String elsewhere =
            earlier.file().equals(position.file()) ? "" : ", first found in \"" + earlier + "\"";
        throw position.error(
            "found multiple scrape configs with job name \"" + name + "\"" + elsewhere);
      }
    }
  }
}
