package dev.ionosphere.cli.rest;

import java.net.URI;
import java.util.Optional;

/** The hub did not do what it was asked for. */
public abstract sealed class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private HubException(String message) {
    super(message);
  }

  /** It answered with a problem. */
  public static final class RefusedException extends HubException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    RefusedException(Problem problem) {
      super(problem.detail().isEmpty() ? problem.title() : problem.detail());
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }

  /** It does not know who asks. */
  public static final class UnauthenticatedException extends HubException {
    private static final long serialVersionUID = 1L;

    UnauthenticatedException(URI hub, Optional<String> tokenOrigin) {
      super(
          tokenOrigin
              .map(origin -> hub + " does not take the token " + origin)
              .orElse(hub + " wants a token, and there is none for it"));
    }
  }

  /** What answers there is not believed to be it. */
  public static final class UntrustedException extends HubException {
    private static final long serialVersionUID = 1L;

    UntrustedException(String reason) {
      super(reason);
    }
  }

  /** It did not answer. */
  public static final class UnreachableException extends HubException {
    private static final long serialVersionUID = 1L;

    UnreachableException(URI hub, String reason) {
      super("no hub answers at " + hub + " (" + reason + ")");
    }
  }
}
