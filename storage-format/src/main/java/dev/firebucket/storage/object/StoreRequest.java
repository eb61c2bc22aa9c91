package dev.firebucket.storage.object;

import java.util.Locale;

/// The kinds of request to a store, as S3 charges them: [#PUT], [#PUT_IF_ABSENT], [#PUT_PART] and
/// [#LIST] cost twelve times as much as [#GET] and [#GET_RANGE]; [#DELETE] is free.
public enum StoreRequest {
  /// A whole object, into memory or into a file.
  GET,
  /// A part of an object.
  GET_RANGE,
  /// An object.
  PUT,
  /// An object that must not exist yet.
  PUT_IF_ABSENT,
  /// A part of an object that is put in several requests.
  PUT_PART,
  /// A page of a listing: 1,000 objects at most.
  LIST,
  /// Up to 1,000 objects.
  DELETE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The value of the label `kind` in metrics: `put_if_absent`.
  public String label() {
    return label;
  }
}
