package dev.firebucket.config.relabel;

import com.google.re2j.Matcher;
import dev.firebucket.go.regexp.ReplacementTemplate;
import dev.firebucket.go.text.LetterCase;
import dev.firebucket.storage.model.LabelSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// Applies a list of rules to label sets. Safe for use by several threads.
public final class Relabeler {
  private record Rule(
      RelabelConfig config, ReplacementTemplate target, ReplacementTemplate replacement) {}

  private final List<Rule> rules;

  public Relabeler(List<RelabelConfig> configs) {
    List<Rule> prepared = new ArrayList<>();
    for (RelabelConfig config : configs) {
      prepared.add(
          new Rule(
              config,
              new ReplacementTemplate(config.targetLabel()),
              new ReplacementTemplate(config.replacement())));
    }
    rules = List.copyOf(prepared);
  }

  /// Whether there is no rule: then [#apply] gives back what it was given.
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /// The label set after all rules, in order; empty when a rule drops it.
  public Optional<LabelSet> apply(LabelSet labels) {
    if (rules.isEmpty()) {
      return Optional.of(labels);
    }
    LabelSet.Builder builder = labels.toBuilder();
    for (Rule rule : rules) {
      if (!apply(rule, builder)) {
        return Optional.empty();
      }
    }
    return Optional.of(builder.build());
  }

  /// Applies one rule; false when it drops the label set.
  private static boolean apply(Rule rule, LabelSet.Builder labels) {
    RelabelConfig config = rule.config();
    String value = joinedValue(config, labels);
    switch (config.action()) {
      case KEEP -> {
        return config.regex().matches(value);
      }
      case DROP -> {
        return !config.regex().matches(value);
      }
      case KEEPEQUAL -> {
        return valueOf(labels, config.targetLabel()).equals(value);
      }
      case DROPEQUAL -> {
        return !valueOf(labels, config.targetLabel()).equals(value);
      }
      case REPLACE -> replace(rule, value, labels);
      case LOWERCASE -> labels.set(config.targetLabel(), LetterCase.lower(value));
      case UPPERCASE -> labels.set(config.targetLabel(), LetterCase.upper(value));
      case HASHMOD -> labels.set(config.targetLabel(), hashModulo(value, config.modulus()));
      case LABELMAP -> mapNames(rule, labels);
      case LABELDROP -> removeNames(config, true, labels);
      case LABELKEEP -> removeNames(config, false, labels);
    }
    return true;
  }

  private static String joinedValue(RelabelConfig config, LabelSet.Builder labels) {
    List<String> sources = config.sourceLabels();
    if (sources.size() == 1) {
      return valueOf(labels, sources.getFirst());
    }
    StringJoiner joined = new StringJoiner(config.separator());
    for (String source : sources) {
      joined.add(valueOf(labels, source));
    }
    return joined.toString();
  }

  private static String valueOf(LabelSet.Builder labels, String name) {
    String value = labels.get(name);
    return value == null ? "" : value;
  }

  private static void replace(Rule rule, String value, LabelSet.Builder labels) {
    Matcher matched = rule.config().regex().match(value);
    if (matched == null) {
      return;
    }
    String target = rule.target().expand(matched);
    if (rule.config().nameValidationScheme().isValidLabelName(target)) {
      labels.set(target, rule.replacement().expand(matched));
    }
  }

  private static void mapNames(Rule rule, LabelSet.Builder labels) {
    labels
        .build()
        .forEach(
            (name, value) -> {
              Matcher matched = rule.config().regex().match(name);
              if (matched != null) {
                labels.set(rule.replacement().expand(matched), value);
              }
            });
  }

  private static void removeNames(
      RelabelConfig config, boolean whereMatched, LabelSet.Builder labels) {
    labels
        .build()
        .forEach(
            (name, value) -> {
              if (config.regex().matches(name) == whereMatched) {
                labels.remove(name);
              }
            });
  }

  /// The last eight bytes of the MD5, as upstream, so that shards agree with a Prometheus beside
  /// us.
  private static String hashModulo(String value, long modulus) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
      long number = ByteBuffer.wrap(hash, 8, 8).getLong();
      return Long.toUnsignedString(Long.remainderUnsigned(number, modulus));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
