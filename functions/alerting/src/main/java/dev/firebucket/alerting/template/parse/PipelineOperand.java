package dev.firebucket.alerting.template.parse;

/// `( pipeline )`.
public record PipelineOperand(Pipeline pipeline) implements Operand {
  @Override
  public int position() {
    return pipeline.position();
  }

  @Override
  public String toString() {
    return "(" + pipeline + ")";
  }
}
