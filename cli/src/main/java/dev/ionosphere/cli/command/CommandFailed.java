package dev.ionosphere.cli.command;

/** The command ends with this code; the message is for the person. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int code;

  public CommandFailed(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }
}
