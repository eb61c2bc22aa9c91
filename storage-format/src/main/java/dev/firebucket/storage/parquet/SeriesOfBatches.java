package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The series of some batches in the order of the file, and which rows are theirs.
final class SeriesOfBatches {
  private final List<EncodedSeries> sorted;

  /// Of each sorted series, its place in order of arrival.
  private final int[] arrivals;

  /// Of each arrival, its place among the sorted series.
  private final int[] places;

  /// Of each row of the batches, one after the other, the arrival of its series.
  private final int[] arrivalOfRow;

  private SeriesOfBatches(List<EncodedSeries> arrived, int[] arrivalOfRow) {
    this.arrivalOfRow = arrivalOfRow;
    this.arrivals =
        IntStream.range(0, arrived.size())
            .boxed()
            .sorted(Comparator.comparing(arrived::get))
            .mapToInt(Integer::intValue)
            .toArray();
    this.sorted = IntStream.of(arrivals).mapToObj(arrived::get).toList();
    this.places = new int[arrivals.length];
    for (int place = 0; place < arrivals.length; place++) {
      places[arrivals[place]] = place;
    }
  }

  static SeriesOfBatches of(List<SampleBatch> batches, EncodedSeriesCache series) {
    int rows = batches.stream().mapToInt(SampleBatch::sampleCount).reduce(0, Math::addExact);
    int[] arrivalOfRow = new int[rows];
    Map<LabelSet, Integer> arrivals = HashMap.newHashMap(Math.min(rows, 100_000));
    List<EncodedSeries> arrived = new ArrayList<>();
    int next = 0;
    int arrival = 0;
    @Nullable LabelSet before = null;
    for (SampleBatch batch : batches) {
      for (int row = 0; row < batch.sampleCount(); row++) {
        LabelSet labels = batch.labels(row);
        if (!labels.equals(before)) {
          before = labels;
          Integer known = arrivals.putIfAbsent(labels, arrived.size());
          if (known == null) {
            arrival = arrived.size();
            arrived.add(series.of(labels));
          } else {
            arrival = known;
          }
        }
        arrivalOfRow[next++] = arrival;
      }
    }
    return new SeriesOfBatches(arrived, arrivalOfRow);
  }

  List<EncodedSeries> sorted() {
    return sorted;
  }

  int[] arrivals() {
    return arrivals;
  }

  int rows() {
    return arrivalOfRow.length;
  }

  /// The place among the sorted series of a row, counted over all batches.
  int placeOfRow(int row) {
    return places[arrivalOfRow[row]];
  }

  /// Of each sorted series, where its rows begin when all rows are sorted by series.
  int[] firstRows() {
    int[] first = new int[sorted.size()];
    for (int arrival : arrivalOfRow) {
      first[places[arrival]]++;
    }
    int sum = 0;
    for (int place = 0; place < first.length; place++) {
      int count = first[place];
      first[place] = sum;
      sum += count;
    }
    return first;
  }
}
