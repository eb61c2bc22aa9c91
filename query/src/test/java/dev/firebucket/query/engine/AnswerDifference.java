package dev.firebucket.query.engine;

import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What differs between an answer of Prometheus and ours: series by their labels, numbers up to the
/// last digits, warnings and infos.
final class AnswerDifference {
  private static final double TOLERANCE = 1e-11;

  private AnswerDifference() {}

  /// Empty for nothing.
  ///
  /// @param theirs the body of the HTTP answer
  static String of(String theirs, QueryResult ours) {
    Map<?, ?> answer = (Map<?, ?>) JsonTree.parse(theirs);
    if (answer.get("error") != null) {
      return "expected the error " + answer.get("error") + ", got " + json(ours);
    }
    Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(answer.get("data"));
    Map<?, ?> got = (Map<?, ?>) JsonTree.parse(json(ours));
    String values = tree("", bySeries(data.get("result")), bySeries(got.get("result")));
    if (!values.isEmpty()) {
      return values;
    }
    String warnings = notes("warnings", answer.get("warnings"), ours.warnings());
    return warnings.isEmpty() ? notes("infos", answer.get("infos"), ours.infos()) : warnings;
  }

  /// Empty when Prometheus gave the same error.
  static String ofError(String theirs, String ours) {
    Object expected = ((Map<?, ?>) JsonTree.parse(theirs)).get("error");
    if (expected == null) {
      return "got the error " + ours + ", expected " + theirs;
    }
    // Of several duplicates any may be named.
    String kind = expected.toString().split("[{\\[]", 2)[0];
    return ours.startsWith(kind) ? "" : "got the error " + ours + ", expected " + expected;
  }

  private static String json(QueryResult result) {
    return new String(PrometheusJson.bytes(result), StandardCharsets.UTF_8);
  }

  private static String notes(String kind, Object expected, List<String> got) {
    Set<Object> wanted = new HashSet<>(expected == null ? List.of() : (List<?>) expected);
    return wanted.equals(new HashSet<Object>(got))
        ? ""
        : "expected " + kind + " " + wanted + ", got " + got;
  }

  /// Series by their labels, for they may come in any order.
  private static Object bySeries(Object result) {
    List<?> list = (List<?>) Objects.requireNonNull(result);
    if (list.isEmpty() || !(list.getFirst() instanceof Map)) {
      return list.isEmpty() ? Map.of() : list;
    }
    Map<Object, Object> series = new HashMap<>();
    for (Object one : list) {
      Map<Object, Object> rest = new HashMap<>((Map<?, ?>) one);
      series.put(Objects.requireNonNull(rest.remove("metric")), rest);
    }
    return series;
  }

  private static String tree(String path, Object expected, Object got) {
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
          return difference
              + "\n    expected "
              + shortened(wanted)
              + "\n    got      "
              + shortened(found);
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

  private static boolean near(String expected, String got) {
    if (expected.equals(got)) {
      return true;
    }
    try {
      double a = Double.parseDouble(expected);
      double b = Double.parseDouble(got);
      return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String shortened(Object tree) {
    String text = tree.toString();
    return text.substring(0, Math.min(text.length(), 500));
  }
}
