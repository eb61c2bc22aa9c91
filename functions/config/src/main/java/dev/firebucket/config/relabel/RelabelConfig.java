package dev.firebucket.config.relabel;

import dev.firebucket.config.names.NameValidationScheme;
import java.util.List;

/// One relabelling rule, as Prometheus' `relabel_config`. Made and validated by
/// [RelabelConfigReader].
///
/// @param sourceLabels labels whose values are joined by the separator
/// @param separator between the values
/// @param regex matched against the joined values, or against label names by the label actions
/// @param modulus of the hash, for hashmod; unsigned
/// @param targetLabel label that is written or compared
/// @param replacement what is written, with references to groups of the regex
/// @param action what to do
/// @param nameValidationScheme which names a rule may make
public record RelabelConfig(
    List<String> sourceLabels,
    String separator,
    AnchoredRegex regex,
    long modulus,
    String targetLabel,
    String replacement,
    RelabelAction action,
    NameValidationScheme nameValidationScheme) {
  /// The separator of a rule that names none.
  public static final String DEFAULT_SEPARATOR = ";";

  /// The regex of a rule that names none.
  public static final AnchoredRegex DEFAULT_REGEX = new AnchoredRegex("(.*)");

  /// The replacement of a rule that names none.
  public static final String DEFAULT_REPLACEMENT = "$1";

  public RelabelConfig {
    sourceLabels = List.copyOf(sourceLabels);
  }
}
