package dev.firebucket.storage.object;

import dev.firebucket.storage.testing.MemoryObjectStore;

/// The contract on the store of the tests, so that what they find holds for the real ones.
class MemoryObjectStoreTest extends ObjectStoreContract {
  @Override
  ObjectStore open() {
    return new MemoryObjectStore();
  }
}
