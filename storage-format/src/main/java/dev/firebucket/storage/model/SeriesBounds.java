package dev.firebucket.storage.model;

import java.util.Optional;

/// What the labels of one series may take, whoever brings it. Prometheus has no such bounds; these
/// are far above what is in use, and low enough that no series is a burden to the files that hold
/// it.
public final class SeriesBounds {
  /// Labels of a series, the metric name among them.
  public static final int MOST_LABELS = 1_000;

  /// Bytes of a label's name.
  public static final int MOST_OF_NAME = 4 << 10;

  /// Bytes of a label's value.
  public static final int MOST_OF_VALUE = 64 << 10;

  /// Bytes of all names and values of a series.
  public static final int MOST_OF_SERIES = 256 << 10;

  private static final int SHOWN = 200;

  private SeriesBounds() {}

  /// What is too much, in words that name the series and the bound; empty for a series that can be
  /// kept.
  public static Optional<String> fault(LabelSet labels) {
    if (labels.size() > MOST_LABELS) {
      return Optional.of(tooManyLabels(labels, labels.size()));
    }
    long all = 0;
    for (int i = 0; i < labels.size(); i++) {
      long name = utf8Length(labels.nameAt(i));
      long value = utf8Length(labels.valueAt(i));
      if (name > MOST_OF_NAME) {
        return Optional.of(words(labels, "a label name of " + name + " bytes", MOST_OF_NAME));
      }
      if (value > MOST_OF_VALUE) {
        return Optional.of(
            words(
                labels,
                "a value of " + value + " bytes in label " + shown(labels.nameAt(i)),
                MOST_OF_VALUE));
      }
      all += name + value;
    }
    return all > MOST_OF_SERIES
        ? Optional.of(words(labels, "labels of " + all + " bytes together", MOST_OF_SERIES))
        : Optional.empty();
  }

  /// The words about a series that has more labels than may be kept.
  ///
  /// @param labels of it, or the first of them
  /// @param count how many there are, at least
  public static String tooManyLabels(LabelSet labels, long count) {
    return words(labels, count + " labels", MOST_LABELS);
  }

  /// A series for a message, cut where it is long.
  public static String shown(LabelSet labels) {
    return shown(labels.toString());
  }

  private static String words(LabelSet labels, String what, int most) {
    return "series " + shown(labels) + " has " + what + ", at most " + most + " are kept";
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static long utf8Length(String text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A surrogate is half of four bytes.
      length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return length;
  }
}
