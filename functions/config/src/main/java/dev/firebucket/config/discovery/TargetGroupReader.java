package dev.firebucket.config.discovery;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.config.yaml.YamlNode.YamlSequence;
import dev.firebucket.config.yaml.YamlReader;
import dev.firebucket.storage.model.LabelSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads lists of target groups, from the configuration and from the files of `file_sd_configs`
/// (YAML or JSON, which is YAML too).
public final class TargetGroupReader {
  private TargetGroupReader() {}

  /// Reads a target file; an empty one holds no groups.
  ///
  /// @throws ConfigException when it is missing, malformed or holds a null group
  public static List<TargetGroup> readFile(Path file) throws ConfigException {
    Optional<YamlNode> document = YamlReader.readFile(file);
    if (document.isEmpty() || document.get().isNull()) {
      return List.of();
    }
    if (!(document.get() instanceof YamlSequence sequence)) {
      throw document.get().mismatch("[]*targetgroup.Group");
    }
    List<TargetGroup> groups = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (item.isNull()) {
        throw item.position().error("nil target group item found");
      }
      groups.add(group(item));
    }
    return List.copyOf(groups);
  }

  static List<TargetGroup> read(YamlFields owner, String field) throws ConfigException {
    List<TargetGroup> groups = new ArrayList<>();
    for (YamlNode item : owner.nodes(field, "[]*targetgroup.Group")) {
      if (item.isNull()) {
        throw item.position().error("empty or null section in " + field);
      }
      groups.add(group(item));
    }
    return List.copyOf(groups);
  }

  private static TargetGroup group(YamlNode item) throws ConfigException {
    YamlFields fields = YamlFields.of(item, "struct { Targets []string; Labels model.LabelSet }");
    List<String> targets = fields.texts("targets");
    Map<String, String> labels = fields.textMap("labels");
    for (String name : labels.keySet()) {
      if (!NameValidationScheme.UTF8.isValidLabelName(name)) {
        throw fields.error("labels", "\"" + name + "\" is not a valid label name");
      }
    }
    fields.finish();
    return new TargetGroup(targets, LabelSet.of(labels));
  }
}
