package dev.ionosphere.programs.environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a program runs on.
 *
 * @param interpreter what {@code python} means; empty: as the path says
 */
public record ProgramRuntime(Optional<Path> interpreter) {

  private static final Set<String> PYTHON = Set.of("python", "python3");

  /** As the path says. */
  public static final ProgramRuntime GIVEN = new ProgramRuntime(Optional.empty());

  /** The words with the interpreter in place of its name. */
  public List<String> words(List<String> words) {
    if (interpreter.isEmpty() || words.isEmpty() || !PYTHON.contains(words.getFirst())) {
      return words;
    }
    List<String> all = new ArrayList<>(words);
    all.set(0, interpreter.get().toString());
    return all;
  }

  /** The variables with the interpreter's folder first on the path. */
  public Map<String, String> variables(Map<String, String> variables) {
    if (interpreter.isEmpty()) {
      return variables;
    }
    Map<String, String> all = new TreeMap<>(variables);
    Path folder = interpreter.get().toAbsolutePath().getParent();
    all.merge("PATH", String.valueOf(folder), (path, first) -> first + ":" + path);
    return all;
  }
}
