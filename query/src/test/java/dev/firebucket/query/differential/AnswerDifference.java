package dev.firebucket.query.differential;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What differs between an answer of Prometheus and ours: result types, series by their labels,
/// numbers, warnings and infos.
final class AnswerDifference {
  /// How far numbers may be apart that were added up in another order.
  static final double OF_ROUNDING = 1e-11;

  /// How much of a differing answer is shown.
  private static final int SHORT = Integer.getInteger("firebucket.shown", 500);

  private final double tolerance;

  private AnswerDifference(double tolerance) {
    this.tolerance = tolerance;
  }

  /// Empty for nothing.
  ///
  /// @param query its text
  /// @param theirs the body of the HTTP answer
  /// @param tolerance how far numbers may be apart, relative to the greater one; 0 for not a bit
  static String of(String query, String theirs, QueryResult ours, double tolerance) {
    String values = ofValues(query, theirs, ours, tolerance);
    if (!values.isEmpty()) {
      return values;
    }
    Map<?, ?> answer = (Map<?, ?>) JsonTree.parse(theirs);
    String warnings = notes("warnings", answer.get("warnings"), ours.warnings());
    return warnings.isEmpty() ? notes("infos", answer.get("infos"), ours.infos()) : warnings;
  }

  /// The same without warnings and infos.
  static String ofValues(String query, String theirs, QueryResult ours, double tolerance) {
    Map<?, ?> answer = (Map<?, ?>) JsonTree.parse(theirs);
    if (answer.get("error") != null) {
      return "expected the error " + answer.get("error") + ", got " + shortened(json(ours));
    }
    Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(answer.get("data"));
    Map<?, ?> got = (Map<?, ?>) JsonTree.parse(json(ours));
    if (!Objects.equals(data.get("resultType"), got.get("resultType"))) {
      return "expected a " + data.get("resultType") + ", got a " + got.get("resultType");
    }
    Object wanted = Objects.requireNonNull(data.get("result"));
    Object found = Objects.requireNonNull(got.get("result"));
    boolean vector = Objects.equals(data.get("resultType"), "vector");
    boolean anyOrder = vector || holdsTwins(wanted);
    String values =
        new AnswerDifference(tolerance)
            .tree("", anyOrder ? bySeries(wanted) : wanted, anyOrder ? bySeries(found) : found);
    if (values.isEmpty() && vector && !PromisedOrder.isKept(query, wanted, found)) {
      return "expected the order " + wanted + ", got " + found;
    }
    return values;
  }

  /// Empty when Prometheus gave the same error.
  static String ofError(PeerPrometheus.Answer theirs, PromqlException ours) {
    Map<?, ?> answer = (Map<?, ?>) JsonTree.parse(theirs.body());
    Object expected = answer.get("error");
    if (expected == null) {
      return "got the error " + ours.getMessage() + ", expected " + shortened(theirs.body());
    }
    if (theirs.status() != ours.type().status()
        || !ours.type().wireName().equals(answer.get("errorType"))) {
      return "got the error %s, %d: %s, expected %s, %d: %s"
          .formatted(
              ours.type().wireName(),
              ours.type().status(),
              ours.getMessage(),
              answer.get("errorType"),
              theirs.status(),
              expected);
    }
    // The name of the parameter is added by the HTTP API; of several duplicates any may be named.
    String message = expected.toString().replaceFirst("^invalid parameter \"[a-z]+\": ", "");
    String kind = message.startsWith("found duplicate") ? message.split("[{\\[]", 2)[0] : message;
    return String.valueOf(ours.getMessage()).startsWith(kind)
        ? ""
        : "got the error " + ours.getMessage() + ", expected " + message;
  }

  private static String json(QueryResult result) {
    return new String(PrometheusJson.bytes(result), StandardCharsets.UTF_8);
  }

  private static String notes(String kind, Object expected, List<String> got) {
    Set<Object> wanted = new HashSet<>(expected == null ? List.of() : (List<?>) expected);
    // Which ten of many are told is chance in Prometheus.
    Optional<String> omitted = got.stream().filter(note -> note.endsWith(" omitted")).findAny();
    if (omitted.isPresent() && wanted.contains(omitted.get())) {
      return "";
    }
    return wanted.equals(new HashSet<Object>(got))
        ? ""
        : "expected " + kind + " " + wanted + ", got " + got;
  }

  /// Whether there are two series of the same labels, of numbers and of histograms: Prometheus
  /// sorts them by labels only.
  private static boolean holdsTwins(Object result) {
    Set<Object> labels = new HashSet<>();
    return result instanceof List<?> list
        && list.stream()
            .anyMatch(one -> one instanceof Map<?, ?> series && !labels.add(series.get("metric")));
  }

  /// Series by their labels and their kind.
  private static Object bySeries(Object result) {
    Map<Object, Object> series = new HashMap<>();
    for (Object one : (List<?>) result) {
      Map<Object, Object> rest = new HashMap<>((Map<?, ?>) one);
      Object labels = Objects.requireNonNull(rest.remove("metric"));
      series.put(labels + " " + new TreeSet<>(rest.keySet()), rest);
    }
    return series;
  }

  private String tree(String path, Object expected, Object got) {
    if (expected instanceof Map<?, ?> wanted && got instanceof Map<?, ?> found) {
      if (!wanted.keySet().equals(found.keySet())) {
        return path + " expected " + shortened(wanted) + ", got " + shortened(found);
      }
      for (Object key : wanted.keySet()) {
        String difference = tree(path + "/" + key, wanted.get(key), found.get(key));
        if (!difference.isEmpty()) {
          return difference;
        }
      }
      return "";
    }
    if (expected instanceof List<?> wanted && got instanceof List<?> found) {
      for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
        String difference = tree(path + "/" + i, wanted.get(i), found.get(i));
        if (!difference.isEmpty()) {
          return difference;
        }
      }
      return wanted.size() == found.size()
          ? ""
          : path + " expected " + shortened(wanted) + ", got " + shortened(found);
    }
    return near(String.valueOf(expected), String.valueOf(got))
        ? ""
        : path + " expected " + expected + ", got " + got;
  }

  private boolean near(String expected, String got) {
    if (expected.equals(got)) {
      return true;
    }
    if (tolerance == 0) {
      return false;
    }
    try {
      double a = Double.parseDouble(expected);
      double b = Double.parseDouble(got);
      return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String shortened(Object tree) {
    String text = tree.toString();
    return text.substring(0, Math.min(text.length(), SHORT));
  }
}
