package dev.firebucket.alerting.template.value;

/// A value inside a template. Each record is one Go type that a rule's template can meet; whoever
/// prints or compares values switches over this interface without a `default`.
public sealed interface Value
    permits AlertData,
        BooleanValue,
        ByteValue,
        DurationValue,
        FloatValue,
        HistogramValue,
        HtmlValue,
        IntegerValue,
        MapValue,
        NamedInteger,
        NoValue,
        SampleValue,
        SampleVector,
        TextValue,
        TimeValue {

  /// Go's name of the type, as it stands in error messages: `float64`, `map[string]string`.
  String typeName();

  /// What `if`, `with`, `and`, `or` and `not` take the value for: false for zero, empty and none.
  boolean truth();
}
