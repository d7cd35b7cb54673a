package dev.ionosphere.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of {@code ion}. Every command uses them; {@code ion --help} lists them. */
public enum ExitCode {
  OK(0, "success"),
  FAILED(1, "refused, or failed"),
  USAGE(2, "wrong command line, or a value the hub does not take"),
  INVALID_DOCUMENT(3, "the document has errors"),
  UNREACHABLE(4, "no hub answers"),
  NOT_ALLOWED(5, "not signed in, or not allowed"),
  NOT_FOUND(6, "no such ION, node, model, device or other thing"),
  TIMED_OUT(7, "timed out while waiting (--wait)"),
  /** Of the script {@code ./ion}, before any Java runs. */
  NOT_BUILT(69, "no JDK 25, no Maven, or the build failed (from ./ion)");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** What each code means, for help. */
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode exit : values()) {
      meanings.put(Integer.toString(exit.code), exit.meaning);
    }
    return meanings;
  }
}
