package dev.firebucket.storage.object;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.s3.S3ObjectStore;
import dev.firebucket.storage.testing.S3TestEndpoint;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a user reads when S3 refuses.
class S3ErrorsTest {
  @Test
  void aMissingBucketIsNamedWithTheCommandThatMakesIt() throws Exception {
    S3TestEndpoint minio = S3TestEndpoint.minio();
    try (ObjectStore store = S3ObjectStore.open("s3://no-such-bucket/x", minio.options())) {
      assertThatThrownBy(() -> store.list("tail/"))
          .isInstanceOf(ObjectStoreException.class)
          .hasMessageContaining("cannot list 'tail/' in s3://no-such-bucket/x")
          .hasMessageContaining("aws s3 mb s3://no-such-bucket");
      assertThatThrownBy(() -> store.put("tail/a", new byte[1]))
          .hasMessageContaining("there is no bucket 'no-such-bucket'");
    }
  }

  @Test
  void nothingThatListensIsAnErrorThatNamesTheEndpoint() throws Exception {
    S3TestEndpoint.minio();
    // A privileged port: no other test can be given it in the meantime.
    int closed = 1;
    StoreOptions options =
        new StoreOptions(
            Optional.of(URI.create("http://127.0.0.1:" + closed)), Optional.of("us-east-1"));
    try (ObjectStore store = S3ObjectStore.open("s3://bucket/x", options)) {
      assertThatThrownBy(() -> store.get("tail/a"))
          .isInstanceOf(ObjectStoreException.class)
          .hasMessageContaining(
              "nothing listens at http://127.0.0.1:%d; start it, or correct --storage.s3.endpoint"
                  .formatted(closed));
      // Of a conditional put on a slow machine the outcome may be unknown; a plain one has failed.
      assertThatThrownBy(() -> store.put("tail/a", new byte[1]))
          .isInstanceOf(ObjectStoreException.class);
    }
  }

  @Test
  void aLocationThatIsNoneIsRefused() {
    assertThatThrownBy(() -> S3ObjectStore.open("s3://b", StoreOptions.DEFAULT))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("it must look like s3://bucket/prefix");
    assertThatThrownBy(() -> S3ObjectStore.open("s3://bucket/a b", StoreOptions.DEFAULT))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("s3://bucket/a b");
  }

  @Test
  void aBucketWhoseListsHaveNoOrderIsRefused() {
    assertThatThrownBy(
            () -> S3ObjectStore.open("s3://metrics--use1-az4--x-s3", StoreOptions.DEFAULT))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("use a general purpose bucket");
  }
}
