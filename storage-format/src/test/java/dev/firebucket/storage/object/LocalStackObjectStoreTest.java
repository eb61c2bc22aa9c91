package dev.firebucket.storage.object;

import dev.firebucket.storage.object.s3.S3ObjectStore;
import dev.firebucket.storage.testing.S3TestEndpoint;
import java.io.IOException;

/// The contract on LocalStack.
class LocalStackObjectStoreTest extends ObjectStoreContract {
  @Override
  ObjectStore open() throws IOException {
    S3TestEndpoint localStack = S3TestEndpoint.localStack();
    return S3ObjectStore.open(localStack.newBucket(), localStack.options());
  }
}
