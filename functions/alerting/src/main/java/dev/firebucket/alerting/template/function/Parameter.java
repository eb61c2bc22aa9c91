package dev.firebucket.alerting.template.function;

/// The type of a function's parameter, as Go declares it.
public enum Parameter {
  TEXT("string"),
  ANY("interface {}"),
  REFLECTED("reflect.Value"),
  SAMPLE("*template.sample"),
  VECTOR("template.queryResult");

  private final String typeName;

  Parameter(String typeName) {
    this.typeName = typeName;
  }

  /// Go's name, for errors.
  public String typeName() {
    return typeName;
  }
}
