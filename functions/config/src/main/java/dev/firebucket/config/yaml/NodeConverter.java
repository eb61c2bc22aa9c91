package dev.firebucket.config.yaml;

import dev.firebucket.config.yaml.YamlNode.YamlMapping;
import dev.firebucket.config.yaml.YamlNode.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Turns the library's nodes into ours: aliases and `<<` merges resolved, duplicate keys refused.
final class NodeConverter {
  private static final String BINARY = "tag:yaml.org,2002:binary";

  /// Aliases can make a small file expand without end ("billion laughs").
  private static final int MAX_NODES = 2_000_000;

  private final String file;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  NodeConverter(String file) {
    this.file = file;
  }

  YamlNode convert(Node node) throws ConfigException {
    if (++nodes > MAX_NODES) {
      throw position(node).error("yaml: document contains excessive aliasing");
    }
    if (node instanceof AnchorNode anchor) {
      return convert(anchor.getRealNode());
    }
    if (!open.add(node)) {
      throw position(node).error("yaml: anchor value contains itself");
    }
    try {
      return switch (node) {
        case MappingNode mapping -> mapping(mapping);
        case SequenceNode sequence -> sequence(sequence);
        case ScalarNode scalar -> scalar(scalar);
        default -> throw position(node).error("yaml: unknown kind of node");
      };
    } finally {
      open.remove(node);
    }
  }

  private YamlMapping mapping(MappingNode mapping) throws ConfigException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, YamlPosition> positions = new LinkedHashMap<>();
    Map<String, YamlPosition> duplicates = new LinkedHashMap<>();
    List<YamlNode> merges = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(convert(tuple.getKeyNode()) instanceof YamlScalar key)) {
        throw position(tuple.getKeyNode()).error("yaml: invalid map key");
      }
      YamlNode value = convert(tuple.getValueNode());
      if (key.plain() && key.text().equals("<<")) {
        merges.add(value);
      } else if (entries.putIfAbsent(key.text(), value) != null) {
        duplicates.putIfAbsent(key.text(), key.position());
      } else {
        positions.put(key.text(), key.position());
      }
    }
    for (YamlNode merge : merges) {
      merge(merge, entries, positions);
    }
    return new YamlMapping(position(mapping), entries, positions, duplicates);
  }

  private static void merge(
      YamlNode source, Map<String, YamlNode> entries, Map<String, YamlPosition> positions)
      throws ConfigException {
    switch (source) {
      case YamlMapping mapping ->
          mapping
              .entries()
              .forEach(
                  (key, value) -> {
                    if (entries.putIfAbsent(key, value) == null) {
                      positions.put(key, mapping.keyPosition(key));
                    }
                  });
      case YamlSequence sequence -> {
        for (YamlNode item : sequence.items()) {
          if (!(item instanceof YamlMapping)) {
            throw item.position()
                .error("yaml: map merge requires map or sequence of maps as the value");
          }
          merge(item, entries, positions);
        }
      }
      case YamlScalar scalar ->
          throw scalar
              .position()
              .error("yaml: map merge requires map or sequence of maps as the value");
    }
  }

  private YamlSequence sequence(SequenceNode sequence) throws ConfigException {
    List<YamlNode> items = new ArrayList<>(sequence.getValue().size());
    for (Node item : sequence.getValue()) {
      items.add(convert(item));
    }
    return new YamlSequence(position(sequence), items);
  }

  private YamlScalar scalar(ScalarNode scalar) throws ConfigException {
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    if (!scalar.getTag().getValue().equals(BINARY)) {
      return new YamlScalar(position(scalar), scalar.getValue(), plain);
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(strictBase64(scalar.getValue()));
      return new YamlScalar(position(scalar), new String(bytes, StandardCharsets.UTF_8), false);
    } catch (IllegalArgumentException e) {
      throw position(scalar).error("yaml: !!binary value contains invalid base64 data");
    }
  }

  /// The MIME decoder allows line breaks, which we want, and ignores anything else, which we do not
  /// want.
  private static String strictBase64(String value) {
    String packed = value.replaceAll("\\s", "");
    if (!packed.matches("[A-Za-z0-9+/]*={0,2}") || packed.length() % 4 != 0) {
      throw new IllegalArgumentException("not base64");
    }
    return packed;
  }

  private YamlPosition position(Node node) {
    Mark mark = node.getStartMark().orElse(null);
    return mark == null
        ? YamlPosition.ofFile(file)
        : new YamlPosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
