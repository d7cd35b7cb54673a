package dev.ionosphere.examples.docker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One stage of a Dockerfile with what it has from the stages it builds on.
 *
 * @param context the words of each COPY from the build context: sources, then the destination
 * @param copied destinations of COPY, by the source in another stage as {@code stage:path}
 * @param runs what RUN runs
 */
record Stage(
    String name,
    Map<String, String> environment,
    List<List<String>> context,
    Map<String, String> copied,
    List<String> runs,
    List<String> exposed,
    List<String> volumes,
    List<String> entrypoint) {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

  /** All stages of a Dockerfile, by name. */
  static Map<String, Stage> read(String dockerfile) {
    Map<String, Stage> stages = new LinkedHashMap<>();
    Stage stage = new Stage("");
    for (String line : lines(dockerfile)) {
      String[] words = line.split("\\s+");
      if (words[0].equals("FROM")) {
        stage = stages.getOrDefault(words[1], new Stage("")).named(words[3]);
        stages.put(words[3], stage);
      } else {
        stage.take(words[0], line.substring(words[0].length()).strip());
      }
    }
    return stages;
  }

  /** Without comments, continued lines as one. */
  private static List<String> lines(String dockerfile) {
    return dockerfile
        .lines()
        .filter(line -> !line.startsWith("#"))
        .reduce("", (all, line) -> all + line + "\n")
        .replace("\\\n", " ")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private Stage(String name) {
    this(
        name,
        new HashMap<>(),
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  private Stage named(String other) {
    return new Stage(
        other,
        new HashMap<>(environment),
        new ArrayList<>(context),
        new LinkedHashMap<>(copied),
        new ArrayList<>(runs),
        new ArrayList<>(exposed),
        new ArrayList<>(volumes),
        new ArrayList<>(entrypoint));
  }

  private void take(String instruction, String rest) {
    switch (instruction) {
      case "COPY" -> copy(List.of(rest.split("\\s+")));
      case "RUN" -> runs.add(rest);
      case "EXPOSE" -> exposed.addAll(List.of(rest.split("\\s+")));
      case "VOLUME" -> volumes.addAll(List.of(rest.split("\\s+")));
      case "ENV" ->
          VARIABLE
              .matcher(rest)
              .results()
              .forEach(v -> environment.put(v.group(1), v.group(2).replace("\"", "")));
      case "ENTRYPOINT" -> {
        entrypoint.clear();
        entrypoint.addAll(QUOTED.matcher(rest).results().map(word -> word.group(1)).toList());
      }
      case "WORKDIR", "USER" -> {}
      default ->
          throw new IllegalArgumentException(
              "%s has %s, which this test cannot judge".formatted(name, instruction));
    }
  }

  private void copy(List<String> words) {
    Matcher from = Pattern.compile("--from=(\\S+)").matcher(words.getFirst());
    if (from.matches()) {
      copied.put(from.group(1) + ":" + words.get(1), words.get(2));
    } else {
      context.add(words);
    }
  }

  /** The word after an option of the entrypoint. */
  List<String> options(Pattern option) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i + 1 < entrypoint.size(); i++) {
      if (option.matcher(entrypoint.get(i)).matches()) {
        values.add(entrypoint.get(i + 1));
      }
    }
    return values;
  }
}
