package dev.firebucket.storage.layout;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/// Every key prefix of a store in one place.
///
/// | prefix | what is there | written by |
/// |---|---|---|
/// | `tail/` | fresh samples, one Parquet object per write, never changed | every writer |
/// | `samples/date=YYYY-MM-DD/` | compacted samples, by the UTC date of the sample | compaction |
/// | `series/date=YYYY-MM-DD/` | one row per series of the samples file of the same name; can be rebuilt | compaction |
/// | `catalog/` | `<20-digit version>.json`: which compacted files count and which of `tail/` are consumed | compaction, by put-if-absent |
/// | `deletions/` | what was deleted, when, and whether it is done | delete_series |
/// | `snapshots/<name>/` | a store of its own: a copy of the catalog and what it names | snapshot |
/// | `push/` | pushed groups | push |
/// | `rules/` | states of rule groups, and what they last wrote | rules |
/// | `state/` | what the next run must know: staleness, turns of targets, numbers of environments | every function |
/// | `config/` | `prometheus.yml` of a deployment and what it names | its owner |
///
/// `FORMAT.md` of this module says it all to those who read a store without this code.
public final class StorageLayout {
  public static final String TAIL = "tail/";
  public static final String SAMPLES = "samples/";
  public static final String SERIES = "series/";
  public static final String CATALOG = "catalog/";
  public static final String DELETIONS = "deletions/";
  public static final String SNAPSHOTS = "snapshots/";
  public static final String PUSH = "push/";
  public static final String RULES = "rules/";
  public static final String STATE = "state/";
  public static final String CONFIG = "config/";

  /// Twenty digits, of which a long fills nineteen.
  private static final Pattern CATALOG_KEY = Pattern.compile(CATALOG + "0\\d{19}\\.json");

  private StorageLayout() {}

  /// The key of a compacted samples file: `samples/date=2026-11-22/<name>.parquet`.
  public static String samplesKey(LocalDate date, String name) {
    return SAMPLES + "date=" + date + "/" + name + ".parquet";
  }

  /// The key of the series file beside a compacted samples file.
  ///
  /// @throws IllegalArgumentException when the key is not that of a compacted samples file
  public static String seriesKey(String samplesKey) {
    if (!samplesKey.startsWith(SAMPLES)) {
      throw new IllegalArgumentException("not a compacted samples file: " + samplesKey);
    }
    return SERIES + samplesKey.substring(SAMPLES.length());
  }

  /// The key of a catalog version: `catalog/00000000000000000042.json`.
  public static String catalogKey(long version) {
    return CATALOG + String.format(Locale.ROOT, "%020d", version) + ".json";
  }

  /// The version whose key it is.
  ///
  /// @param key see [#isCatalogKey]
  public static long catalogVersion(String key) {
    return Long.parseLong(key.substring(CATALOG.length(), key.length() - ".json".length()));
  }

  /// Whether a key is that of a catalog version. Other files under `catalog/` are not ours: a
  /// README, or what a tool that copies folders leaves behind.
  public static boolean isCatalogKey(String key) {
    return CATALOG_KEY.matcher(key).matches();
  }
}
