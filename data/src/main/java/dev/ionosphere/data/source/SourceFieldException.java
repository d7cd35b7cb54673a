package dev.ionosphere.data.source;

/** A source is stated in a way that it cannot be; the message says what was got and is allowed. */
public final class SourceFieldException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String field;
  private final String got;
  private final String allowed;

  SourceFieldException(String field, String got, String allowed) {
    super("source.%s: got %s, allowed: %s".formatted(field, got, allowed));
    this.field = field;
    this.got = got;
    this.allowed = allowed;
  }

  public String field() {
    return field;
  }

  public String got() {
    return got;
  }

  public String allowed() {
    return allowed;
  }
}
