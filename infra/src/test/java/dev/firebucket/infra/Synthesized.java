package dev.firebucket.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/// A synthesized template, as maps and lists, with the questions that tests ask of it.
record Synthesized(Map<String, Map<String, Object>> resources, Map<String, Object> outputs) {

  static Synthesized of(Map<String, String> context, Path repository, Path output) {
    App app =
        new App(AppProps.builder().outdir(output.toString()).analyticsReporting(false).build());
    FirebucketStack stack =
        new FirebucketStack(app, StackSettings.fromContext(context), repository);
    Map<String, Object> json = Template.fromStack(stack).toJSON();
    Map<String, Map<String, Object>> resources = new TreeMap<>();
    map(json.get("Resources")).forEach((id, resource) -> resources.put(id, map(resource)));
    return new Synthesized(resources, map(json.get("Outputs")));
  }

  /// The resources of one type, by logical id.
  Map<String, Map<String, Object>> ofType(String type) {
    Map<String, Map<String, Object>> found = new TreeMap<>();
    resources.forEach(
        (id, resource) -> {
          if (type.equals(resource.get("Type"))) {
            found.put(id, resource);
          }
        });
    return found;
  }

  /// The properties of the only resource of a type.
  Map<String, Object> only(String type) {
    Map<String, Map<String, Object>> found = ofType(type);
    assertThat(found).as(type).hasSize(1);
    return properties(found.values().iterator().next());
  }

  /// The logical id of one of the five functions.
  String functionId(String name) {
    List<String> ids =
        ofType("AWS::Lambda::Function").keySet().stream()
            .filter(id -> id.startsWith(name + "Function"))
            .toList();
    assertThat(ids).as("functions named " + name).hasSize(1);
    return ids.getFirst();
  }

  Map<String, Object> function(String name) {
    return properties(resource(functionId(name)));
  }

  /// The environment variables of a function.
  Map<String, Object> variables(String name) {
    return map(map(function(name).get("Environment")).get("Variables"));
  }

  /// What a timer hands its function, as text.
  String timerInput(String name) {
    return ofType("AWS::Scheduler::Schedule").entrySet().stream()
        .filter(schedule -> schedule.getKey().startsWith("Schedules" + name))
        .map(schedule -> map(properties(schedule.getValue()).get("Target")).get("Input").toString())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no timer fires " + name));
  }

  /// The properties of the alarms, by the part of their ids that was chosen.
  Map<String, Map<String, Object>> alarms() {
    Map<String, Map<String, Object>> alarms = new TreeMap<>();
    ofType("AWS::CloudWatch::Alarm")
        .forEach(
            (id, alarm) ->
                alarms.put(id.replaceAll("^Alarms(.*)[0-9A-F]{8}$", "$1"), properties(alarm)));
    return alarms;
  }

  Map<String, Object> resource(String id) {
    return map(resources.get(id));
  }

  /// The resources that a resource names, and so waits for.
  Set<String> references(Object value) {
    Set<String> found = new TreeSet<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, one) -> {
            if (Set.of("Ref", "Fn::GetAtt", "DependsOn").contains(key)) {
              list(one).forEach(id -> found.add(id.toString()));
            }
            found.addAll(references(one));
          });
    } else if (value instanceof List<?> many) {
      many.forEach(one -> found.addAll(references(one)));
    }
    found.retainAll(resources.keySet());
    return found;
  }

  /// Every statement of the policies of one function's role.
  List<Map<String, Object>> statementsOf(String name) {
    return ofType("AWS::IAM::Policy").entrySet().stream()
        .filter(policy -> policy.getKey().startsWith(name + "Role"))
        .flatMap(policy -> statements(policy.getValue()))
        .toList();
  }

  /// Every statement of every role.
  List<Map<String, Object>> allStatements() {
    return ofType("AWS::IAM::Policy").values().stream().flatMap(Synthesized::statements).toList();
  }

  private static Stream<Map<String, Object>> statements(Map<String, Object> policy) {
    return list(map(properties(policy).get("PolicyDocument")).get("Statement")).stream()
        .map(Synthesized::map);
  }

  static Map<String, Object> properties(Map<String, Object> resource) {
    return map(resource.get("Properties"));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<String, Object>) value;
  }

  /// A list; one value that stands alone, as policies may write it, is a list of one.
  static List<Object> list(Object value) {
    return value instanceof List<?> many ? new ArrayList<>(many) : List.of(value);
  }
}
