package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import java.util.List;

/// `topk`, `bottomk` and `limitk`: which of the grids of a group are among the k largest, smallest
/// or first, step by step (`aggregationK` in `promql/engine.go`, with Go's heap, so that ties fall
/// alike).
///
/// @param selected one bitmap of steps per grid, in the order of the grids
public record Ranking(long[][] selected) {

  /// Ranks the grids of a group.
  ///
  /// @param counts k at each step; below 1 selects nothing
  /// @param remarks collects annotations about histograms, which have no rank
  public static Ranking of(List<Grid> grids, Grid counts, boolean largest, Remarks remarks) {
    int steps = counts.size();
    long[][] selected = new long[grids.size()][(steps + 63) >> 6];
    Heap heap = new Heap(grids.size(), largest);
    for (int step = 0; step < steps; step++) {
      double count = counts.value(step);
      int k = (int) Math.min(grids.size(), count);
      if (k < 1) {
        continue;
      }
      heap.clear();
      for (int i = 0; i < grids.size(); i++) {
        if (!grids.get(i).isPresent(step)) {
          continue;
        }
        if (grids.get(i).histogram(step) == null) {
          heap.offer(i, grids.get(i).value(step), k);
        } else {
          remarks.add(Remark.HISTOGRAM_IGNORED_IN_AGGREGATION);
        }
      }
      for (int i = 0; i < heap.size; i++) {
        selected[heap.members[i]][step >> 6] |= 1L << step;
      }
    }
    return new Ranking(selected);
  }

  /// The first grids of a group that have something at a step, numbers or histograms: `limitk`.
  ///
  /// @param counts k at each step; below 1 selects nothing
  public static Ranking first(List<Grid> grids, Grid counts) {
    int steps = counts.size();
    long[][] selected = new long[grids.size()][(steps + 63) >> 6];
    int[] taken = new int[steps];
    for (int i = 0; i < grids.size(); i++) {
      Grid grid = grids.get(i);
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        if (taken[step] < (long) counts.value(step)) {
          taken[step]++;
          selected[i][step >> 6] |= 1L << step;
        }
      }
    }
    return new Ranking(selected);
  }

  /// A grid of the group at the steps where it is among the k.
  ///
  /// @param index its place in the list that was ranked
  public Grid apply(int index, Grid grid) {
    return grid.at(selected[index]);
  }

  /// A binary heap with the member to be evicted next at its root; NaN is evicted first.
  private static final class Heap {
    private final int[] members;
    private final double[] values;
    private final boolean largest;
    private int size;

    Heap(int capacity, boolean largest) {
      this.members = new int[capacity];
      this.values = new double[capacity];
      this.largest = largest;
    }

    void clear() {
      size = 0;
    }

    void offer(int member, double value, int limit) {
      if (size < limit) {
        members[size] = member;
        values[size] = value;
        up(size++);
        return;
      }
      double root = values[0];
      boolean better = largest ? root < value : root > value;
      if (better || (Double.isNaN(root) && !Double.isNaN(value))) {
        members[0] = member;
        values[0] = value;
        down();
      }
    }

    private boolean before(int a, int b) {
      if (Double.isNaN(values[a])) {
        return true;
      }
      return largest ? values[a] < values[b] : values[a] > values[b];
    }

    private void up(int start) {
      int child = start;
      while (child > 0) {
        int parent = (child - 1) / 2;
        if (!before(child, parent)) {
          return;
        }
        swap(parent, child);
        child = parent;
      }
    }

    private void down() {
      int parent = 0;
      while (true) {
        int child = 2 * parent + 1;
        if (child >= size) {
          return;
        }
        if (child + 1 < size && before(child + 1, child)) {
          child++;
        }
        if (!before(child, parent)) {
          return;
        }
        swap(parent, child);
        parent = child;
      }
    }

    private void swap(int a, int b) {
      int member = members[a];
      members[a] = members[b];
      members[b] = member;
      double value = values[a];
      values[a] = values[b];
      values[b] = value;
    }
  }
}
