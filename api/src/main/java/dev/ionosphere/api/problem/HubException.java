package dev.ionosphere.api.problem;

import java.util.List;
import java.util.Map;

/** A request that is answered with a problem. The message is for the person who asked. */
public final class HubException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final transient List<Map<String, Object>> errors;

  public HubException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  /**
   * @param errors each thing that is wrong, such as a finding with line and column
   */
  public HubException(ErrorCode code, String detail, List<Map<String, Object>> errors) {
    // No stack trace: it says what somebody else did wrong, not where we did.
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  public static HubException notFound(String what, String id) {
    return new HubException(ErrorCode.NOT_FOUND, "there is no " + what + " \"" + id + "\"");
  }

  public static HubException malformed(String detail) {
    return new HubException(ErrorCode.MALFORMED, detail);
  }

  public ErrorCode code() {
    return code;
  }

  public List<Map<String, Object>> errors() {
    return errors;
  }
}
