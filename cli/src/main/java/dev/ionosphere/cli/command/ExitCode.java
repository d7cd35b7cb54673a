package dev.ionosphere.cli.command;

/** What the command's end tells a script; listed in every help. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int INVALID = 3;
  public static final int UNREACHABLE = 4;
  public static final int NOT_ALLOWED = 5;
  public static final int NOT_FOUND = 6;
  public static final int WAITED = 7;

  /** For picocli's help, {@code code:meaning}. */
  public static String[] help() {
    return new String[] {
      "0:it is done",
      "1:it was refused or went wrong",
      "2:the command line is wrong",
      "3:the document has errors",
      "4:no hub answers",
      "5:not signed in, or not allowed",
      "6:there is no such thing",
      "7:what --wait waited for did not come",
      "69:./ion found no JDK 25 or no Maven, or the build failed",
    };
  }

  private ExitCode() {}
}
