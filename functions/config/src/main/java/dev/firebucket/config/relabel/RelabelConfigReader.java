package dev.firebucket.config.relabel;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `relabel_configs` with Prometheus' checks.
public final class RelabelConfigReader {
  private static final Pattern LEGACY_TEMPLATE =
      Pattern.compile("(?:(?:[a-zA-Z_]|\\$(?:\\{\\w+\\}|\\w+))+\\w*)+");

  private RelabelConfigReader() {}

  /// Reads a list of rules.
  ///
  /// @param field the list's name
  /// @param emptyRule the words for a rule that is null
  public static List<RelabelConfig> read(
      YamlFields owner, String field, String emptyRule, NameValidationScheme scheme)
      throws ConfigException {
    List<RelabelConfig> rules = new ArrayList<>();
    for (YamlNode item : owner.nodes(field, "[]*relabel.Config")) {
      if (item.isNull()) {
        throw item.position().error(emptyRule);
      }
      rules.add(rule(YamlFields.of(item, "relabel.plain"), scheme));
    }
    return List.copyOf(rules);
  }

  private static RelabelConfig rule(YamlFields fields, NameValidationScheme scheme)
      throws ConfigException {
    List<String> sourceLabels = fields.texts("source_labels", "model.LabelNames");
    for (String label : sourceLabels) {
      if (!NameValidationScheme.UTF8.isValidLabelName(label)) {
        throw fields.error("source_labels", "\"" + label + "\" is not a valid label name");
      }
    }
    RelabelConfig config =
        new RelabelConfig(
            sourceLabels,
            fields.text("separator", RelabelConfig.DEFAULT_SEPARATOR),
            regex(fields),
            fields.count("modulus", 0),
            fields.text("target_label", ""),
            fields.text("replacement", RelabelConfig.DEFAULT_REPLACEMENT),
            action(fields),
            scheme);
    fields.finish();
    validate(config, fields);
    return config;
  }

  private static RelabelAction action(YamlFields fields) throws ConfigException {
    if (fields.has("action") && !fields.isSet("action")) {
      throw fields.error("action", "relabel action cannot be empty");
    }
    String name = fields.text("action", RelabelAction.REPLACE.yaml());
    Optional<RelabelAction> action = RelabelAction.ofYaml(name);
    if (action.isEmpty()) {
      throw fields.error("action", "unknown relabel action \"" + name + "\"");
    }
    return action.get();
  }

  private static AnchoredRegex regex(YamlFields fields) throws ConfigException {
    if (!fields.has("regex")) {
      return RelabelConfig.DEFAULT_REGEX;
    }
    try {
      return new AnchoredRegex(fields.text("regex", ""));
    } catch (IllegalArgumentException e) {
      throw fields.error("regex", String.valueOf(e.getMessage()));
    }
  }

  private static void validate(RelabelConfig config, YamlFields fields) throws ConfigException {
    switch (config.action()) {
      case REPLACE -> {
        requireTarget(config, fields);
        requireValidTarget(config, isValidTemplate(config, config.targetLabel()), fields);
      }
      case HASHMOD -> {
        if (config.modulus() == 0) {
          throw fields.error("relabel configuration for hashmod requires non-zero modulus");
        }
        requireTarget(config, fields);
        requireValidTarget(config, isValidName(config), fields);
      }
      case LOWERCASE, UPPERCASE -> {
        requireTarget(config, fields);
        requireValidTarget(config, isValidName(config), fields);
        requireNoReplacement(config, fields);
      }
      case KEEPEQUAL, DROPEQUAL -> {
        requireTarget(config, fields);
        requireValidTarget(config, isValidName(config), fields);
        requireNoReplacement(config, fields);
        requireOnlyLabels(config, fields);
      }
      case LABELMAP -> requireValidReplacement(config, fields);
      case LABELDROP, LABELKEEP -> requireOnlyRegex(config, fields);
      case KEEP, DROP -> {}
    }
  }

  private static void requireTarget(RelabelConfig config, YamlFields fields)
      throws ConfigException {
    if (config.targetLabel().isEmpty()) {
      throw fields.error(
          "relabel configuration for "
              + config.action().yaml()
              + " action requires 'target_label' value");
    }
  }

  private static void requireValidTarget(RelabelConfig config, boolean valid, YamlFields fields)
      throws ConfigException {
    if (!valid) {
      throw fields.error(
          "target_label",
          "\""
              + config.targetLabel()
              + "\" is invalid 'target_label' for "
              + config.action().yaml()
              + " action");
    }
  }

  private static void requireNoReplacement(RelabelConfig config, YamlFields fields)
      throws ConfigException {
    if (!config.replacement().equals(RelabelConfig.DEFAULT_REPLACEMENT)) {
      throw fields.error(
          "replacement", "'replacement' can not be set for " + config.action().yaml() + " action");
    }
  }

  private static void requireOnlyLabels(RelabelConfig config, YamlFields fields)
      throws ConfigException {
    if (!isBare(config) || fields.has("regex")) {
      throw fields.error(
          config.action().yaml()
              + " action requires only 'source_labels' and `target_label`, and no other fields");
    }
  }

  private static void requireOnlyRegex(RelabelConfig config, YamlFields fields)
      throws ConfigException {
    if (!config.sourceLabels().isEmpty() || !isBare(config) || !config.targetLabel().isEmpty()) {
      throw fields.error(
          config.action().yaml() + " action requires only 'regex', and no other fields");
    }
  }

  private static void requireValidReplacement(RelabelConfig config, YamlFields fields)
      throws ConfigException {
    if (!isValidTemplate(config, config.replacement())) {
      throw fields.error(
          "replacement",
          "\"" + config.replacement() + "\" is invalid 'replacement' for labelmap action");
    }
  }

  private static boolean isBare(RelabelConfig config) {
    return config.modulus() == 0
        && config.separator().equals(RelabelConfig.DEFAULT_SEPARATOR)
        && config.replacement().equals(RelabelConfig.DEFAULT_REPLACEMENT);
  }

  private static boolean isValidName(RelabelConfig config) {
    return config.nameValidationScheme().isValidLabelName(config.targetLabel());
  }

  /// A name that may hold references: UTF-8 names may hold `$` anyway, legacy names only as a
  /// reference.
  private static boolean isValidTemplate(RelabelConfig config, String template) {
    return switch (config.nameValidationScheme()) {
      case UTF8 -> NameValidationScheme.UTF8.isValidLabelName(template);
      case LEGACY -> LEGACY_TEMPLATE.matcher(template).matches();
    };
  }
}
