package dev.ionosphere.cli.command;

/** The command ends with this code; the message is for the person. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ExitCode code;

  public CommandFailedException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
