package dev.firebucket.config.scrape;

import dev.firebucket.config.names.NameEscapingScheme;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import java.util.Optional;

/// Reads the two name schemes of `global` and of a job, which hang together: UTF-8 cannot be asked
/// for where only legacy names are valid.
record NameSchemes(NameValidationScheme validation, NameEscapingScheme escaping) {

  static NameSchemes readGlobal(YamlFields fields) throws ConfigException {
    NameValidationScheme validation = validation(fields).orElse(NameValidationScheme.UTF8);
    return new NameSchemes(validation, escaping(fields, "global").orElse(escapingFor(validation)));
  }

  static NameSchemes read(YamlFields fields, GlobalConfig global) throws ConfigException {
    Optional<NameValidationScheme> own = validation(fields);
    NameValidationScheme validation = own.orElse(global.metricNameValidationScheme());
    NameEscapingScheme inferred =
        own.map(NameSchemes::escapingFor).orElse(global.metricNameEscapingScheme());
    NameEscapingScheme escaping = escaping(fields, "scrape config").orElse(inferred);
    if (escaping == NameEscapingScheme.ALLOW_UTF8 && validation != NameValidationScheme.UTF8) {
      throw fields.error("utf8 metric names requested but validation scheme is not set to UTF8");
    }
    return new NameSchemes(validation, escaping);
  }

  private static NameEscapingScheme escapingFor(NameValidationScheme validation) {
    return switch (validation) {
      case UTF8 -> NameEscapingScheme.ALLOW_UTF8;
      case LEGACY -> NameEscapingScheme.UNDERSCORES;
    };
  }

  private static Optional<NameValidationScheme> validation(YamlFields fields)
      throws ConfigException {
    String name = fields.text("metric_name_validation_scheme", "");
    return switch (name) {
      case "" -> Optional.empty();
      case "utf8" -> Optional.of(NameValidationScheme.UTF8);
      case "legacy" -> Optional.of(NameValidationScheme.LEGACY);
      default ->
          throw fields.error(
              "metric_name_validation_scheme", "unrecognized ValidationScheme: \"" + name + "\"");
    };
  }

  private static Optional<NameEscapingScheme> escaping(YamlFields fields, String place)
      throws ConfigException {
    String name = fields.text("metric_name_escaping_scheme", "");
    Optional<NameEscapingScheme> escaping = NameEscapingScheme.ofYaml(name);
    if (escaping.isEmpty() && !name.isEmpty()) {
      throw fields.error(
          "metric_name_escaping_scheme",
          "unknown "
              + place
              + " name escaping method specified, must be one of 'allow-utf-8', 'underscores',"
              + " 'dots', or 'values', got \""
              + name
              + "\"");
    }
    return escaping;
  }
}
