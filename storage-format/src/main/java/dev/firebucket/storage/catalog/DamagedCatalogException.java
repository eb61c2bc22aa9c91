package dev.firebucket.storage.catalog;

import java.io.IOException;

/// An object that should be a catalog version, and is none: cut, or of something else.
final class DamagedCatalogException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedCatalogException(String key, Exception cause) {
    super("cannot read the catalog version '" + key + "': " + cause.getMessage(), cause);
  }
}
