package dev.firebucket.storage.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/// For columns that are read one by one: no record is assembled.
final class NoRecords extends GroupConverter {
  @Override
  public Converter getConverter(int field) {
    return new Nothing();
  }

  @Override
  public void start() {}

  @Override
  public void end() {}

  /// A group or a leaf, whatever the schema has there.
  private static final class Nothing extends PrimitiveConverter {
    @Override
    public boolean isPrimitive() {
      return true;
    }

    @Override
    public GroupConverter asGroupConverter() {
      return new NoRecords();
    }
  }
}
