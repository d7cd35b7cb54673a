package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.ArgumentType;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values of a command line, as a component wants them. */
final class GivenOptions {

  private final Component component;
  private final Session session;

  private GivenOptions(Component component, Session session) {
    this.component = component;
    this.session = session;
  }

  /**
   * What a run gets.
   *
   * @throws CommandFailedException naming what is wrong and what is allowed
   */
  static GivenValues of(
      Component component,
      Map<String, String> arguments,
      Map<String, String> inputs,
      Session session) {
    GivenOptions options = new GivenOptions(component, session);
    Map<String, Object> values = new TreeMap<>();
    Map<String, List<Path>> files = new LinkedHashMap<>();
    arguments.forEach((name, text) -> {
      Argument argument = component.arguments().get(name);
      if (argument == null) {
        throw unknown("argument", name, component.arguments());
      }
      if (argument.type() instanceof ArgumentType.Files) {
        files.put(name, options.files(text));
      }
      values.put(name, value(argument, text));
    });
    inputs.forEach((name, text) -> {
      if (!component.inputs().containsKey(name)) {
        throw unknown("input", name, component.inputs());
      }
      files.put(name, options.files(text));
    });
    options.checkMissing(values, files);
    return GivenValues.of(component, values, files);
  }

  private void checkMissing(Map<String, Object> values, Map<String, List<Path>> files) {
    for (Argument argument : component.arguments().values()) {
      if (argument.required() && !values.containsKey(argument.name())) {
        throw usage(
            "Argument '%s' is missing: --arg %s=VALUE, %s"
                .formatted(argument.name(), argument.name(), argument.type().allowed()));
      }
    }
    for (Input input : component.inputs().values()) {
      if (!input.optional() && !files.containsKey(input.name())) {
        throw usage("Input '%s' is missing: --input %s=FILE".formatted(input.name(), input.name()));
      }
    }
  }

  private static Object value(Argument argument, String text) {
    return parsed(argument.type(), text)
        .filter(argument.type()::allows)
        .orElseThrow(() ->
            usage(
                "Argument '%s' is '%s', allowed is %s"
                    .formatted(argument.name(), text, argument.type().allowed())));
  }

  private static Optional<Object> parsed(ArgumentType type, String text) {
    try {
      return switch (type) {
        case ArgumentType.Whole whole -> Optional.of(Long.valueOf(text));
        case ArgumentType.Real real -> Optional.of(Double.valueOf(text));
        case ArgumentType.Flag flag ->
            text.equals("true") || text.equals("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty();
        case ArgumentType.Many many -> {
          List<Object> items = new ArrayList<>();
          for (String item : text.split(",")) {
            parsed(many.of(), item).ifPresent(items::add);
          }
          yield Optional.of(items);
        }
        default -> Optional.of(text);
      };
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private List<Path> files(String text) {
    List<Path> files = new ArrayList<>();
    for (String part : text.split(",")) {
      Path file = session.workingDirectory().resolve(part).toAbsolutePath().normalize();
      if (!Files.isRegularFile(file)) {
        throw usage("There is no file %s.".formatted(part));
      }
      files.add(file);
    }
    return files;
  }

  private static CommandFailedException unknown(String what, String name, Map<String, ?> known) {
    return usage(
        "There is no %s '%s', allowed are %s"
            .formatted(what, name, known.isEmpty() ? "none" : String.join(", ", known.keySet())));
  }

  private static CommandFailedException usage(String message) {
    return new CommandFailedException(ExitCode.USAGE, Style.withoutControls(message));
  }
}
