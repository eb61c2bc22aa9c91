package dev.firebucket.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// A template without some of its resources, for an emulator that does not know them: what refers
/// to them gets a text of the same form.
final class TemplatePart {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode template;
  private final Set<String> left = new TreeSet<>();
  private final Map<String, String> removed = new TreeMap<>();

  /// @param whole as the CDK wrote it
  /// @param known whether the emulator knows a type
  TemplatePart(JsonNode whole, Predicate<String> known) {
    template = whole.deepCopy();
    types(whole)
        .forEach(
            (id, type) -> {
              if (known.test(type)) {
                left.add(id);
              } else {
                removed.put(id, type);
              }
            });
    ((ObjectNode) template.path("Resources")).remove(removed.keySet());
    template.path("Resources").forEach(resource -> dropDependencies((ObjectNode) resource));
    replace(template);
  }

  /// The types of a template's resources by logical id.
  static Map<String, String> types(JsonNode template) {
    Map<String, String> types = new TreeMap<>();
    template
        .path("Resources")
        .properties()
        .forEach(
            resource -> types.put(resource.getKey(), resource.getValue().path("Type").asText()));
    return types;
  }

  /// The logical ids that are left.
  Set<String> left() {
    return left;
  }

  String json() throws com.fasterxml.jackson.core.JsonProcessingException {
    return JSON.writeValueAsString(template);
  }

  private void dropDependencies(ObjectNode resource) {
    ArrayNode kept = JSON.createArrayNode();
    resource
        .path("DependsOn")
        .forEach(
            id -> {
              if (left.contains(id.asText())) {
                kept.add(id);
              }
            });
    resource.remove("DependsOn");
    if (!kept.isEmpty()) {
      resource.set("DependsOn", kept);
    }
  }

  private void replace(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : Map.copyOf(fields(object)).entrySet()) {
        String text = standIn(field.getValue());
        if (text.isEmpty()) {
          replace(field.getValue());
        } else {
          object.put(field.getKey(), text);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        String text = standIn(array.get(i));
        if (text.isEmpty()) {
          replace(array.get(i));
        } else {
          array.set(i, array.textNode(text));
        }
      }
    }
  }

  private static Map<String, JsonNode> fields(ObjectNode object) {
    Map<String, JsonNode> fields = new TreeMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /// The text in place of a reference to what was removed; nothing for anything else.
  private String standIn(JsonNode value) {
    String id = value.path("Ref").asText();
    if (removed.containsKey(id)) {
      return "AWS::Lambda::Function".equals(removed.get(id)) ? id : arn(id);
    }
    JsonNode attribute = value.path("Fn::GetAtt");
    if (!removed.containsKey(attribute.path(0).asText())) {
      return "";
    }
    return switch (attribute.path(1).asText()) {
      case "FunctionUrl" -> "https://emulated.lambda-url.us-east-1.on.aws/";
      case "Version" -> "1";
      default -> arn(attribute.path(0).asText());
    };
  }

  private static String arn(String id) {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + id;
  }
}
