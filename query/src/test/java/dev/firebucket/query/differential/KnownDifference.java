package dev.firebucket.query.differential;

import dev.firebucket.query.ast.BinaryExpr;
import dev.firebucket.query.ast.Call;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.SubqueryExpr;
import dev.firebucket.query.ast.TimeModifiers;
import dev.firebucket.query.ast.VectorSelector;
import java.util.stream.Stream;

/// Differences from Prometheus that stand, each with its reason; docs/compatibility.md lists them.
enum KnownDifference {
  /// Of two errors ours tells the modifier that a function does not take: it is found in the text,
  /// where Prometheus finds it when it comes to that function.
  MODIFIER_BEFORE_DATA("of two errors the one that needs no data is told") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return theirs.status() == 422
          && ours.error() != null
          && String.valueOf(ours.error().getMessage()).contains("modifier can only be used with");
    }
  },
  /// Prometheus takes a subquery with `@` out of a call that changes from step to step, and then
  /// finds no range vector in the call: it answers nothing at all.
  SUBQUERY_AT_A_TIME(
      "a function of a subquery with @ and of a changing scalar gives nothing there") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return calls(query)
          .filter(call -> call.arguments().size() > 1)
          .flatMap(call -> call.arguments().stream())
          .map(Expressions::unwrapped)
          .anyMatch(e -> e instanceof SubqueryExpr subquery && subquery.modifiers().at() != null);
    }
  },
  /// The place of a bad duration is told in characters, in Prometheus in bytes.
  BYTES_OR_CHARACTERS("places of durations after letters beyond ASCII") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return ours.error() != null
          && query.chars().anyMatch(letter -> letter > 127)
          && String.valueOf(ours.error().getMessage()).matches("[0-9]+:[0-9]+: .*")
          && theirs.status() == ours.error().type().status();
    }
  },
  /// Prometheus 3.14 looks for info series at the time of evaluation, even where what they speak of
  /// is looked at elsewhere; its newer scripts want them looked at there.
  INFO_ELSEWHERE("info() of what is looked at by @ or an offset") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return calls(query)
          .filter(call -> call.function().name().equals("info"))
          .flatMap(call -> Expressions.all(call.arguments().getFirst()))
          .anyMatch(KnownDifference::looksElsewhere);
    }
  },
  /// Of one warning at several places Prometheus tells the place that it evaluated last.
  SAME_WARNING_ELSEWHERE("the same warning at another of its places") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return onlyNotesDiffer(query, theirs, ours)
          && Notes.of(theirs, ours.given()).ofOneOnly().isEmpty();
    }
  },
  /// What an operator's side gives rise to is not told where the other side is empty: then it is
  /// not evaluated.
  NOTES_OF_ONE_SIDE("no warning of one side of an operator where the other one is empty") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return onlyNotesDiffer(query, theirs, ours)
          && expressions(query).anyMatch(BinaryExpr.class::isInstance)
          && Notes.of(theirs, ours.given())
              .theirs()
              .containsAll(Notes.of(theirs, ours.given()).ours());
    }
  },
  /// Whether a histogram follows a reset Prometheus knows only within a chunk.
  RESETS_ACROSS_CHUNKS("conflicting counter resets are told of other histograms") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return onlyNotesDiffer(query, theirs, ours)
          && Notes.of(theirs, ours.given()).ofOneOnly().stream()
              .allMatch(note -> note.contains("conflicting counter resets"));
    }
  },
  /// Prometheus forgets the offset of such a selector.
  TIMESTAMP_OF_OFFSET("timestamp() of a selector with @ and an offset") {
    @Override
    boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours) {
      return calls(query)
          .filter(call -> call.function().name().equals("timestamp"))
          .map(call -> Expressions.unwrapped(call.arguments().getFirst()))
          .anyMatch(
              e ->
                  e instanceof VectorSelector selector
                      && selector.modifiers().at() != null
                      && selector.modifiers().offset() != null);
    }
  };

  private final String reason;

  KnownDifference(String reason) {
    this.reason = reason;
  }

  /// The reason in a few words.
  String reason() {
    return reason;
  }

  /// Whether this is why two answers differ.
  abstract boolean explains(String query, PeerPrometheus.Answer theirs, Ours ours);

  private static boolean looksElsewhere(Expr expression) {
    TimeModifiers modifiers =
        expression instanceof VectorSelector selector
            ? selector.modifiers()
            : expression instanceof SubqueryExpr subquery
                ? subquery.modifiers()
                : TimeModifiers.NONE;
    return modifiers.at() != null || modifiers.offset() != null;
  }

  private static boolean onlyNotesDiffer(String query, PeerPrometheus.Answer theirs, Ours ours) {
    return ours.error() == null
        && AnswerDifference.ofValues(query, theirs.body(), ours.given(), 0).isEmpty();
  }

  private static Stream<Expr> expressions(String query) {
    return Expressions.parse(query).stream().flatMap(Expressions::all);
  }

  private static Stream<Call> calls(String query) {
    return expressions(query).filter(Call.class::isInstance).map(Call.class::cast);
  }
}
