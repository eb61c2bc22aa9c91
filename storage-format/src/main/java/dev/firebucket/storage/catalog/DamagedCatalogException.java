package dev.firebucket.storage.catalog;

import dev.firebucket.storage.object.BadBytesException;

/// An object that should be a catalog version, and is none: cut, or of something else.
final class DamagedCatalogException extends BadBytesException {
  private static final long serialVersionUID = 1L;

  DamagedCatalogException(String key, Exception cause) {
    super("cannot read the catalog version '" + key + "': " + cause.getMessage(), cause);
  }
}
