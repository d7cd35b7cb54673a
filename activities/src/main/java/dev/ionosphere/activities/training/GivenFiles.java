package dev.ionosphere.activities.training;

import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.ArgumentType;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Input;
import dev.ionosphere.workflows.training.TrainingJob;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a job gives its component, checked once more: documents may be older than components. */
record GivenFiles(InputFiles inputs) {

  /**
   * The job's values.
   *
   * @throws InputException naming what is wrong and what is allowed
   */
  GivenValues of(Component component, TrainingJob job) {
    job.arguments().forEach((name, value) -> check(component, job, name, value));
    Map<String, List<Path>> files = new LinkedHashMap<>();
    for (Argument argument : component.arguments().values()) {
      Object value = job.arguments().get(argument.name());
      if (value == null) {
        if (argument.required()) {
          throw new InputException(
              "run %s: argument '%s' is missing, %s"
                  .formatted(job.run(), argument.name(), argument.type().allowed()));
        }
      } else if (argument.type() instanceof ArgumentType.Files) {
        files.put(argument.name(), inputs.find(value));
      }
    }
    Map<String, List<String>> given = job.inputs() == null ? Map.of() : job.inputs();
    for (Input input : component.inputs().values()) {
      List<String> paths = given.get(input.name());
      if (paths != null) {
        files.put(input.name(), inputs.find(paths));
      } else if (!input.optional()) {
        throw new InputException(
            "run %s: input '%s' is missing, a path below the data root"
                .formatted(job.run(), input.name()));
      }
    }
    return GivenValues.of(component, job.arguments(), files);
  }

  private static void check(Component component, TrainingJob job, String name, Object value) {
    Argument argument = component.arguments().get(name);
    if (argument == null) {
      throw new InputException(
          "run %s: unknown argument '%s' of %s, allowed are %s"
              .formatted(
                  job.run(),
                  name,
                  component.reference(),
                  String.join(", ", component.arguments().keySet())));
    }
    if (!argument.type().allows(asRead(value))) {
      throw new InputException(
          "run %s: argument '%s' is %s, allowed is %s"
              .formatted(job.run(), name, value, argument.type().allowed()));
    }
  }

  /** Jackson reads small whole numbers as {@code Integer}. */
  private static Object asRead(Object value) {
    return switch (value) {
      case Integer whole -> whole.longValue();
      case List<?> list -> list.stream().map(item -> asRead((Object) item)).toList();
      default -> value;
    };
  }
}
