package dev.firebucket.storage.read;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.parquet.SamplesFileCheck;
import dev.firebucket.storage.parquet.SamplesFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Local files that DuckDB reads, kept until closed. An object may be several files, each of other
/// rows of it, or none, where it has no row that was wanted.
public final class OpenFiles implements AutoCloseable {
  /// Nothing.
  public static final OpenFiles NONE = new OpenFiles(List.of(), List.of());

  private final List<Path> paths = new ArrayList<>();
  private final List<SamplesFormat> formats = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final List<FileOutline> files;
  private final List<LocalFiles.Opened> opened;

  /// @param files that were asked for
  /// @param opened of each of them what is readable
  OpenFiles(List<FileOutline> files, List<LocalFiles.Opened> opened) {
    this.files = List.copyOf(files);
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

  /// Looks for the file that an engine refused, by reading all rows of all.
  ///
  /// @throws DamagedObjectException when a whole object among them is not readable
  /// @throws IOException when they cannot be read now
  public void requireReadable() throws IOException {
    var _ =
        EachFile.of(
            IntStream.range(0, files.size()).filter(i -> opened.get(i).whole()).boxed().toList(),
            this::requireReadable);
  }

  private boolean requireReadable(int file) throws IOException {
    try {
      for (Path path : opened.get(file).paths()) {
        SamplesFileCheck.requireReadable(path, files.get(file).format());
      }
      return true;
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(files.get(file).key(), e);
    }
  }

  @Override
  public void close() {
    opened.forEach(LocalFiles.Opened::close);
  }
}
