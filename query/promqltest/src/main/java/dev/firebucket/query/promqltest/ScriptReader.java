package dev.firebucket.query.promqltest;

import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads PromQL test scripts (`promql/promqltest/README.md` upstream).
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
      Pattern.compile("^[+-]?(?:0[xX][0-9a-fA-F]+|[0-9.]+(?:[eE][+-]?[0-9]+)?|(?i:inf|nan))$");

  private final List<String> lines;
  private int next;
  private int current;

  private ScriptReader(List<String> lines) {
    this.lines = lines;
  }

  /// Reads a whole script.
  ///
  /// @throws ScriptException for a line that is none
  static List<ScriptCommand> read(List<String> file) {
    List<String> lines =
        file.stream().map(String::strip).map(line -> line.startsWith("#") ? "" : line).toList();
    ScriptReader reader = new ScriptReader(lines);
    List<ScriptCommand> commands = new ArrayList<>();
    while (reader.next < lines.size()) {
      String line = lines.get(reader.next++);
      if (!line.isEmpty()) {
        commands.add(reader.understood(line));
      }
    }
    return commands;
  }

  private ScriptCommand understood(String line) {
    int number = next;
    try {
      return command(line);
    } catch (PromqlException | IllegalArgumentException e) {
      // Of a block the line that was read last is the one.
      throw new ScriptException(Math.max(number, current), String.valueOf(e.getMessage()));
    }
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
    List<OptionalLong> starts = List.of();
    for (String body : block()) {
      SeriesLine one = SeriesNotation.read(body);
      if (!one.startOffsets().isEmpty()) {
        starts = one.startOffsets();
        continue;
      }
      if (!starts.isEmpty() && starts.size() != one.values().size()) {
        throw new IllegalArgumentException(
            starts.size() + " start timestamps for " + one.values().size() + " samples: " + body);
      }
      series.add(new SeriesLine(one.labels(), one.values(), starts));
      starts = List.of();
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
          number, parsed(instant.group(3)), 0, end == null ? at : end, 0, null, expected.build());
    }
    Matcher range = matched(RANGE, line);
    expected.legacy(range.group(1));
    read(expected);
    return new ScriptCommand.Eval(
        number,
        parsed(range.group(5)),
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

  /// The lines up to the next empty one; each is the current one while it is looked at.
  private Iterable<String> block() {
    return () ->
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return next < lines.size() && !lines.get(next).isEmpty();
          }

          @Override
          public String next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            current = next + 1;
            return lines.get(next++);
          }
        };
  }

  /// Queries must be of the language already when a script is read: only their evaluation may fail.
  private static String parsed(String query) {
    Expr _ = PromqlParser.parse(query, ParserFeatures.ALL);
    return query;
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
