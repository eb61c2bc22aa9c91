package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SamplesFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Local files that DuckDB reads, kept until closed. An object may be several files, each of other
/// rows of it, or none, where it has no row that was wanted.
public final class OpenFiles implements AutoCloseable {
  /// Nothing.
  public static final OpenFiles NONE = new OpenFiles(List.of(), List.of());

  private final List<Path> paths = new ArrayList<>();
  private final List<SamplesFormat> formats = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final List<LocalFiles.Opened> opened;

  /// @param files that were asked for
  /// @param opened of each of them what is readable
  OpenFiles(List<FileOutline> files, List<LocalFiles.Opened> opened) {
    this.opened = List.copyOf(opened);
    for (int i = 0; i < files.size(); i++) {
      for (Path path : opened.get(i).paths()) {
        paths.add(path);
        formats.add(files.get(i).format());
        places.add(i);
      }
    }
  }

  /// Where DuckDB reads them.
  public List<Path> paths() {
    return List.copyOf(paths);
  }

  /// Of each of them which columns it has.
  public List<SamplesFormat> formats() {
    return List.copyOf(formats);
  }

  /// Of each of them the place, in the list that was asked for, of the file that it is of.
  public int[] places() {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void close() {
    opened.forEach(LocalFiles.Opened::close);
  }
}
