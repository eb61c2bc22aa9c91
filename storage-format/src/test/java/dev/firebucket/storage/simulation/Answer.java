package dev.firebucket.storage.simulation;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.StoredRows;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.ObjectGoneException;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.SnapshotObjects;
import dev.firebucket.storage.read.SnapshotSource;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.read.WantedRows;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that a reader sees, as readers count it: of several samples of one series and time
/// that of the later file.
///
/// @param values by place
/// @param copies how often each stands in the files
record Answer(Map<Ledger.Place, Double> values, Map<Ledger.Place, Integer> copies) {
  private static final int LOOKS = 4;

  /// @param known rows of files, by name: a file is decoded once
  static Answer of(SnapshotSource reader, Map<String, List<Row>> known) throws IOException {
    try (Snapshot snapshot = reader.open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      for (int look = 1; ; look++) {
        SnapshotObjects objects = snapshot.objects(List.of());
        List<StoredSeries> series = snapshot.series(List.of());
        List<FileOutline> outlines = snapshot.outlines(Long.MIN_VALUE, Long.MAX_VALUE);
        try (OpenFiles files = snapshot.open(outlines, WantedRows.ALL)) {
          Answer answer = read(files.paths(), files.formats(), known);
          if (objects.equals(snapshot.objects(List.of()))) {
            answer.requireSeries(series);
          }
          return answer;
        } catch (ObjectGoneException | NoSuchFileException e) {
          if (look == LOOKS) {
            throw e;
          }
        }
      }
    }
  }

  /// The series of a view are those of its samples.
  private void requireSeries(List<StoredSeries> series) {
    Set<LabelSet> said = new HashSet<>();
    series.forEach(one -> said.add(one.labels()));
    for (Ledger.Place place : values.keySet()) {
      if (!said.contains(place.series())) {
        throw new AssertionError("there are samples of a series that is not listed: " + place);
      }
    }
  }

  /// A row of a file.
  record Row(Ledger.Place place, double value) {}

  private static Answer read(
      List<Path> files, List<SamplesFormat> formats, Map<String, List<Row>> known)
      throws IOException {
    Answer answer = new Answer(new HashMap<>(), new HashMap<>());
    for (int i = 0; i < files.size(); i++) {
      for (Row row : rows(files.get(i), formats.get(i), known)) {
        answer.values.put(row.place(), row.value());
        answer.copies.merge(row.place(), 1, Integer::sum);
      }
    }
    return answer;
  }

  private static List<Row> rows(Path file, SamplesFormat format, Map<String, List<Row>> known)
      throws IOException {
    String name = file.getFileName().toString();
    List<Row> rows = known.get(name);
    if (rows == null) {
      List<Row> read = new ArrayList<>();
      StoredRows.forEach(
          file,
          format,
          (series, millis, value) -> read.add(new Row(new Ledger.Place(series, millis), value)));
      known.put(name, read);
      rows = read;
    }
    return rows;
  }
}
