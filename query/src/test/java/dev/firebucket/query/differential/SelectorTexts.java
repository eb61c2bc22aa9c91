package dev.firebucket.query.differential;

/// Selectors over [AwkwardFloats], their windows, offsets and times, and the literals of PromQL.
final class SelectorTexts {
  private final Choice choice;

  SelectorTexts(Choice choice) {
    this.choice = choice;
  }

  /// A number, in some of the forms that PromQL has.
  String number() {
    return switch (choice.below(8)) {
      case 0 -> choice.of("0", "-0", "+1", "-1", "1.", ".5", "017", "0x1F", "0X1p-2", "1_000");
      case 1 -> choice.of("Inf", "+Inf", "-inf", "NaN", "nan", "iNf");
      case 2 -> choice.of("1e3", "1E-7", "1e308", "-1e308", "5e-324", "9007199254740993");
      case 3 -> choice.of("5m", "1h30m", "-30s", "1ms", "1d", "1w", "1y");
      default -> choice.of("0", "1", "2", "3", "0.5", "-1.5", "10", "100", "0.1", "-2");
    };
  }

  /// A window that is longer than nothing, nearly always.
  String window() {
    return switch (choice.below(10)) {
      case 0 -> choice.of("300", "90.5", "0x12c", "1e2", "0.001");
      case 1 -> choice.of("1m * 3", "(2m + 30s)", "10m - step()", "step()", "range()", "2 ^ 7");
      case 2 -> choice.of("max_of(step(), 1m)", "min_of(20m, range() + 1s)", "10m % 7m", "+5m");
      case 3 -> choice.of("1s", "15s", "30s", "29999ms", "30001ms");
      case 4 -> choice.of("1h", "2h", "1d");
      default -> choice.of("1m", "2m30s", "5m", "10m", "7m13s", "20m");
    };
  }

  private String offset() {
    return " offset "
        + choice.of(
            "1m",
            "-1m",
            "30s",
            "5m",
            "-20m",
            "1h",
            "0s",
            "7",
            "-7.25",
            "step()",
            "-step()",
            "(1m + 3s)",
            "-(2 * 30s)",
            "range()",
            "min_of(1m, step())");
  }

  private String at() {
    return " @ "
        + choice.of(
            "start()",
            "end()",
            AwkwardFloats.START / 1000 + "",
            AwkwardFloats.START / 1000 + 3_600 + "",
            AwkwardFloats.START / 1000 + 3_630.5 + "",
            AwkwardFloats.END / 1000 + 100 + "",
            "-100");
  }

  /// Nothing, nearly always; otherwise offset, `@` or both.
  String modifiers() {
    return switch (choice.below(16)) {
      case 0, 1 -> offset();
      case 2 -> at();
      case 3 -> choice.percent(50) ? at() + offset() : offset() + at();
      default -> "";
    };
  }

  String metric() {
    return choice.of(
        "c_total",
        "c_total",
        "g",
        "g",
        "m",
        "s",
        "s",
        "constant",
        "huge",
        "tiny",
        "cancel",
        "whole",
        "flap",
        "flap",
        "seldom",
        "once",
        "hand",
        "n1",
        "dup1",
        "target_info",
        "h_bucket",
        "{\"http.requests\"}",
        "absent_metric",
        "by",
        "by");
  }

  /// A metric whose series all have the labels job and instance, and few others.
  String plainMetric() {
    return choice.of("c_total", "g", "m", "s", "constant", "tiny", "flap", "seldom", "whole");
  }

  private String matchers() {
    return choice.of(
        "job=\"api\"",
        "job!=\"api\"",
        "job=~\"a.*|x\"",
        "instance!~\".*-1\"",
        "instance=~\".+-(0|10)\"",
        "code=\"\"",
        "code!=\"\"",
        "nope=\"\"",
        "job='api', instance=~`api-.*`",
        "\"http.method\"=\"GET\"",
        "\"ключ\"!=\"нет\"",
        "job=\"nobody\"",
        "on=\"bool\"",
        "job=\"api\", # here\n instance!=\"\"",
        "instance=~\"(?i)API-[0-9]+\"");
  }

  /// A selector of series without offset and `@`.
  String series() {
    if (choice.percent(6)) {
      return "{__name__=~\"" + choice.of("dup1|dup2", "n1|n2", "s|constant", "c.*") + "\"}";
    }
    String metric = metric();
    if (choice.percent(75)) {
      return metric;
    }
    return metric.startsWith("{")
        ? "{\"http.requests\", " + matchers() + "}"
        : metric + "{" + matchers() + "}";
  }

  /// An instant vector selector.
  String instant() {
    return series() + (choice.percent(4) ? " smoothed" : "") + modifiers();
  }

  /// A range selector.
  String range() {
    String extended = choice.percent(8) ? choice.of(" anchored", " smoothed") : "";
    return series() + "[" + window() + "]" + extended + modifiers();
  }

  /// The brackets of a subquery.
  String subquery() {
    String step = choice.of("", "1m", "30s", "37s", "13s", "5m", "7m", "1m + 1s", "step()", "90");
    String window = choice.of("5m", "10m", "7m13s", "20m", "1m", "30m", "max_of(step(), 5m)");
    return "[" + window + ":" + step + "]" + modifiers();
  }
}
