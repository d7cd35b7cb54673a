package dev.ionosphere.api.problem;

/** Everything that can be wrong with a request, and the status it is answered with. */
public enum ErrorCode {
  MALFORMED(400, "The request cannot be read"),
  UNAUTHENTICATED(401, "Nobody is logged in"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "No such thing"),
  METHOD_NOT_ALLOWED(405, "Not this way"),
  CONFLICT(409, "Not in this state"),
  REFUSED(409, "Refused"),
  PRECONDITION(412, "It has changed meanwhile"),
  TOO_LARGE(413, "Too large"),
  UNSUPPORTED(415, "Not this type of content"),
  RANGE(416, "No such range"),
  INVALID(422, "The document is not valid"),
  TOO_MANY(429, "Too many requests"),
  INTERNAL(500, "The hub failed"),
  UNAVAILABLE(503, "A part the hub needs is down");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The code for a status that the HTTP server came up with by itself. */
  static ErrorCode ofStatus(int status) {
    for (ErrorCode code : values()) {
      if (code.status == status) {
        return code;
      }
    }
    return status >= 500 ? INTERNAL : MALFORMED;
  }
}
