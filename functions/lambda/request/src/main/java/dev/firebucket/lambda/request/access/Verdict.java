package dev.firebucket.lambda.request.access;

/// What becomes of a request before anything of it is looked at.
public enum Verdict {
  LET_IN(200, ""),
  UNKNOWN(401, "Unauthorized\n"),
  UNREADABLE(
      503,
      "Service Unavailable: the secret that says who may call cannot be read; the function's log says why\n");

  /// What asks browsers and others for a login: the header `WWW-Authenticate` of an [#UNKNOWN].
  public static final String QUESTION = "Basic realm=\"firebucket\", charset=\"UTF-8\"";

  private final int status;
  private final String words;

  Verdict(int status, String words) {
    this.status = status;
    this.words = words;
  }

  /// The answer's status.
  public int status() {
    return status;
  }

  /// The answer's body, as plain text.
  public String words() {
    return words;
  }
}
