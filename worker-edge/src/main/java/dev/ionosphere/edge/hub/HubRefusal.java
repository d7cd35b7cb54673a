package dev.ionosphere.edge.hub;

import java.io.IOException;

/** The hub answered, and the answer was no. */
public final class HubRefusal extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  HubRefusal(String request, int status, String detail) {
    super("%s: hub answered %d %s".formatted(request, status, detail).strip());
    this.status = status;
  }

  /** Whether the same request can never succeed, whoever waits how long. */
  public boolean isFinal() {
    return status >= 400
        && status < 500
        && status != 401
        && status != 403
        && status != 408
        && status != 429;
  }

  public int status() {
    return status;
  }
}
