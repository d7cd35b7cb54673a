package dev.ionosphere.activities.conversion;

import dev.ionosphere.activities.model.PackagingException;
import dev.ionosphere.spec.component.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The model in the folder that a program left. It is told by its name, and never opened here. */
sealed interface ModelFile {

  /** A folder with a scoring plan and golden rows of the program's own. */
  record Plan(Path folder) implements ModelFile {}

  /** An estimator that joblib or pickle wrote. */
  record ScikitLearn(Path file) implements ModelFile {}

  /**
   * What a folder holds.
   *
   * @throws PackagingException if it is nothing that is scored on devices, or more than one model
   */
  static ModelFile of(Path folder, Output output) throws IOException {
    if (output.file().isPresent()) {
      Path named = folder.resolve(output.file().get());
      if (!Files.isRegularFile(named)) {
        throw new PackagingException(
            "output '%s' has no file '%s', it has %s"
                .formatted(output.name(), output.file().get(), names(folder)));
      }
      return told(folder, named);
    }
    if (Files.isRegularFile(folder.resolve("plan.json"))) {
      return new Plan(folder);
    }
    List<Path> models = models(folder);
    if (models.size() != 1) {
      throw new PackagingException(
          "output '%s' has %s: one file of %s is a model; if there are several, the manifest says which: outputs.%s.file"
              .formatted(
                  output.name(),
                  names(folder),
                  "plan.json, *.joblib, *.pkl, *.pickle",
                  output.name()));
    }
    return told(folder, models.getFirst());
  }

  private static ModelFile told(Path folder, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.equals("plan.json")) {
      return new Plan(folder);
    }
    if (isEstimator(name)) {
      return new ScikitLearn(file);
    }
    throw new PackagingException(
        "model '%s' cannot be scored on devices yet: allowed are plan.json with golden.json, and models of scikit-learn as *.joblib, *.pkl or *.pickle"
            .formatted(file.getFileName()));
  }

  private static boolean isEstimator(String name) {
    return name.endsWith(".joblib") || name.endsWith(".pkl") || name.endsWith(".pickle");
  }

  private static List<Path> models(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return isEstimator(name) || name.endsWith(".onnx") || name.equals("mlmodel");
          })
          .sorted()
          .toList();
    }
  }

  private static String names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .limit(10)
              .toList();
      return names.isEmpty() ? "no file" : String.join(", ", names);
    }
  }
}
