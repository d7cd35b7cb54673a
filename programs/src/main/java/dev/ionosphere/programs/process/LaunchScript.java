package dev.ionosphere.programs.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shell that starts a program, waits for it and notes its exit code, so that a worker which was
 * not there learns of it.
 */
final class LaunchScript {

  private LaunchScript() {}

  /**
   * What the shell reads.
   *
   * @param words of the program; no shell looks into them
   * @param exit where the code goes
   * @param first what the shell does before
   */
  static String text(List<String> words, String exit, String first) {
    return """
        %s
    # A signal to the group is the program's business; this shell stays to note how it ended.
    trap : TERM INT HUP
    %s </dev/null &
    child=$!
    while :; do
      wait "$child"
      code=$?
      kill -0 "$child" 2>/dev/null || break
    done
    echo "$code" >%s.partial && mv %s.partial %s
    """
        .formatted(
            first,
            words.stream().map(LaunchScript::quoted).collect(Collectors.joining(" ")),
            quoted(exit),
            quoted(exit),
            quoted(exit));
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
