package dev.firebucket.lambda.request;

import dev.firebucket.lambda.request.answer.PayloadSize;

/// A body that Lambda would not let through.
///
/// @param body of the answer
/// @param payload bytes of what it became
/// @param isCompressed whether the caller takes compressed answers, so that it was compressed
/// @param wouldFitCompressed whether the caller need only take compressed answers
public record Oversize(
    byte[] body, long payload, boolean isCompressed, boolean wouldFitCompressed) {

  /// What is said of it: how large it is, and what Lambda takes.
  public String sentence() {
    String size =
        wouldFitCompressed
            ? "%d bytes".formatted(body.length)
            : "%d bytes (%d %s)"
                .formatted(body.length, payload, isCompressed ? "compressed" : "as JSON");
    return "the answer has %s, and Lambda lets a function answer with %d at most"
        .formatted(size, PayloadSize.MOST);
  }

  /// What fits is asked for in this way.
  public static final String COMPRESSED_FITS = "it fits when asked for with Accept-Encoding: gzip";
}
