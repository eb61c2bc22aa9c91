package dev.firebucket.alerting.rule;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.config.yaml.YamlReader;
import dev.firebucket.query.parser.ParserFeatures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads a rule file: strict YAML, then every check of Prometheus' `rulefmt`, so that one reading
/// names all that is wrong. Only YAML that does not fit at all ends it at the first problem.
public final class RuleFileReader {
  private final NameValidationScheme names;
  private final ParserFeatures features;

  public RuleFileReader(NameValidationScheme names, ParserFeatures features) {
    this.names = names;
    this.features = features;
  }

  /// Reads a file; its problems are part of the result.
  public RuleFile read(Path file) {
    try {
      return groups(file.toString(), YamlReader.readFile(file));
    } catch (ConfigException e) {
      return unreadable(e);
    }
  }

  /// Reads text as if it stood in a file.
  public RuleFile readText(String file, String text) {
    try {
      return groups(file, YamlReader.readText(file, text));
    } catch (ConfigException e) {
      return unreadable(e);
    }
  }

  private static RuleFile unreadable(ConfigException problem) {
    return new RuleFile(List.of(), List.of(new RuleProblem(problem.position(), problem.problem())));
  }

  private RuleFile groups(String file, Optional<YamlNode> document) throws ConfigException {
    List<RuleGroupDefinition> groups = new ArrayList<>();
    List<RuleProblem> problems = new ArrayList<>();
    if (document.isEmpty()) {
      return new RuleFile(groups, problems);
    }
    YamlFields whole = YamlFields.of(document.get(), "rulefmt.RuleGroups");
    Set<String> seen = new HashSet<>();
    List<YamlNode> nodes = whole.nodes("groups");
    whole.finish();
    for (YamlNode node : nodes) {
      groups.add(group(file, node, seen, problems));
    }
    return new RuleFile(groups, problems);
  }

  private RuleGroupDefinition group(
      String file, YamlNode node, Set<String> seen, List<RuleProblem> problems)
      throws ConfigException {
    YamlFields fields = YamlFields.of(node, "rulefmt.RuleGroup");
    String name = fields.text("name", "");
    Duration interval = fields.duration("interval", Duration.ZERO);
    Optional<Duration> offset =
        fields.isSet("query_offset")
            ? Optional.of(fields.duration("query_offset", Duration.ZERO))
            : Optional.empty();
    fields.node("query_offset");
    long limit = fields.integer("limit", 0);
    Map<String, String> labels = fields.textMap("labels");
    List<YamlNode> rules = fields.nodes("rules");
    fields.finish();
    if (name.isEmpty()) {
      problems.add(new RuleProblem(fields.position("name"), "Groupname must not be empty"));
    }
    if (!seen.add(name)) {
      problems.add(
          new RuleProblem(
              fields.position("name"), "groupname: \"" + name + "\" is repeated in the same file"));
    }
    for (String label : labels.keySet()) {
      if (!RuleReader.isLabelName(names, label)) {
        problems.add(new RuleProblem(fields.position("labels"), "invalid label name: " + label));
      }
    }
    List<RuleDefinition> definitions = new ArrayList<>();
    for (YamlNode rule : rules) {
      RuleReader reader = new RuleReader(names, features, name, definitions.size() + 1);
      definitions.add(reader.read(rule, new TreeMap<>(labels), problems));
    }
    return new RuleGroupDefinition(
        file, name, interval, offset, Math.clamp(limit, 0, Integer.MAX_VALUE), definitions);
  }
}
