package dev.ionosphere.programs.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Input;
import dev.ionosphere.spec.component.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lays out what a program finds when it starts. */
public final class ProgramFolder {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProgramFolder() {}

  /**
   * Fills a prepared folder: the component's own files, links to inputs, a file for each argument,
   * empty folders for outputs, and all of it as JSON.
   *
   * @param home folder of the component; the program works on a copy
   */
  public static void fill(
      RunFolder folder,
      Component component,
      Path home,
      GivenValues given,
      ProgramVariables.Identity identity)
      throws IOException {
    copy(home, folder.work());
    Files.createDirectories(folder.temporary());
    Map<String, List<Path>> inputs = ProgramWords.inputs(component, given);
    for (Map.Entry<String, List<Path>> input : inputs.entrySet()) {
      Files.createDirectories(folder.inputs().resolve(input.getKey()));
      List<Path> places = places(folder, input.getKey(), input.getValue());
      for (int i = 0; i < places.size(); i++) {
        Files.createSymbolicLink(places.get(i), input.getValue().get(i));
      }
    }
    for (Map.Entry<String, Object> argument : given.arguments().entrySet()) {
      Files.writeString(
          folder.arguments().resolve(argument.getKey()), GivenValues.text(argument.getValue()));
    }
    for (Output output : component.outputs().values()) {
      if (output.kind() != Output.Kind.FILE) {
        Files.createDirectories(ProgramWords.output(component, folder, output.name()));
      }
    }
    Files.write(
        folder.context(),
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(context(folder, component, given, identity, inputs)));
    Files.write(
        folder.arguments().resolve("hyperparameters.json"),
        JSON.writeValueAsBytes(texts(given.arguments())));
  }

  private static Map<String, Object> context(
      RunFolder folder,
      Component component,
      GivenValues given,
      ProgramVariables.Identity identity,
      Map<String, List<Path>> inputs) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("version", 1);
    context.put("run", identity.run());
    context.put("ion", identity.ion());
    context.put("node", identity.node());
    context.put("attempt", identity.attempt());
    context.put("component", component.reference().toString());
    context.put("arguments", given.arguments());
    Map<String, Object> places = new TreeMap<>();
    inputs.forEach((name, files) ->
        places.put(name, places(folder, name, files).stream().map(Path::toString).toList()));
    context.put("inputs", places);
    Map<String, Object> outputs = new TreeMap<>();
    component
        .outputs()
        .keySet()
        .forEach(
            name -> outputs.put(name, ProgramWords.output(component, folder, name).toString()));
    context.put("outputs", outputs);
    context.put("messages", folder.messages().toString());
    context.put("checkpoints", folder.checkpoints().toString());
    context.put("stopFile", folder.stop().toString());
    return context;
  }

  /** Where the files of an input are; of the same name the second one has a number before it. */
  static List<Path> places(RunFolder folder, String input, List<Path> files) {
    Set<String> taken = new HashSet<>();
    List<Path> places = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      for (int number = 2; !taken.add(name); number++) {
        name = number + "-" + file.getFileName();
      }
      places.add(folder.inputs().resolve(input).resolve(name));
    }
    return places;
  }

  /** Where all rows are that a program is given, input by input. */
  public static List<Path> datasets(RunFolder folder, Component component, GivenValues given) {
    List<Path> all = new ArrayList<>();
    for (Input input : component.inputs().values()) {
      List<Path> files = given.files().getOrDefault(input.name(), List.of());
      if (input.kind() == Input.Kind.DATASET) {
        all.addAll(places(folder, input.name(), files).stream().sorted().toList());
      }
    }
    return all;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static Map<String, String> texts(Map<String, Object> arguments) {
    Map<String, String> texts = new TreeMap<>();
    arguments.forEach((name, value) -> texts.put(name, GivenValues.text(value)));
    return texts;
  }
}
