package dev.firebucket.query.engine;

import dev.firebucket.query.lower.Source;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.read.FileOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Sources that are filled from one scan: they select the same series, in times that touch.
///
/// @param matchers of all members
/// @param members numbers of the sources
/// @param fromMillis the time before the first sample that is needed
/// @param toMillis the time of the last sample that is needed
/// @param startTimestamps whether any member asks since when samples count
record ScanGroup(
    List<LabelMatcher> matchers,
    List<Integer> members,
    long fromMillis,
    long toMillis,
    boolean startTimestamps) {
  ScanGroup {
    members = List.copyOf(members);
  }

  /// Puts scans of a query together.
  ///
  /// @param wanted the numbers of the scans that count
  static List<ScanGroup> of(List<Source.Scan> scans, IntPredicate wanted) {
    List<ScanGroup> groups = new ArrayList<>();
    for (int number = 0; number < scans.size(); number++) {
      if (wanted.test(number)) {
        add(groups, scans.get(number), number);
      }
    }
    return groups;
  }

  /// The part of a file's time that this group asks for, from 0 to 1.
  private double partOf(FileOutline file) {
    double from = Math.max(fromMillis + 1, file.firstMillis());
    double to = Math.min(toMillis, file.lastMillis());
    return Math.max(0, 1 + to - from) / (1.0 + file.lastMillis() - file.firstMillis());
  }

  /// About the part of a file's rows that so many series have, from 0 to 1.
  static double share(int series, FileOutline file) {
    return Math.min(1.0, (double) series / Math.max(1, file.series().count()));
  }

  /// About how many samples files have of so many series in the time of this group.
  double samplesOf(int series, List<FileOutline> files) {
    double samples = 0;
    for (FileOutline file : files) {
      samples += file.rows() * share(series, file) * partOf(file);
    }
    return samples;
  }

  private static void add(List<ScanGroup> groups, Source.Scan scan, int number) {
    int match =
        IntStream.range(0, groups.size())
            .filter(i -> groups.get(i).takes(scan))
            .findFirst()
            .orElse(-1);
    if (match < 0) {
      groups.add(
          new ScanGroup(
              scan.selector().matchers(),
              List.of(number),
              scan.fromMillis(),
              scan.toMillis(),
              scan.startTimestamps()));
    } else {
      groups.set(match, groups.get(match).with(scan, number));
    }
  }

  private boolean takes(Source.Scan scan) {
    return matchers.equals(scan.selector().matchers())
        && scan.fromMillis() <= toMillis
        && fromMillis <= scan.toMillis();
  }

  private ScanGroup with(Source.Scan scan, int number) {
    List<Integer> all = new ArrayList<>(members);
    all.add(number);
    return new ScanGroup(
        matchers,
        all,
        Math.min(fromMillis, scan.fromMillis()),
        Math.max(toMillis, scan.toMillis()),
        startTimestamps || scan.startTimestamps());
  }
}
