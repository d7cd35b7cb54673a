package dev.ionosphere.programs.component;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;

/** Paths within a component; what leads out of it is refused. */
final class EntryPath {

  private static final int LONGEST = 250;

  /** Of tools, not of the program. */
  private static final Set<String> LEFT_OUT =
      Set.of(".git", ".hg", ".svn", "__pycache__", ".venv", ".DS_Store", ".ipynb_checkpoints");

  private EntryPath() {}

  /** Whether nobody means it when a folder is pushed. */
  static boolean isLeftOut(String name) {
    return LEFT_OUT.contains(name);
  }

  /**
   * The path itself.
   *
   * @throws ComponentException if it is not a plain path below the folder
   */
  static String checked(String path) {
    if (path.isEmpty()
        || path.getBytes(StandardCharsets.UTF_8).length > LONGEST
        || path.startsWith("/")
        || path.indexOf('\\') >= 0
        || path.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f)
        || Arrays.stream(path.split("/", -1)).anyMatch(EntryPath::isNoName)) {
      throw new ComponentException(
          "path '%s' is refused: allowed are paths below the component's folder of at most %d bytes, without '..', backslashes and control characters"
              .formatted(shown(path), LONGEST));
    }
    return path;
  }

  /**
   * The target of a link.
   *
   * @throws ComponentException if it leads out of the folder
   */
  static String target(String link, String target) {
    Deque<String> at = new ArrayDeque<>(Arrays.asList(link.split("/")));
    at.removeLast();
    boolean out = target.isEmpty() || target.startsWith("/") || target.length() > LONGEST;
    boolean down = false;
    for (String part : target.split("/")) {
      if (part.equals("..")) {
        // After a name that may be a link itself, nobody knows here where it leads.
        out |= at.isEmpty() || down;
        at.pollLast();
      } else if (!part.equals(".") && !part.isEmpty()) {
        at.addLast(part);
        down = true;
      }
    }
    if (out || target.indexOf('\\') >= 0 || target.chars().anyMatch(letter -> letter < ' ')) {
      throw new ComponentException(
          "link '%s' leads to '%s': allowed are links within the component's folder"
              .formatted(shown(link), shown(target)));
    }
    return target;
  }

  private static boolean isNoName(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }

  static String shown(String path) {
    String plain = path.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
  }
}
