package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.StoreRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;

/// What is asked of S3
/// ([reference](https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html)),
/// before it has an address and a signature.
///
/// @param kind what it is counted as
/// @param key of the object, with the store's prefix; empty for the bucket itself
/// @param query its parameters, without escapes
/// @param headers by their names in lower case
/// @param answer the outermost element of the document that answers; empty where none does
record S3Request(
    StoreRequest kind,
    SdkHttpMethod method,
    String key,
    Map<String, String> query,
    Map<String, String> headers,
    S3Body body,
    String answer) {
  private static final String CHECKSUM = "x-amz-checksum-crc32";
  private static final String NO_DOCUMENT = "";

  S3Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /// An object, all of it. S3 sends the checksum that the object was put with.
  static S3Request get(String key) {
    return new S3Request(
        StoreRequest.GET,
        SdkHttpMethod.GET,
        key,
        Map.of(),
        Map.of("x-amz-checksum-mode", "ENABLED"),
        S3Body.NONE,
        NO_DOCUMENT);
  }

  /// A part of an object.
  ///
  /// @param bytes such as `bytes=10-19`
  static S3Request part(String key, String bytes) {
    return new S3Request(
        StoreRequest.GET_RANGE,
        SdkHttpMethod.GET,
        key,
        Map.of(),
        Map.of("range", bytes),
        S3Body.NONE,
        NO_DOCUMENT);
  }

  static S3Request put(String key, S3Body body) throws IOException {
    return new S3Request(
        StoreRequest.PUT,
        SdkHttpMethod.PUT,
        key,
        Map.of(),
        Map.of(CHECKSUM, body.checksum(), "content-type", "application/octet-stream"),
        body,
        NO_DOCUMENT);
  }

  /// A put that S3 refuses where the key exists.
  static S3Request putIfAbsent(String key, S3Body body) throws IOException {
    S3Request put = put(key, body).with("if-none-match", "*");
    return new S3Request(
        StoreRequest.PUT_IF_ABSENT, put.method, key, put.query, put.headers, body, put.answer);
  }

  /// A copy inside of S3.
  ///
  /// @param from the other object, in the same bucket
  static S3Request copy(String bucket, String from, String to) {
    return new S3Request(
        StoreRequest.PUT,
        SdkHttpMethod.PUT,
        to,
        Map.of(),
        Map.of("x-amz-copy-source", bucket + "/" + S3Address.escaped(from)),
        S3Body.NONE,
        "CopyObjectResult");
  }

  /// A page of the keys that begin with a prefix, in their order. Keys come with escapes: not each
  /// key can stand in XML.
  ///
  /// @param startAfter the key before the first one; empty for none
  /// @param continuation from the page before
  static S3Request list(String prefix, String startAfter, Optional<String> continuation) {
    Map<String, String> query = new HashMap<>();
    query.put("list-type", "2");
    query.put("encoding-type", "url");
    query.put("prefix", prefix);
    if (!startAfter.isEmpty()) {
      query.put("start-after", startAfter);
    }
    continuation.ifPresent(token -> query.put("continuation-token", token));
    return new S3Request(
        StoreRequest.LIST, SdkHttpMethod.GET, "", query, Map.of(), S3Body.NONE, "ListBucketResult");
  }

  /// The deletion of up to a thousand objects; the answer names those that remain.
  static S3Request delete(Collection<String> keys) throws IOException {
    StringBuilder list = new StringBuilder("<Delete><Quiet>true</Quiet>");
    for (String key : keys) {
      list.append("<Object><Key>").append(S3Element.escaped(key)).append("</Key></Object>");
    }
    S3Body body = S3Body.of(list.append("</Delete>").toString().getBytes(StandardCharsets.UTF_8));
    return new S3Request(
        StoreRequest.DELETE,
        SdkHttpMethod.POST,
        "",
        Map.of("delete", ""),
        Map.of(CHECKSUM, body.checksum(), "content-type", "application/xml"),
        body,
        "DeleteResult");
  }

  /// The same with another header.
  S3Request with(String header, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(header, value);
    return new S3Request(kind, method, key, query, all, body, answer);
  }
}
