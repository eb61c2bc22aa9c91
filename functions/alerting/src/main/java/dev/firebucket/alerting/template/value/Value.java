package dev.firebucket.alerting.template.value;

import dev.firebucket.storage.model.FloatHistogram;
import java.time.OffsetDateTime;
import java.util.List;

/// A value inside a template. Each record is one Go type that a rule's template can meet; whoever
/// prints or compares values switches over this interface without a `default`.
public sealed interface Value
    permits Value.None,
        Value.Bool,
        Value.Whole,
        Value.Real,
        Value.Octet,
        Value.NamedWhole,
        Value.Text,
        Value.Html,
        Value.Duration,
        Value.Time,
        Value.Histogram,
        Value.Sample,
        Value.Vector,
        Value.Alert,
        MapValue {
  /// Go's name of the type, as it stands in error messages: `float64`, `map[string]string`.
  String typeName();

  /// What `if`, `with`, `and`, `or` and `not` take the value for: false for zero, empty and none.
  boolean truth();

  /// Go's nil, or the value of a key that a map does not hold. Prints `<no value>` by itself and
  /// `<nil>` as an argument.
  enum None implements Value {
    NONE;

    @Override
    public String typeName() {
      return "<nil>";
    }

    @Override
    public boolean truth() {
      return false;
    }
  }

  /// Go's `bool`.
  record Bool(boolean value) implements Value {
    @Override
    public String typeName() {
      return "bool";
    }

    @Override
    public boolean truth() {
      return value;
    }
  }

  /// Go's `int` (64 bits).
  record Whole(long value) implements Value {
    @Override
    public String typeName() {
      return "int";
    }

    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// Go's `float64`: the type of `$value`.
  record Real(double value) implements Value {
    @Override
    public String typeName() {
      return "float64";
    }

    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// Go's `uint8`: what `index` takes out of a string.
  ///
  /// @param value 0 to 255
  record Octet(int value) implements Value {
    @Override
    public String typeName() {
      return "uint8";
    }

    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// An integer with a name, such as `time.Month` or `time.Weekday`.
  ///
  /// @param typeName Go's type
  /// @param value the number that compares
  /// @param text what prints
  record NamedWhole(String typeName, long value, String text) implements Value {
    @Override
    public boolean truth() {
      return value != 0;
    }
  }

  /// Go's `string`.
  record Text(String text) implements Value {
    /// The empty string: the value of a label that is absent.
    public static final Text EMPTY = new Text("");

    @Override
    public String typeName() {
      return "string";
    }

    @Override
    public boolean truth() {
      return !text.isEmpty();
    }
  }

  /// A string marked by `safeHtml`. In the text of rules it prints as it is.
  record Html(String text) implements Value {
    @Override
    public String typeName() {
      return "template.HTML";
    }

    @Override
    public boolean truth() {
      return !text.isEmpty();
    }
  }

  /// A duration: what `toDuration` makes.
  ///
  /// @param nanos nanoseconds
  /// @param pointer whether Go holds it by pointer (`toDuration`) or by value
  record Duration(long nanos, boolean pointer) implements Value {
    @Override
    public String typeName() {
      return pointer ? "*time.Duration" : "time.Duration";
    }

    @Override
    public boolean truth() {
      return pointer || nanos != 0;
    }
  }

  /// A time, always in UTC: what `toTime` makes.
  ///
  /// @param time in UTC
  /// @param pointer whether Go holds it by pointer (`toTime`) or by value (its methods)
  record Time(OffsetDateTime time, boolean pointer) implements Value {
    @Override
    public String typeName() {
      return pointer ? "*time.Time" : "time.Time";
    }

    @Override
    public boolean truth() {
      return true;
    }
  }

  /// A native histogram as `$value`.
  record Histogram(FloatHistogram histogram) implements Value {
    @Override
    public String typeName() {
      return "*histogram.FloatHistogram";
    }

    @Override
    public boolean truth() {
      return true;
    }
  }

  /// One element of what `query` answers: `.Labels` and `.Value`.
  ///
  /// @param labels with the metric name under `__name__`
  /// @param value a float or a histogram
  record Sample(MapValue labels, Value value) implements Value {
    @Override
    public String typeName() {
      return "*template.sample";
    }

    @Override
    public boolean truth() {
      return true;
    }
  }

  /// What `query` answers.
  record Vector(List<Sample> samples) implements Value {
    public Vector {
      samples = List.copyOf(samples);
    }

    @Override
    public String typeName() {
      return "template.queryResult";
    }

    @Override
    public boolean truth() {
      return !samples.isEmpty();
    }
  }

  /// The dot of a rule's template: `.Labels`, `.ExternalLabels`, `.ExternalURL`, `.Value`.
  ///
  /// @param labels of the sample that the alert comes from, the metric name among them
  /// @param externalLabels of the configuration
  /// @param externalUrl under which this server is reached
  /// @param value of the sample: a float or a histogram
  record Alert(MapValue labels, MapValue externalLabels, Text externalUrl, Value value)
      implements Value {
    @Override
    public String typeName() {
      return "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string;"
          + " Value interface {} }";
    }

    @Override
    public boolean truth() {
      return true;
    }
  }
}
