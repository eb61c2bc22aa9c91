package dev.firebucket.infra;

import java.util.Optional;

/// How the bucket keeps what is in it.
///
/// @param key ARN of the KMS key that encrypts it; empty for S3's own
/// @param oldVersionDays how long what was deleted or replaced can be brought back; 0: not at all
record Keeping(Optional<String> key, int oldVersionDays) {
  private static final int WEEK = 7;

  Keeping {
    key.ifPresent(
        arn ->
            ContextParameters.require(
                arn.matches("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+"),
                "kmsKey",
                arn,
                "the ARN of a key (no alias: roles cannot name one), such as"
                    + " arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"));
    ContextParameters.require(
        oldVersionDays <= 3650, "oldVersionDays", oldVersionDays, "a number of days up to 3650");
  }

  static Keeping of(ContextParameters parameters) {
    return new Keeping(parameters.text("kmsKey"), parameters.number("oldVersionDays", WEEK));
  }

  boolean isVersioned() {
    return oldVersionDays > 0;
  }
}
