package dev.ionosphere.programs.command;

import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.Component;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of a component is given.
 *
 * @param arguments by name, defaults among them; those of type {@code files} are in {@code files}
 * @param files of arguments of that type and of inputs, by name, absolute
 */
public record GivenValues(Map<String, Object> arguments, Map<String, List<Path>> files) {

  public GivenValues {
    arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** With the defaults of what a document does not give. */
  public static GivenValues of(
      Component component, Map<String, Object> given, Map<String, List<Path>> files) {
    Map<String, Object> all = new TreeMap<>(given);
    for (Argument argument : component.arguments().values()) {
      argument.otherwise().ifPresent(value -> all.putIfAbsent(argument.name(), value));
    }
    all.keySet().removeAll(files.keySet());
    return new GivenValues(all, files);
  }

  boolean has(String name) {
    return arguments.containsKey(name) || files.containsKey(name);
  }

  /** The spelling of a value in a command line or a variable. */
  static String text(Object value) {
    return switch (value) {
      case List<?> list ->
          String.join(",", list.stream().map(item -> text((Object) item)).toList());
      case Double number when number == Math.rint(number) && Math.abs(number) < 1L << 53 ->
          number.longValue() + ".0";
      default -> value.toString();
    };
  }
}
