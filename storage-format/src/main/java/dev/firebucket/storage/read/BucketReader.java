package dev.firebucket.storage.read;

import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SamplesFile;
import dev.firebucket.storage.tail.TailKey;
import dev.firebucket.storage.tail.TailListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a store: the newest catalog version plus the objects in `tail/` that it has not consumed.
///
/// As a [TailListener] of the writer in its process it has what that wrote without fetching it.
public final class BucketReader implements StorageReader, TailListener, AutoCloseable {
  /// The indexes of row groups may take so much less memory than series.
  private static final int PART_FOR_INDEXES = 4;

  /// What a catalog has consumed stands for longer than this after it.
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

  private static final int LOOKS = 5;

  private final ObjectStore store;
  private final CatalogStore catalogs;
  private final LocalFiles localFiles;
  private final TailListing tailListing;
  private final InstantSource clock;
  private volatile SeriesOfFiles series;
  private volatile @Nullable Tail tail;

  /// Whether this process reads: then it keeps what it writes, and need not fetch it.
  private volatile boolean readFrom;

  private BucketReader(
      ObjectStore store,
      CatalogStore catalogs,
      LocalFiles localFiles,
      SeriesOfFiles series,
      TailListing listing,
      InstantSource clock) {
    this.store = store;
    this.catalogs = catalogs;
    this.localFiles = localFiles;
    this.series = series;
    this.tailListing = listing;
    this.clock = clock;
  }

  /// A reader of a store. The files of a directory are read in place; those of a bucket are fetched
  /// into a cache on disk.
  ///
  /// @param clock says how long ago this process listed the tail
  /// @throws IOException when the folder of the cache cannot be used
  public static BucketReader open(
      ObjectStore store, CatalogStore catalogs, ReadCache cache, InstantSource clock)
      throws IOException {
    SeriesCache series = new SeriesCache(cache.seriesBytes(), clock.instant());
    FileIndexes indexes = new FileIndexes(store, series, cache.seriesBytes() / PART_FOR_INDEXES);
    KnownDamage damage = new KnownDamage(clock);
    LocalFiles localFiles =
        store.hasLocalFiles()
            ? new InPlaceFiles(store, new SoundFiles(store, indexes, damage))
            : FileCache.open(store, cache.directory(), cache.diskBytes(), indexes, damage);
    return new BucketReader(
        store,
        catalogs,
        localFiles,
        new SeriesOfFiles(store, localFiles, series, indexes),
        new TailListing(store, clock),
        clock);
  }

  @Override
  public Snapshot open(long fromMillis, long toMillis) throws IOException {
    // Listed after the catalog was read: objects that a newer version has consumed are still there,
    // for a grace period.
    BucketSnapshot.View view =
        new BucketSnapshot.View() {
          @Override
          public SnapshotObjects look() throws IOException {
            return list().within(fromMillis, toMillis);
          }

          @Override
          public SnapshotObjects lookAgain() throws IOException {
            return listAgain().within(fromMillis, toMillis);
          }
        };
    return BucketSnapshot.open(this, view, fromMillis, toMillis);
  }

  @Override
  public BucketView look() throws IOException {
    return BucketView.of(this);
  }

  /// What the store holds now.
  StoreListing list() throws IOException {
    readFrom = true;
    return list(tailListing::of);
  }

  /// The same after an object was found to be gone: what was listed before is not trusted.
  StoreListing listAgain() throws IOException {
    return list(tailListing::whole);
  }

  /// Lists the tail for a catalog.
  @FunctionalInterface
  private interface Listing {
    List<ObjectSummary> of(Catalog catalog) throws IOException;
  }

  /// A process may stand still between two requests, for longer than the objects live that a newer
  /// catalog has consumed: then a listing lacks what the older one does not name.
  private StoreListing list(Listing tail) throws IOException {
    for (int look = 1; look < LOOKS; look++) {
      Instant began = clock.instant();
      Catalog catalog = catalogs.newest();
      List<ObjectSummary> listed = tail.of(catalog);
      if (Duration.between(began, clock.instant()).compareTo(LONGEST_LOOK) < 0) {
        StoreListing found = listing(catalog, listed);
        forgetWhatIsGone(found);
        return found;
      }
    }
    throw new IOException(
        "%s answers too slowly for a look at what it holds".formatted(store.location()));
  }

  private void forgetWhatIsGone(StoreListing found) {
    Instant now = clock.instant();
    if (series.isDue(now)) {
      Set<String> keys = found.files().stream().map(StoredFile::key).collect(Collectors.toSet());
      synchronized (this) {
        series = series.ofFilesThatAreThere(keys::contains, now);
      }
    }
  }

  /// As [#open], of an older catalog version: its compacted files, plus the tail without what it
  /// has consumed.
  ///
  /// @throws IOException when the store cannot be read, or there is no such version, or objects of
  ///   it have been deleted
  public Snapshot openVersion(long version, long fromMillis, long toMillis) throws IOException {
    return BucketSnapshot.open(
        this,
        () -> {
          OlderVersion older = OlderVersion.read(catalogs, version);
          List<ObjectSummary> listed = store.list(StorageLayout.TAIL);
          older.requireAll(listed);
          return listing(older.catalog(), TailListing.without(older.catalog(), listed))
              .within(fromMillis, toMillis);
        },
        fromMillis,
        toMillis);
  }

  /// The objects that count; those later in the list win.
  ///
  /// @param listed what the tail holds, without what the catalog has consumed
  private StoreListing listing(Catalog catalog, List<ObjectSummary> listed) {
    List<StoredFile> files = new ArrayList<>();
    for (CatalogFile file : catalog.files()) {
      files.add(StoredFile.of(file));
    }
    files.addAll(tail(catalog, listed));
    return new StoreListing(catalog.version(), files);
  }

  /// The objects of a listing of the tail. Keys are parsed once, as long as nothing changes.
  private List<StoredFile> tail(Catalog catalog, List<ObjectSummary> listed) {
    Tail known = tail;
    if (known != null && known.version() == catalog.version() && known.listed().equals(listed)) {
      return known.files();
    }
    List<StoredFile> files = new ArrayList<>();
    for (ObjectSummary object : listed) {
      TailKey.parse(object.key()).ifPresent(key -> files.add(StoredFile.of(object, key)));
    }
    tail = new Tail(catalog.version(), listed, List.copyOf(files));
    return files;
  }

  private record Tail(long version, List<ObjectSummary> listed, List<StoredFile> files) {}

  /// Where any reader finds a file: its path, or `s3://bucket/key`.
  String addressOf(StoredFile file) {
    return store
        .localFile(file.key())
        .map(path -> path.toAbsolutePath().toString())
        .orElseGet(() -> store.location() + "/" + file.key());
  }

  /// Makes sure that a missing object is not out of reach with all that was around it.
  void requireReach(String key) throws IOException {
    store.requireReach(key);
  }

  LocalFiles localFiles() {
    return localFiles;
  }

  /// For one snapshot or view, which stays with it: others may have other numbers of series.
  SeriesOfFiles series() {
    return series;
  }

  @Override
  public void written(TailKey key, SamplesFile file) {
    series.written(key.key(), file.series());
    if (readFrom) {
      localFiles.keep(key.key(), file.bytes());
    }
  }

  @Override
  public void close() {
    localFiles.close();
  }
}
