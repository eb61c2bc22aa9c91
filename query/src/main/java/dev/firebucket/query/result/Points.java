package dev.firebucket.query.result;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The points of a series in order of time, without an object for each.
public sealed interface Points {
  /// How many there are.
  int size();

  /// Whether any of them may be a histogram.
  boolean mayHoldHistograms();

  /// Hands every point to a reader, in order of time.
  void forEach(Reader reader);

  /// Takes points.
  interface Reader {
    /// @param histogram null where the point is a number
    void point(long timeMillis, double value, @Nullable FloatHistogram histogram);
  }

  /// The present steps of a grid.
  record OfGrid(Grid grid) implements Points {
    @Override
    public int size() {
      return grid.presentCount();
    }

    @Override
    public boolean mayHoldHistograms() {
      return grid.hasHistograms();
    }

    @Override
    public void forEach(Reader reader) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        reader.point(grid.steps().time(step), grid.value(step), grid.histogram(step));
      }
    }
  }

  /// The points of several times, one behind the other.
  ///
  /// @param parts in order of time
  record Joined(List<Points> parts) implements Points {
    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public int size() {
      return parts.stream().mapToInt(Points::size).sum();
    }

    @Override
    public boolean mayHoldHistograms() {
      return parts.stream().anyMatch(Points::mayHoldHistograms);
    }

    @Override
    public void forEach(Reader reader) {
      parts.forEach(part -> part.forEach(reader));
    }
  }

  /// Samples as they were stored.
  record OfSamples(Samples samples) implements Points {
    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public boolean mayHoldHistograms() {
      return samples.hasHistograms();
    }

    @Override
    public void forEach(Reader reader) {
      for (int i = 0; i < samples.size(); i++) {
        reader.point(samples.time(i), samples.value(i), samples.histogram(i));
      }
    }
  }
}
