package dev.ionosphere.activities.hub;

import org.jspecify.annotations.Nullable;

/** A call of the hub that did not do what it should. */
public final class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Category category;

  HubException(Category category, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  public Category category() {
    return category;
  }

  /** Whether it is worth trying again. */
  public enum Category {
    /** The hub is down, busy, or does not know our token yet. */
    UNAVAILABLE(true),
    /** The hub refused what was asked. */
    REQUEST(false);

    private final boolean retryable;

    Category(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean retryable() {
      return retryable;
    }

    /**
     * Only these say that the same call will never be taken. 401, 403 and 404 are of a token or a
     * hub that is not set up yet, or of a proxy in between.
     */
    static Category ofStatus(int status) {
      return switch (status) {
        case 400, 409, 413, 422 -> REQUEST;
        default -> UNAVAILABLE;
      };
    }
  }
}
