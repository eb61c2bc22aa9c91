package dev.firebucket.ingest.target;

import dev.firebucket.config.secret.SecretFields;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.storage.model.LabelSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The labels of a target as they are shown and stored: without passwords, which may have come from
/// the address into any label by relabelling, and without the values of secret parameters.
///
/// @param user user and password of the address as it was discovered, with its `@`; empty for none
/// @param shownUser the same without the password
record ShownLabels(String user, String shownUser) {
  private static final String HIDDEN = "<secret>";

  /// For a target that was found at an address.
  static ShownLabels of(String address) {
    String shown = UrlPasswords.hiddenInAddress(address);
    return shown.equals(address)
        ? new ShownLabels("", "")
        : new ShownLabels(user(address), user(shown));
  }

  private static String user(String address) {
    int scheme = address.indexOf("://");
    return address.substring(scheme < 0 ? 0 : scheme + 3, address.lastIndexOf('@') + 1);
  }

  /// The very same labels where there is nothing to hide.
  LabelSet labels(LabelSet labels) {
    LabelSet.Builder shown = labels.toBuilder();
    boolean[] hidden = {false};
    labels.forEach(
        (name, value) -> {
          String text = value(parameter(name), value);
          if (!text.equals(value)) {
            shown.set(name, text);
            hidden[0] = true;
          }
        });
    return hidden[0] ? shown.build() : labels;
  }

  Map<String, List<String>> parameters(Map<String, List<String>> parameters) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) ->
            shown.put(name, values.stream().map(value -> value(name, value)).toList()));
    return shown;
  }

  /// The parameter that a label stands for, an empty name for other labels.
  private static String parameter(String label) {
    return label.startsWith(TargetLabels.PARAMETER_PREFIX)
        ? label.substring(TargetLabels.PARAMETER_PREFIX.length())
        : "";
  }

  private String value(String parameter, String value) {
    if (SecretFields.isSecret(parameter) && !value.isEmpty()) {
      return HIDDEN;
    }
    String text = user.isEmpty() ? value : value.replace(user, shownUser);
    return UrlPasswords.hiddenIn(text);
  }
}
