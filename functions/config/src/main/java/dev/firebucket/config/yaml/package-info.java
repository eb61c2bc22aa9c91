/// Strict YAML with positions, for `prometheus.yml`, rule files and target files.
///
/// Start at [dev.firebucket.config.yaml.YamlReader], which turns a file into a tree of
/// [dev.firebucket.config.yaml.YamlNode], each knowing its file, line and column. A mapping with
/// known fields is read through [dev.firebucket.config.yaml.YamlFields]: take each field by name
/// and type, then call `finish()`, which refuses what was not taken. Every error is a
/// [dev.firebucket.config.yaml.ConfigException] `file:line:col: message` with Prometheus' words.
///
/// ```java
/// YamlFields group = YamlFields.of(node, "rulefmt.RuleGroup");
/// String name = group.text("name", "");
/// Duration interval = group.duration("interval", Duration.ZERO);
/// List<YamlNode> rules = group.nodes("rules");
/// group.finish();
/// if (name.isEmpty()) throw group.error("Groupname must not be empty");
/// ```
@NullMarked
package dev.firebucket.config.yaml;

import org.jspecify.annotations.NullMarked;
