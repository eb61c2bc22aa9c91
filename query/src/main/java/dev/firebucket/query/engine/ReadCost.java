package dev.firebucket.query.engine;

/// What reading the samples of a query takes, whatever caches hold: the series are known by then.
///
/// @param objects of the store that hold any of them
/// @param bytes that are fetched from a bucket, or about as many that are read in a folder
/// @param requests to a bucket; 0 where files are read in place
public record ReadCost(long objects, long bytes, long requests) {
  /// Nothing is read.
  public static final ReadCost NONE = new ReadCost(0, 0, 0);
}
