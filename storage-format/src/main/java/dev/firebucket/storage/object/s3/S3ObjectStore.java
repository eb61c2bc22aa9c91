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
import java.net.URI;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A store in an S3 bucket: AWS, or any endpoint that supports `If-None-Match: *` (MinIO,
/// LocalStack).
///
/// Each call has limited time and attempts. Failures say which permission or setting to fix.
public final class S3ObjectStore implements ObjectStore {
  private static final int DELETE_BATCH = 1000;

  /// 10 million objects under one prefix: this format never has more.
  private static final int MAXIMUM_PAGES = 10_000;

  private final S3Calls calls;
  private final S3Location location;
  private final S3Failures failures;
  private final S3ConditionalPut conditionalPut;
  private final S3Read reading;

  private S3ObjectStore(S3Calls calls, S3Location location, Optional<URI> endpoint) {
    this.calls = calls;
    this.location = location;
    this.failures = new S3Failures(location, endpoint);
    this.conditionalPut = new S3ConditionalPut(calls, failures);
    this.reading = new S3Read(calls, location, failures);
  }

  /// Opens `s3://bucket/prefix`; makes no request yet.
  ///
  /// @throws ObjectStoreException when the location is not in S3, or no region is known
  public static S3ObjectStore open(String location, StoreOptions options)
      throws ObjectStoreException {
    S3Location parsed = S3Location.parse(location);
    return new S3ObjectStore(
        S3Calls.of(parsed.bucket(), options), parsed, S3Address.endpoint(options));
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    try {
      return Optional.of(calls.call(S3Request.get(fullKey(key))));
    } catch (S3Call.Failed e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw failures.of(S3Operation.GET, key, e.reason());
    }
  }

  private static boolean isMissing(S3Call.Failed failure) {
    return failure.reason() instanceof S3RefusedException refused && refused.isMissingObject();
  }

  private String fullKey(String key) {
    return location.fullKey(ObjectKey.require(key));
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    if (Files.exists(target)) {
      throw new ObjectStoreException(
          "cannot download '%s' to %s: the file exists already".formatted(key, target));
    }
    try (FileChannel file =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (reading.read(key, 0, Long.MAX_VALUE, "", S3Target.into(file)) != null) {
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
    return Optional.ofNullable(reading.read(key, offset, length, version, S3Target.into(bytes)))
        .map(found -> new ObjectPart(bytes, found));
  }

  @Override
  public void put(String key, byte[] body) throws IOException {
    put(key, S3Body.of(body));
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    put(key, S3Body.of(source));
  }

  private void put(String key, S3Body body) throws IOException {
    try {
      byte[] _ = calls.call(S3Request.put(fullKey(key), body));
    } catch (S3Call.Failed e) {
      throw failures.of(S3Operation.PUT, key, e.reason());
    }
  }

  @Override
  public boolean copy(String from, String to) throws IOException {
    try {
      S3Element _ = calls.document(S3Request.copy(location.bucket(), fullKey(from), fullKey(to)));
      return true;
    } catch (S3Call.Failed e) {
      if (isMissing(e)) {
        return false;
      }
      throw failures.of(S3Operation.PUT, to, e.reason());
    }
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    return conditionalPut.put(S3Request.putIfAbsent(fullKey(key), S3Body.of(body)), key);
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    return list(prefix, "");
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
    String full = location.fullKey(ObjectKey.requirePrefix(prefix));
    String after = startAfter.isEmpty() ? "" : location.fullKey(startAfter);
    List<ObjectSummary> found = new ArrayList<>();
    Optional<String> continuation = Optional.empty();
    for (int page = 0; page < MAXIMUM_PAGES; page++) {
      S3Element answer = page(S3Request.list(full, after, continuation), prefix);
      boolean isEscaped = answer.of("EncodingType").equals("url");
      for (S3Element object : answer.all("Contents").toList()) {
        found.add(summary(object, isEscaped));
      }
      if (!answer.of("IsTruncated").equals("true")) {
        return found;
      }
      Optional<String> next = Optional.of(answer.of("NextContinuationToken"));
      if (next.equals(continuation) || next.get().isEmpty()) {
        throw new ObjectStoreException(
            "cannot list '%s' in %s: the store has more and does not say how to go on; use one that knows ListObjectsV2"
                .formatted(prefix, location));
      }
      continuation = next;
    }
    throw new ObjectStoreException(
        "cannot list '%s' in %s: more than %d pages".formatted(prefix, location, MAXIMUM_PAGES));
  }

  private S3Element page(S3Request request, String prefix) throws IOException {
    try {
      return calls.document(request);
    } catch (S3Call.Failed e) {
      throw failures.of(S3Operation.LIST, prefix, e.reason());
    }
  }

  /// @param isEscaped whether the store did as it was asked: not each does
  private ObjectSummary summary(S3Element object, boolean isEscaped) throws IOException {
    try {
      String named = object.of("Key");
      String key = isEscaped ? URLDecoder.decode(named, StandardCharsets.UTF_8) : named;
      return new ObjectSummary(
          key.substring(location.prefix().length()),
          Long.parseLong(object.of("Size")),
          Instant.parse(object.of("LastModified")));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new ObjectStoreException(
          "cannot list %s: the store names an object in a way that S3 does not: %s"
              .formatted(location, object),
          e);
    }
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += DELETE_BATCH) {
      deleteBatch(all.subList(from, Math.min(all.size(), from + DELETE_BATCH)));
    }
  }

  private void deleteBatch(List<String> keys) throws IOException {
    List<String> fullKeys = keys.stream().map(this::fullKey).toList();
    S3Element answer;
    try {
      answer = calls.document(S3Request.delete(fullKeys));
    } catch (S3Call.Failed e) {
      throw failures.of(S3Operation.DELETE, keys.getFirst(), e.reason());
    }
    Optional<S3Element> error = answer.all("Error").findFirst();
    if (error.isPresent()) {
      throw new ObjectStoreException(
          "cannot delete '%s' in %s: %s (%s); it takes %s on %s"
              .formatted(
                  error.get().of("Key"),
                  location,
                  error.get().of("Message"),
                  error.get().of("Code"),
                  S3Operation.DELETE.permission(),
                  location.arn("*")));
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
    return calls.requests();
  }

  @Override
  public String location() {
    return location.toString();
  }

  @Override
  public void disconnect() {
    calls.disconnect();
  }

  @Override
  public void close() {
    calls.close();
  }
}
