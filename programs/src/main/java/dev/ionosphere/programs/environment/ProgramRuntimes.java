package dev.ionosphere.programs.environment;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Environment.Runtime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What components run on; environments are made when they are asked for first. */
public final class ProgramRuntimes {

  private final PythonEnvironments python;

  public ProgramRuntimes(PythonEnvironments python) {
    this.python = python;
  }

  /**
   * What the component runs on.
   *
   * @param home folder of the component
   * @param told hears what takes time, a line at a time
   * @throws EnvironmentException if it cannot be had
   * @throws IOException if it cannot be had now, such as without a network
   */
  public ProgramRuntime of(Component component, Path home, Consumer<String> told)
      throws IOException, InterruptedException {
    return switch (component.environment().runtime()) {
      case Runtime.Given() -> ProgramRuntime.GIVEN;
      case Runtime.Interpreter(String path) -> {
        if (!Files.isExecutable(Path.of(path))) {
          throw new EnvironmentException(
              "interpreter '%s' of component %s is no program of this machine"
                  .formatted(path, component.reference()));
        }
        yield new ProgramRuntime(Optional.of(Path.of(path)));
      }
      case Runtime.PythonLock(String lock) -> {
        Path file = home.resolve(lock);
        if (!Files.isRegularFile(file)) {
          throw new EnvironmentException(
              "component %s has no file '%s', which environment.python names"
                  .formatted(component.reference(), lock));
        }
        yield new ProgramRuntime(Optional.of(python.of(file, told)));
      }
    };
  }
}
