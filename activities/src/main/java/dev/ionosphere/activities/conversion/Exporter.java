package dev.ionosphere.activities.conversion;

import dev.ionosphere.spec.component.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes a scoring plan of a model that only its own program can open. */
@FunctionalInterface
public interface Exporter {

  /**
   * Writes {@code plan.json} and {@code golden.json}.
   *
   * @param home folder of the component, which says what the model runs on
   * @param model file that holds it
   * @param work folder that holds {@code sample.json}, rows of what it learned from
   * @param features names of its columns, if it does not know them
   * @param output folder to write to
   * @throws dev.ionosphere.activities.model.PackagingException if it cannot be scored on devices,
   *     by the step's name
   * @throws IOException if it cannot be told now
   */
  void export(
      Component component, Path home, Path model, Path work, List<String> features, Path output)
      throws IOException, InterruptedException;
}
