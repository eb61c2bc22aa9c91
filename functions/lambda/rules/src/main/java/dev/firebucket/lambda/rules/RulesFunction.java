package dev.firebucket.lambda.rules;

import io.quarkus.funqy.Funq;
import java.io.IOException;

/// Entry point: one run of the rules' timer.
public class RulesFunction {
  private final Evaluation evaluation;

  public RulesFunction(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// @throws IOException when there are no rules to work with
  @Funq
  public RulesAnswer evaluate() throws IOException, InterruptedException {
    return evaluation.tick();
  }
}
