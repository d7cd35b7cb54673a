package dev.ionosphere.api.problem;

import java.util.Locale;

/** Everything that can be wrong with a request, and the status it is answered with. */
public enum ErrorCode {
  MALFORMED(400, "Malformed request"),
  UNAUTHENTICATED(401, "Not authenticated"),
  UNSIGNED(401, "Not signed"),
  SIGNATURE_MALFORMED(401, "Signature not readable"),
  SIGNATURE_WRONG(401, "Signature does not hold"),
  CONTENT_DIGEST_WRONG(401, "Content digest does not hold"),
  REPLAYED(401, "Sent before"),
  NONCE_UNKNOWN(401, "Nonce unknown or over"),
  SESSION_UNKNOWN(401, "Session unknown or over"),
  FORBIDDEN(403, "Not allowed"),
  DEVICE_REVOKED(403, "Device revoked"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  CONFLICT(409, "Conflict"),
  REFUSED(409, "Refused"),
  NOT_RELEASED(409, "Not released"),
  GONE(410, "Gone"),
  PRECONDITION(412, "Precondition failed"),
  TOO_LARGE(413, "Too large"),
  URI_TOO_LONG(414, "Address too long"),
  UNSUPPORTED(415, "Unsupported media type"),
  RANGE(416, "Range not satisfiable"),
  INVALID(422, "Not valid"),
  TOO_MANY(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "Header fields too large"),
  INTERNAL(500, "Internal error"),
  UNAVAILABLE(503, "Unavailable");

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

  /** For programs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
