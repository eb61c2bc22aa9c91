package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectKey;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.StoreRequests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A store in an S3 bucket: AWS, or any endpoint that supports `If-None-Match: *` (MinIO,
/// LocalStack).
///
/// Each call has limited time and attempts. Failures say which permission or setting to fix.
public final class S3ObjectStore implements ObjectStore {
  private static final int DELETE_BATCH = 1000;

  /// 10 million objects under one prefix: this format never has more.
  private static final int MAXIMUM_PAGES = 10_000;

  /// A slower connection is not usable.
  private static final long BYTES_PER_SECOND = 500_000;

  private final S3Clients clients;
  private final S3Location location;
  private final S3Failures failures;
  private final S3ConditionalPut conditionalPut;
  private final S3Read reading;

  private S3ObjectStore(S3Clients clients, S3Location location, StoreOptions options) {
    this.clients = clients;
    this.location = location;
    this.failures = new S3Failures(location, options);
    this.conditionalPut = new S3ConditionalPut(clients, failures);
    this.reading = new S3Read(clients, location, failures);
  }

  /// Opens `s3://bucket/prefix`; makes no request yet.
  ///
  /// @throws ObjectStoreException when the location is not in S3, or no region is known
  public static S3ObjectStore open(String location, StoreOptions options)
      throws ObjectStoreException {
    S3Location parsed = S3Location.parse(location);
    return new S3ObjectStore(S3Clients.create(options), parsed, options);
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    try {
      return Optional.of(
          S3Call.await(
                  clients.client().getObject(read(key), AsyncResponseTransformer.toBytes()),
                  S3Clients.CALL_TIMEOUT)
              .asByteArrayUnsafe());
    } catch (S3Call.Failed e) {
      if (e.reason() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw failures.of(S3Operation.GET, key, e.reason());
    }
  }

  private GetObjectRequest read(String key) {
    return GetObjectRequest.builder()
        .bucket(location.bucket())
        .key(location.fullKey(ObjectKey.require(key)))
        .build();
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    if (Files.exists(target)) {
      throw new ObjectStoreException(
          "cannot download '%s' to %s: the file exists already".formatted(key, target));
    }
    try (FileChannel file =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (reading.read(key, read(key), 0, Long.MAX_VALUE, "", S3Target.into(file)) != null) {
        return true;
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(target);
      throw e;
    }
    Files.delete(target);
    return false;
  }

  @Override
  public Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException {
    byte[] bytes = new byte[length];
    return Optional.ofNullable(
            reading.read(key, read(key), offset, length, version, S3Target.into(bytes)))
        .map(found -> new ObjectPart(bytes, found));
  }

  @Override
  public void put(String key, byte[] body) throws IOException {
    put(key, AsyncRequestBody.fromBytesUnsafe(body), body.length);
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    put(key, AsyncRequestBody.fromFile(source), Files.size(source));
  }

  private void put(String key, AsyncRequestBody body, long size) throws IOException {
    PutObjectRequest request = write(key, size).build();
    try {
      S3Call.await(
          clients.client().putObject(request, body), timeout(S3Clients.CALL_TIMEOUT, size));
    } catch (S3Call.Failed e) {
      throw failures.of(S3Operation.PUT, key, e.reason());
    }
  }

  @Override
  public boolean copy(String from, String to) throws IOException {
    try {
      S3Call.await(
          clients
              .client()
              .copyObject(
                  request ->
                      request
                          .sourceBucket(location.bucket())
                          .sourceKey(location.fullKey(ObjectKey.require(from)))
                          .destinationBucket(location.bucket())
                          .destinationKey(location.fullKey(ObjectKey.require(to)))),
          S3Clients.CALL_TIMEOUT);
      return true;
    } catch (S3Call.Failed e) {
      if (e.reason() instanceof NoSuchKeyException) {
        return false;
      }
      throw failures.of(S3Operation.PUT, to, e.reason());
    }
  }

  private PutObjectRequest.Builder write(String key, long size) {
    return PutObjectRequest.builder()
        .bucket(location.bucket())
        .key(location.fullKey(ObjectKey.require(key)))
        .overrideConfiguration(
            AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout(S3Clients.CALL_TIMEOUT, size))
                .apiCallAttemptTimeout(timeout(S3Clients.ATTEMPT_TIMEOUT, size))
                .build());
  }

  private static Duration timeout(Duration base, long size) {
    return base.plusSeconds(size / BYTES_PER_SECOND);
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    return conditionalPut.put(write(key, body.length).ifNoneMatch("*").build(), key, body);
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    return list(prefix, "");
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(location.bucket())
            .prefix(location.fullKey(ObjectKey.requirePrefix(prefix)))
            .startAfter(startAfter.isEmpty() ? null : location.fullKey(startAfter))
            .build();
    List<ObjectSummary> found = new ArrayList<>();
    for (int page = 0; page < MAXIMUM_PAGES; page++) {
      ListObjectsV2Response answer = page(request, prefix);
      answer.contents().forEach(object -> found.add(summary(object)));
      if (!Boolean.TRUE.equals(answer.isTruncated())) {
        return found;
      }
      request = request.toBuilder().continuationToken(answer.nextContinuationToken()).build();
    }
    throw new ObjectStoreException(
        "cannot list '%s' in %s: more than %d pages".formatted(prefix, location, MAXIMUM_PAGES));
  }

  private ListObjectsV2Response page(ListObjectsV2Request request, String prefix)
      throws IOException {
    try {
      return S3Call.await(clients.client().listObjectsV2(request), S3Clients.CALL_TIMEOUT);
    } catch (S3Call.Failed e) {
      throw failures.of(S3Operation.LIST, prefix, e.reason());
    }
  }

  private ObjectSummary summary(S3Object object) {
    return new ObjectSummary(
        object.key().substring(location.prefix().length()), object.size(), object.lastModified());
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += DELETE_BATCH) {
      deleteBatch(all.subList(from, Math.min(all.size(), from + DELETE_BATCH)));
    }
  }

  private void deleteBatch(List<String> keys) throws IOException {
    List<ObjectIdentifier> objects =
        keys.stream()
            .map(key -> location.fullKey(ObjectKey.require(key)))
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    try {
      DeleteObjectsResponse answer =
          S3Call.await(
              clients
                  .client()
                  .deleteObjects(
                      request ->
                          request
                              .bucket(location.bucket())
                              .delete(delete -> delete.objects(objects).quiet(true))),
              S3Clients.CALL_TIMEOUT);
      for (S3Error error : answer.errors()) {
        throw new ObjectStoreException(
            "cannot delete '%s' in %s: %s (%s); it takes %s on %s"
                .formatted(
                    error.key(),
                    location,
                    error.message(),
                    error.code(),
                    S3Operation.DELETE.permission(),
                    location.arn("*")));
      }
    } catch (S3Call.Failed e) {
      throw failures.of(S3Operation.DELETE, keys.getFirst(), e.reason());
    }
  }

  @Override
  public Optional<Path> localFile(String key) {
    return Optional.empty();
  }

  @Override
  public boolean hasLocalFiles() {
    return false;
  }

  @Override
  public StoreRequests requests() {
    return clients.requests();
  }

  @Override
  public String location() {
    return location.toString();
  }

  @Override
  public void disconnect() {
    clients.disconnect();
  }

  @Override
  public void close() {
    clients.close();
  }
}
