package dev.firebucket.storage.object;

import dev.firebucket.storage.object.s3.S3ObjectStore;
import dev.firebucket.storage.testing.S3TestEndpoint;
import java.io.IOException;

/// The contract on MinIO.
class MinioObjectStoreTest extends ObjectStoreContract {
  @Override
  ObjectStore open() throws IOException {
    S3TestEndpoint minio = S3TestEndpoint.minio();
    return S3ObjectStore.open(minio.newBucket() + "/a/prefix", minio.options());
  }
}
