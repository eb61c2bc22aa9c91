package dev.firebucket.config.discovery;

import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.UnsupportedSectionException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the discoveries of a scrape job or of an Alertmanager section.
public final class DiscoveryReader {
  private static final Pattern FILE_NAME =
      Pattern.compile("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)");
  private static final Duration DEFAULT_REFRESH = Duration.ofMinutes(5);

  private DiscoveryReader() {}

  /// Reads the supported discoveries and remembers the others; see [#refuseForeign].
  ///
  /// @param directory that relative paths begin at
  public static DiscoveryConfigs read(YamlFields owner, Path directory) throws ConfigException {
    List<TargetGroup> groups = TargetGroupReader.read(owner, "static_configs");
    List<FileSdConfig> files = new ArrayList<>();
    for (YamlNode item : owner.nodes("file_sd_configs")) {
      if (item.isNull()) {
        throw item.position().error("empty or null section in file_sd_configs");
      }
      files.add(fileConfig(YamlFields.of(item, "file.plain"), directory));
    }
    for (String field : owner.names()) {
      if (ForeignDiscoveries.isKnown(field)) {
        ForeignDiscoveries.check(field, owner.nodes(field), directory);
      }
    }
    return new DiscoveryConfigs(groups, files);
  }

  /// Refuses the first discovery of a kind that is not supported. To be called when all else of the
  /// owner has been found good: a user should learn of a plain mistake first.
  ///
  /// @throws UnsupportedSectionException naming the section
  public static void refuseForeign(YamlFields owner) throws ConfigException {
    for (String field : owner.names()) {
      if (ForeignDiscoveries.isKnown(field) && !owner.nodes(field).isEmpty()) {
        throw new UnsupportedSectionException(
            owner.position(field), field, "use file_sd_configs or static_configs");
      }
    }
  }

  /// Refuses targets that are written as URLs. Only called where no relabelling could fix them.
  ///
  /// @throws ConfigException `"http://…" is not a valid hostname`
  public static void requireHostNames(YamlFields owner, DiscoveryConfigs discovery)
      throws ConfigException {
    for (TargetGroup group : discovery.staticConfigs()) {
      for (String target : group.targets()) {
        if (target.contains("/")) {
          throw owner.error(
              "static_configs",
              "\"" + UrlPasswords.hiddenInAddress(target) + "\" is not a valid hostname");
        }
      }
    }
  }

  private static FileSdConfig fileConfig(YamlFields fields, Path directory) throws ConfigException {
    List<FilePattern> patterns = new ArrayList<>();
    for (String file : fields.texts("files")) {
      if (!FILE_NAME.matcher(file).matches()) {
        throw fields.error("files", "path name \"" + file + "\" is not valid for file discovery");
      }
      patterns.add(FilePattern.of(directory, file));
    }
    Duration refresh = fields.duration("refresh_interval", DEFAULT_REFRESH);
    fields.finish();
    if (patterns.isEmpty()) {
      throw fields.error("file service discovery config must contain at least one path name");
    }
    return new FileSdConfig(patterns, refresh);
  }
}
