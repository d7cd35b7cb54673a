package dev.ionosphere.activities.engine;

import dev.ionosphere.spec.component.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the first word of a command becomes. */
@FunctionalInterface
public interface ProgramRuntimes {

  /** Words as they are: programs on the path. */
  ProgramRuntimes GIVEN = (component, home, words) -> words;

  /**
   * The words with the component's own interpreter in them, which is made if it is not there yet.
   *
   * @param home folder of the component
   * @throws IOException if it cannot be made; says why
   */
  List<String> words(Component component, Path home, List<String> words) throws IOException;
}
