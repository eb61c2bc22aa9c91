package dev.firebucket.config.unused;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prometheus' checks of `otlp`.
final class OtlpSection {
  private static final List<String> FLAGS =
      List.of(
          "keep_identifying_resource_attributes",
          "convert_histograms_to_nhcb",
          "promote_scope_metadata",
          "label_name_underscore_sanitization",
          "label_name_preserve_multiple_underscores");

  private OtlpSection() {}

  static void check(YamlFields whole, NameValidationScheme scheme) throws ConfigException {
    Optional<YamlNode> node = whole.node("otlp");
    if (node.isEmpty()) {
      return;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.plain");
    boolean all = fields.flag("promote_all_resource_attributes", false);
    List<String> promoted = fields.texts("promote_resource_attributes");
    List<String> ignored = fields.texts("ignore_resource_attributes");
    String strategy = fields.text("translation_strategy", "");
    for (String flag : FLAGS) {
      fields.flag(flag, false);
    }
    fields.finish();
    if (all && !promoted.isEmpty()) {
      throw fields.error(
          "'promote_all_resource_attributes' and 'promote_resource_attributes' cannot be configured"
              + " simultaneously");
    }
    if (!all && !ignored.isEmpty()) {
      throw fields.error(
          "'ignore_resource_attributes' cannot be configured unless"
              + " 'promote_all_resource_attributes' is true");
    }
    requireAttributes(fields, "ignore_resource_attributes", "ignored", ignored);
    requireAttributes(fields, "promote_resource_attributes", "promoted", promoted);
    requireStrategy(fields, strategy, scheme);
  }

  private static void requireAttributes(
      YamlFields fields, String field, String adjective, List<String> attributes)
      throws ConfigException {
    Set<String> seen = new HashSet<>();
    for (String attribute : attributes) {
      String stripped = attribute.strip();
      if (stripped.isEmpty()) {
        throw fields.error(
            field, "invalid '" + field + "': empty " + adjective + " OTel resource attribute");
      }
      if (!seen.add(stripped)) {
        throw fields.error(
            field,
            "invalid '"
                + field
                + "': duplicated "
                + adjective
                + " OTel resource attribute \""
                + stripped
                + "\"");
      }
    }
  }

  private static void requireStrategy(
      YamlFields fields, String strategy, NameValidationScheme scheme) throws ConfigException {
    switch (strategy) {
      case "", "UnderscoreEscapingWithSuffixes", "UnderscoreEscapingWithoutSuffixes" -> {}
      case "NoTranslation", "NoUTF8EscapingWithSuffixes" -> {
        if (scheme == NameValidationScheme.LEGACY) {
          throw fields.error(
              "translation_strategy",
              "OTLP translation strategy \""
                  + strategy
                  + "\" is not allowed when UTF8 is disabled");
        }
      }
      default ->
          throw fields.error(
              "translation_strategy", "unsupported OTLP translation strategy \"" + strategy + "\"");
    }
  }
}
