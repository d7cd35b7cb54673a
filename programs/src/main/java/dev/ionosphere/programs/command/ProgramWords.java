package dev.ionosphere.programs.command;

import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.CommandWord;
import dev.ionosphere.spec.component.CommandWord.Group;
import dev.ionosphere.spec.component.CommandWord.Placeholder;
import dev.ionosphere.spec.component.CommandWord.Word;
import dev.ionosphere.spec.component.Component;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of a command with their values in place. */
public final class ProgramWords {

  private final Component component;
  private final GivenValues given;
  private final RunFolder folder;

  private ProgramWords(Component component, GivenValues given, RunFolder folder) {
    this.component = component;
    this.given = given;
    this.folder = folder;
  }

  /** The words of a program, none of which a shell will look into. */
  public static List<String> of(
      List<CommandWord> words, Component component, GivenValues given, RunFolder folder) {
    ProgramWords program = new ProgramWords(component, given, folder);
    List<String> all = new ArrayList<>();
    for (CommandWord word : words) {
      all.addAll(
          switch (word) {
            case Word alone -> program.word(alone).orElse(List.of());
            case Group group -> program.group(group);
          });
    }
    return all;
  }

  private List<String> group(Group group) {
    List<String> words = new ArrayList<>();
    for (Word word : group.words()) {
      Optional<List<String>> values = word(word);
      if (values.isEmpty()) {
        return List.of();
      }
      words.addAll(values.get());
    }
    return words;
  }

  /** Nothing if a value in it is absent; no word for a flag that is not set. */
  private Optional<List<String>> word(Word word) {
    List<Placeholder> places = word.placeholders();
    if (places.size() == 1 && places.getFirst().kind().equals("args")) {
      return Optional.of(all());
    }
    if (places.size() == 1
        && places.getFirst().kind().equals("flag")
        && word.text().equals("{flag:" + places.getFirst().name() + "}")) {
      return Optional.of(flag(places.getFirst().name()));
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Placeholder place : places) {
      Optional<String> value = value(place);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(word.text(), from, place.start()).append(value.get());
      from = place.end();
    }
    return Optional.of(List.of(text.append(word.text().substring(from)).toString()));
  }

  private Optional<String> value(Placeholder place) {
    return switch (place.kind()) {
      case "output" -> Optional.of(output(component, folder, place.name()).toString());
      case "input" -> input(given, folder, place.name()).map(Path::toString);
      default -> argument(place.name());
    };
  }

  private Optional<String> argument(String name) {
    List<Path> files = given.files().get(name);
    if (files != null) {
      return Optional.of(String.join(",", files.stream().map(Path::toString).toList()));
    }
    return Optional.ofNullable(given.arguments().get(name)).map(GivenValues::text);
  }

  /** Every argument as {@code --name value}, in the order of names. */
  private List<String> all() {
    List<String> words = new ArrayList<>();
    component.arguments().keySet().stream()
        .sorted()
        .filter(given::has)
        .forEach(name -> {
          if (given.arguments().get(name) instanceof Boolean) {
            words.addAll(flag(name));
          } else {
            words.add("--" + name);
            words.add(argument(name).orElse(""));
          }
        });
    return words;
  }

  private List<String> flag(String name) {
    boolean set = Boolean.TRUE.equals(given.arguments().get(name));
    Argument argument = component.arguments().get(name);
    return switch (argument == null ? Argument.Style.FLAG : argument.style()) {
      case FLAG -> set ? List.of("--" + name) : List.of();
      case VALUE -> List.of("--" + name, Boolean.toString(set));
      case NEGATABLE -> List.of((set ? "--" : "--no-") + name);
    };
  }

  /** Where a program finds an input: its only file, or the folder of its files. */
  static Optional<Path> input(GivenValues given, RunFolder folder, String name) {
    return Optional.ofNullable(given.files().get(name))
        .map(files ->
            files.size() == 1
                ? ProgramFolder.places(folder, name, files).getFirst()
                : folder.inputs().resolve(name));
  }

  /** Where a program puts an output. */
  static Path output(Component component, RunFolder folder, String name) {
    return folder.unfinished().resolve(name);
  }

  /** Names of the inputs, with their files. */
  static Map<String, List<Path>> inputs(Component component, GivenValues given) {
    Map<String, List<Path>> inputs = new java.util.LinkedHashMap<>();
    component
        .inputs()
        .keySet()
        .forEach(name ->
            Optional.ofNullable(given.files().get(name))
                .ifPresent(files -> inputs.put(name, files)));
    return inputs;
  }
}
