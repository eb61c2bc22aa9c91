package dev.firebucket.query.differential;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.UnaryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.TimeModifiers;
import dev.firebucket.query.error.PromqlException;
import java.util.stream.Stream;

/// Differences from Prometheus that stand, each with its reason; docs/compatibility.md lists them.
enum KnownDifference {
  /// Of two errors the other one is told: a modifier that a function does not take is found before
  /// any data is looked at, and the sides of an operator are not evaluated one after the other. A
  /// part of the query gives our error in Prometheus too.
  OTHER_OF_TWO_ERRORS("of two errors the other one is told") {
    @Override
    boolean explains(Difference difference) throws Exception {
      PromqlException error = difference.ours().error();
      if (error == null || difference.theirs().status() != error.type().status()) {
        return false;
      }
      String query = difference.trial().text();
      for (Expr part : expressions(query).toList()) {
        Trial alone =
            difference.trial().withText(query.substring(part.range().start(), part.range().end()));
        PeerPrometheus.Answer answer = difference.peer().answer(alone);
        if (answer.status() != 200 && AnswerDifference.ofError(answer, error).isEmpty()) {
          return true;
        }
      }
      return false;
    }
  },
  /// A modifier that a function does not take is an error before any data is looked at; Prometheus
  /// finds it when it evaluates the function, which it does at no step of an empty subquery.
  MODIFIER_NEVER_MET("a modifier that a function does not take, where it is evaluated at no step") {
    @Override
    boolean explains(Difference difference) {
      PromqlException error = difference.ours().error();
      return error != null
          && String.valueOf(error.getMessage()).contains("modifier can only be used with")
          && difference.theirs().body().contains("\"result\":[]");
    }
  },
  /// Where the sign of several metrics is changed, a number and a histogram may come to have equal
  /// labels at the same time: Prometheus answers both, ours the number.
  NUMBER_AND_HISTOGRAM("a number and a histogram of equal labels at the same time") {
    @Override
    boolean explains(Difference difference) {
      return difference.theirs().body().contains("\"histogram")
          && expressions(difference.trial().text())
              .filter(UnaryExpr.class::isInstance)
              .map(e -> Expressions.unwrapped(((UnaryExpr) e).inner()))
              .anyMatch(e -> e instanceof VectorSelector selector && selector.name() == null);
    }
  },
  /// Prometheus takes a subquery with `@` out of a call that changes from step to step, and then
  /// finds no range vector in the call: it answers nothing at all.
  SUBQUERY_AT_A_TIME(
      "a function of a subquery with @ and of a changing scalar gives nothing there") {
    @Override
    boolean explains(Difference difference) {
      return calls(difference.trial().text())
          .filter(call -> call.arguments().size() > 1)
          .flatMap(call -> call.arguments().stream())
          .map(Expressions::unwrapped)
          .anyMatch(e -> e instanceof SubqueryExpr subquery && subquery.modifiers().at() != null);
    }
  },
  /// The place of a bad duration is told in characters, in Prometheus in bytes.
  BYTES_OR_CHARACTERS("places of durations after letters beyond ASCII") {
    @Override
    boolean explains(Difference difference) {
      PromqlException error = difference.ours().error();
      return error != null
          && difference.trial().text().chars().anyMatch(letter -> letter > 127)
          && String.valueOf(error.getMessage()).matches("[0-9]+:[0-9]+: .*")
          && difference.theirs().status() == error.type().status();
    }
  },
  /// Prometheus 3.14 looks for info series at the time of evaluation, even where what they speak of
  /// is looked at elsewhere; its newer scripts want them looked at there.
  INFO_ELSEWHERE("info() of what is looked at by @ or an offset") {
    @Override
    boolean explains(Difference difference) {
      return calls(difference.trial().text())
          .filter(call -> call.function().name().equals("info"))
          .flatMap(call -> Expressions.all(call.arguments().getFirst()))
          .anyMatch(KnownDifference::looksElsewhere);
    }
  },
  /// Of one warning at several places Prometheus tells the place that it evaluated last.
  SAME_WARNING_ELSEWHERE("the same warning at another of its places") {
    @Override
    boolean explains(Difference difference) {
      return onlyNotesDiffer(difference) && difference.notes().ofOneOnly().isEmpty();
    }
  },
  /// What an operator's side gives rise to is not told where the other side is empty: then it is
  /// not evaluated.
  NOTES_OF_ONE_SIDE("no warning of one side of an operator where the other one is empty") {
    @Override
    boolean explains(Difference difference) {
      return onlyNotesDiffer(difference)
          && expressions(difference.trial().text()).anyMatch(BinaryExpr.class::isInstance)
          && difference.notes().theirs().containsAll(difference.notes().ours());
    }
  },
  /// Whether a histogram follows a reset Prometheus knows only within a chunk.
  RESETS_ACROSS_CHUNKS("conflicting counter resets are told of other histograms") {
    @Override
    boolean explains(Difference difference) {
      return onlyNotesDiffer(difference)
          && difference.notes().ofOneOnly().stream()
              .allMatch(note -> note.contains("conflicting counter resets"));
    }
  },
  /// Prometheus forgets the offset of such a selector.
  TIMESTAMP_OF_OFFSET("timestamp() of a selector with @ and an offset") {
    @Override
    boolean explains(Difference difference) {
      return calls(difference.trial().text())
          .filter(call -> call.function().name().equals("timestamp"))
          .map(call -> Expressions.unwrapped(call.arguments().getFirst()))
          .anyMatch(
              e ->
                  e instanceof VectorSelector selector
                      && selector.modifiers().at() != null
                      && selector.modifiers().offset() != null);
    }
  };

  /// Two answers that differ.
  ///
  /// @param peer to be asked for parts of the query
  record Difference(Trial trial, PeerPrometheus.Answer theirs, Ours ours, PeerPrometheus peer) {
    private Notes notes() {
      return Notes.of(theirs, ours.given());
    }
  }

  private final String reason;

  KnownDifference(String reason) {
    this.reason = reason;
  }

  /// The reason in a few words.
  String reason() {
    return reason;
  }

  /// Whether this is why two answers differ.
  abstract boolean explains(Difference difference) throws Exception;

  private static boolean looksElsewhere(Expr expression) {
    TimeModifiers modifiers =
        switch (expression) {
          case VectorSelector selector -> selector.modifiers();
          case MatrixSelector matrix -> matrix.selector().modifiers();
          case SubqueryExpr subquery -> subquery.modifiers();
          default -> TimeModifiers.NONE;
        };
    return modifiers.at() != null || modifiers.offset() != null;
  }

  private static boolean onlyNotesDiffer(Difference difference) {
    String query = difference.trial().text();
    Ours ours = difference.ours();
    return ours.error() == null
        && AnswerDifference.ofValues(query, difference.theirs().body(), ours.given(), 0).isEmpty();
  }

  private static Stream<Expr> expressions(String query) {
    return Expressions.parse(query).stream().flatMap(Expressions::all);
  }

  private static Stream<Call> calls(String query) {
    return expressions(query).filter(Call.class::isInstance).map(Call.class::cast);
  }
}
