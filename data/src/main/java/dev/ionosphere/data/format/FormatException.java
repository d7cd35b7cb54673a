package dev.ionosphere.data.format;

/** A format is stated in a way that it cannot be; the message says what was got and is allowed. */
public final class FormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String path;
  private final String got;
  private final String allowed;

  FormatException(String path, String got, String allowed) {
    super("format.%s: got %s, allowed: %s".formatted(path, got, allowed));
    this.path = path;
    this.got = got;
    this.allowed = allowed;
  }

  /** The field at fault below the format, such as {@code csv.delimiter}. */
  public String path() {
    return path;
  }

  public String got() {
    return got;
  }

  public String allowed() {
    return allowed;
  }
}
