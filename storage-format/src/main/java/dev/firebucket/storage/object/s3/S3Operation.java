package dev.firebucket.storage.object.s3;

/// What the store asks of S3, and the permission that it needs.
enum S3Operation {
  GET("read", "s3:GetObject"),
  PUT("write", "s3:PutObject"),
  LIST("list", "s3:ListBucket"),
  DELETE("delete", "s3:DeleteObject");

  private final String verb;
  private final String permission;

  S3Operation(String verb, String permission) {
    this.verb = verb;
    this.permission = permission;
  }

  /// For messages: "cannot read …".
  String verb() {
    return verb;
  }

  /// The action of IAM that allows it.
  String permission() {
    return permission;
  }
}
