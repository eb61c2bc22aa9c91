package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequests;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Counts each attempt where the SDK hands it to the network: S3 charges attempts, not calls.
final class CountedRequests implements ExecutionInterceptor {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final StoreRequests requests;

  CountedRequests(StoreRequests requests) {
    this.requests = requests;
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes ignored) {
    kind(context.request())
        .ifPresent(kind -> requests.sent(kind, sentBytes(kind, context.httpRequest())));
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes ignored) {
    kind(context.request()).ifPresent(kind -> answered(kind, context.httpResponse()));
  }

  private void answered(StoreRequest kind, SdkHttpResponse answer) {
    if (answer.isSuccessful()) {
      if (brings(kind)) {
        requests.received(kind, length(answer.firstMatchingHeader("Content-Length")));
      }
    } else if (answer.statusCode() != NOT_FOUND && answer.statusCode() != PRECONDITION_FAILED) {
      requests.failed(kind);
    }
  }

  /// What the service answered was counted when it came.
  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes ignored) {
    if (!(context.exception() instanceof SdkServiceException)) {
      kind(context.request()).ifPresent(requests::failed);
    }
  }

  private static Optional<StoreRequest> kind(SdkRequest request) {
    return switch (request) {
      case GetObjectRequest get ->
          Optional.of(get.range() == null ? StoreRequest.GET : StoreRequest.GET_RANGE);
      case PutObjectRequest put ->
          Optional.of(put.ifNoneMatch() == null ? StoreRequest.PUT : StoreRequest.PUT_IF_ABSENT);
      case CopyObjectRequest _ -> Optional.of(StoreRequest.PUT);
      case UploadPartRequest _ -> Optional.of(StoreRequest.PUT_PART);
      case ListObjectsV2Request _ -> Optional.of(StoreRequest.LIST);
      case DeleteObjectsRequest _ -> Optional.of(StoreRequest.DELETE);
      default -> Optional.empty();
    };
  }

  private static boolean brings(StoreRequest kind) {
    return switch (kind) {
      case GET, GET_RANGE -> true;
      case PUT, PUT_IF_ABSENT, PUT_PART, LIST, DELETE -> false;
    };
  }

  private static long sentBytes(StoreRequest kind, SdkHttpRequest request) {
    return switch (kind) {
      case PUT, PUT_IF_ABSENT, PUT_PART ->
          length(
              request
                  .firstMatchingHeader("x-amz-decoded-content-length")
                  .or(() -> request.firstMatchingHeader("Content-Length")));
      case GET, GET_RANGE, LIST, DELETE -> 0;
    };
  }

  private static long length(Optional<String> header) {
    return header.filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong).orElse(0L);
  }
}
