package dev.firebucket.query.promqltest;

import dev.firebucket.query.ast.StringLiteral;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.storage.model.PrometheusDuration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads PromQL test scripts (SPEC §1 and §3 of the shared promqltest).
final class ScriptReader {
  private static final Pattern LOAD = Pattern.compile("^load(?:_(with_nhcb))?\\s+(.+?)$");
  private static final Pattern INSTANT =
      Pattern.compile(
          "^eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(.+?))?\\s+(.+)$");
  private static final Pattern RANGE =
      Pattern.compile(
          "^eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+?)\\s+(.+)$");
  private static final Pattern NOTE =
      Pattern.compile(
          "^expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?$");
  private static final Pattern RANGE_VECTOR =
      Pattern.compile(
          "^expect\\s+range\\s+vector\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)$");
  private static final Pattern STRING = Pattern.compile("^expect\\s+string\\s+(.+)$");
  private static final Pattern SCALAR =
      Pattern.compile("^[+-]?(?:[0-9.]+(?:[eE][+-]?[0-9]+)?|[iI]nf|[nN]a[nN])$");

  private final List<String> lines;
  private int next;

  private ScriptReader(List<String> lines) {
    this.lines = lines;
  }

  static List<ScriptCommand> read(List<String> file) {
    List<String> lines =
        file.stream().map(String::strip).map(line -> line.startsWith("#") ? "" : line).toList();
    ScriptReader reader = new ScriptReader(lines);
    List<ScriptCommand> commands = new ArrayList<>();
    while (reader.next < lines.size()) {
      String line = lines.get(reader.next++);
      if (!line.isEmpty()) {
        commands.add(reader.command(line));
      }
    }
    return commands;
  }

  private ScriptCommand command(String line) {
    if (line.equals("clear")) {
      return new ScriptCommand.Clear();
    }
    return line.startsWith("load") ? load(line) : eval(line);
  }

  private ScriptCommand load(String line) {
    Matcher matcher = matched(LOAD, line);
    List<SeriesLine> series = new ArrayList<>();
    for (String body : block()) {
      series.add(SeriesNotation.read(body));
    }
    return new ScriptCommand.Load(millis(matcher.group(2)), matcher.group(1) != null, series);
  }

  private ScriptCommand eval(String line) {
    int number = next;
    ExpectationBuilder expected = new ExpectationBuilder();
    Matcher instant = INSTANT.matcher(line);
    if (instant.matches()) {
      expected.legacy(instant.group(1));
      long at = instant.group(2) == null ? 0 : millis(instant.group(2));
      read(expected);
      Long end = expected.rangeVectorEnd;
      return new ScriptCommand.Eval(
          number, instant.group(3), 0, end == null ? at : end, 0, null, expected.build());
    }
    Matcher range = matched(RANGE, line);
    expected.legacy(range.group(1));
    read(expected);
    return new ScriptCommand.Eval(
        number,
        range.group(5),
        millis(range.group(2)),
        millis(range.group(3)),
        millis(range.group(4)),
        null,
        expected.build());
  }

  private void read(ExpectationBuilder expected) {
    for (String line : block()) {
      Matcher note = NOTE.matcher(line);
      Matcher rangeVector = RANGE_VECTOR.matcher(line);
      Matcher string = STRING.matcher(line);
      if (note.matches()) {
        expected.note(note.group(1), note(note.group(2), note.group(3)));
      } else if (rangeVector.matches()) {
        expected.rangeVector =
            new long[] {millis(rangeVector.group(1)), millis(rangeVector.group(3))};
        expected.rangeVectorEnd = millis(rangeVector.group(2));
      } else if (string.matches()) {
        expected.string =
            ((StringLiteral) PromqlParser.parse(string.group(1), ParserFeatures.ALL)).value();
      } else if (line.startsWith("expected_fail_message ")) {
        expected.fail = note("msg", line.substring("expected_fail_message ".length()));
      } else if (line.startsWith("expected_fail_regexp ")) {
        expected.fail = note("regex", line.substring("expected_fail_regexp ".length()));
      } else if (SCALAR.matcher(line).matches()) {
        expected.scalar = SeriesNotation.number(line);
      } else {
        expected.series.add(SeriesNotation.read(line));
      }
    }
  }

  private static ScriptCommand.Note note(@Nullable String kind, @Nullable String text) {
    return new ScriptCommand.Note(kind == null ? "any" : kind, text == null ? "" : text.strip());
  }

  private List<String> block() {
    List<String> block = new ArrayList<>();
    while (next < lines.size() && !lines.get(next).isEmpty()) {
      block.add(lines.get(next++));
    }
    return block;
  }

  private static Matcher matched(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no command: " + line);
    }
    return matcher;
  }

  private static long millis(String duration) {
    return PrometheusDuration.parse(duration).toMillis();
  }

  /// Gathers what the lines after an eval say.
  private static final class ExpectationBuilder {
    final List<SeriesLine> series = new ArrayList<>();
    final List<ScriptCommand.Note> warnings = new ArrayList<>();
    final List<ScriptCommand.Note> infos = new ArrayList<>();
    @Nullable Double scalar;
    @Nullable String string;
    ScriptCommand.@Nullable Note fail;
    boolean ordered;
    boolean noWarnings;
    boolean noInfos;
    long @Nullable [] rangeVector;
    @Nullable Long rangeVectorEnd;

    void legacy(@Nullable String kind) {
      if (kind != null) {
        note(kind, new ScriptCommand.Note("any", ""));
      }
    }

    void note(String kind, ScriptCommand.Note note) {
      switch (kind) {
        case "ordered" -> ordered = true;
        case "fail" -> fail = note;
        case "warn" -> warnings.add(note);
        case "info" -> infos.add(note);
        case "no_warn" -> noWarnings = true;
        case "no_info" -> noInfos = true;
        default -> throw new IllegalArgumentException("expect " + kind);
      }
    }

    ScriptCommand.Expectation build() {
      return new ScriptCommand.Expectation(
          series, scalar, string, ordered, fail, warnings, infos, noWarnings, noInfos, rangeVector);
    }
  }
}
