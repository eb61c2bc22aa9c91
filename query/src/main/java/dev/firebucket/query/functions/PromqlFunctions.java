package dev.firebucket.query.functions;

import static dev.firebucket.query.ast.ValueType.MATRIX;
import static dev.firebucket.query.ast.ValueType.SCALAR;
import static dev.firebucket.query.ast.ValueType.STRING;
import static dev.firebucket.query.ast.ValueType.VECTOR;

import dev.firebucket.query.ast.FunctionSignature;
import dev.firebucket.query.ast.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every function of PromQL in Prometheus 3.14, with what it takes and gives
/// (https://prometheus.io/docs/prometheus/latest/querying/functions/).
public final class PromqlFunctions {
  private static final Map<String, FunctionSignature> BY_NAME = table();

  private PromqlFunctions() {}

  /// The signature of a function; names are case-sensitive.
  public static Optional<FunctionSignature> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// All functions, in the order of their names.
  public static List<FunctionSignature> all() {
    return List.copyOf(BY_NAME.values());
  }

  private static Map<String, FunctionSignature> table() {
    Map<String, FunctionSignature> table = new TreeMap<>();
    ofOneVector(table);
    ofOneRange(table);
    ofTime(table);
    ofSeveralArguments(table);
    ofLabels(table);
    ofScalars(table);
    return table;
  }

  private static void ofOneVector(Map<String, FunctionSignature> table) {
    List<ValueType> vector = List.of(VECTOR);
    stable(table, vector, 0, VECTOR, "abs", "absent", "ceil", "exp", "floor", "sgn", "sqrt");
    stable(table, vector, 0, VECTOR, "ln", "log2", "log10", "deg", "rad", "timestamp");
    stable(table, vector, 0, VECTOR, "acos", "acosh", "asin", "asinh", "atan", "atanh");
    stable(table, vector, 0, VECTOR, "cos", "cosh", "sin", "sinh", "tan", "tanh");
    stable(table, vector, 0, VECTOR, "histogram_avg", "histogram_count", "histogram_sum");
    stable(table, vector, 0, VECTOR, "histogram_stddev", "histogram_stdvar");
    stable(table, vector, 0, VECTOR, "sort", "sort_desc");
    stable(table, vector, 0, SCALAR, "scalar");
    experimental(table, vector, 0, VECTOR, "start_timestamp");
  }

  private static void ofOneRange(Map<String, FunctionSignature> table) {
    List<ValueType> range = List.of(MATRIX);
    stable(table, range, 0, VECTOR, "rate", "increase", "irate", "delta", "idelta", "deriv");
    stable(table, range, 0, VECTOR, "changes", "resets");
    stable(table, range, 0, VECTOR, "absent_over_time", "present_over_time", "count_over_time");
    stable(table, range, 0, VECTOR, "sum_over_time", "avg_over_time", "min_over_time");
    stable(table, range, 0, VECTOR, "max_over_time", "stddev_over_time", "stdvar_over_time");
    stable(table, range, 0, VECTOR, "first_over_time", "last_over_time");
    experimental(table, range, 0, VECTOR, "mad_over_time");
    experimental(table, range, 0, VECTOR, "ts_of_first_over_time", "ts_of_last_over_time");
    experimental(table, range, 0, VECTOR, "ts_of_max_over_time", "ts_of_min_over_time");
  }

  private static void ofTime(Map<String, FunctionSignature> table) {
    List<ValueType> vector = List.of(VECTOR);
    stable(table, vector, 1, VECTOR, "minute", "hour", "month", "year");
    stable(table, vector, 1, VECTOR, "day_of_week", "day_of_month", "day_of_year", "days_in_month");
  }

  private static void ofSeveralArguments(Map<String, FunctionSignature> table) {
    stable(table, List.of(VECTOR, SCALAR, SCALAR), 0, VECTOR, "clamp");
    stable(table, List.of(VECTOR, SCALAR), 0, VECTOR, "clamp_max", "clamp_min");
    stable(table, List.of(VECTOR, SCALAR), 1, VECTOR, "round");
    stable(table, List.of(MATRIX, SCALAR), 0, VECTOR, "predict_linear");
    stable(table, List.of(SCALAR, MATRIX), 0, VECTOR, "quantile_over_time");
    stable(table, List.of(SCALAR, VECTOR), 0, VECTOR, "histogram_quantile");
    stable(table, List.of(SCALAR, SCALAR, VECTOR), 0, VECTOR, "histogram_fraction");
    experimental(table, List.of(VECTOR, STRING, SCALAR, SCALAR), 9, VECTOR, "histogram_quantiles");
    experimental(table, List.of(MATRIX, SCALAR, SCALAR), 0, VECTOR, "double_exponential_smoothing");
    experimental(table, List.of(VECTOR, VECTOR), 1, VECTOR, "info");
  }

  private static void ofLabels(Map<String, FunctionSignature> table) {
    stable(table, List.of(VECTOR, STRING, STRING, STRING), -1, VECTOR, "label_join");
    stable(table, List.of(VECTOR, STRING, STRING, STRING, STRING), 0, VECTOR, "label_replace");
    experimental(table, List.of(VECTOR, STRING), -1, VECTOR, "sort_by_label", "sort_by_label_desc");
  }

  private static void ofScalars(Map<String, FunctionSignature> table) {
    stable(table, List.of(), 0, SCALAR, "pi", "time");
    stable(table, List.of(SCALAR), 0, VECTOR, "vector");
    experimental(table, List.of(), 0, SCALAR, "start", "end", "range", "step");
    experimental(table, List.of(SCALAR, SCALAR), 0, SCALAR, "max_of", "min_of");
  }

  private static void stable(
      Map<String, FunctionSignature> table,
      List<ValueType> arguments,
      int variadic,
      ValueType result,
      String... names) {
    for (String name : names) {
      table.put(name, new FunctionSignature(name, arguments, variadic, result, false));
    }
  }

  private static void experimental(
      Map<String, FunctionSignature> table,
      List<ValueType> arguments,
      int variadic,
      ValueType result,
      String... names) {
    for (String name : names) {
      table.put(name, new FunctionSignature(name, arguments, variadic, result, true));
    }
  }
}
