package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.CommandWord;
import dev.ionosphere.spec.component.CommandWord.Group;
import dev.ionosphere.spec.component.CommandWord.Placeholder;
import dev.ionosphere.spec.component.CommandWord.Word;
import dev.ionosphere.spec.component.Input;
import dev.ionosphere.spec.component.Output;
import dev.ionosphere.spec.component.Program;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.RelativePath;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is started: {@code engine}, {@code command}, {@code spark}. */
final class ProgramText {

  private static final List<String> ENGINES = List.of("process", "spark");
  private static final int MOST_WORDS = 500;
  private static final String WORD =
      "a word; a group of words in a list; numbers in quotes if they are text";

  private final Names names;
  private final Findings findings;

  private ProgramText(Names names, Findings findings) {
    this.names = names;
    this.findings = findings;
  }

  /** What the places of a command may stand for. */
  record Names(
      Map<String, Argument> arguments, Map<String, Input> inputs, Map<String, Output> outputs) {}

  static Program read(Fields root, Names names) {
    ProgramText text = new ProgramText(names, root.findings());
    String engine = root.choice("engine", "process", ENGINES);
    return engine.equals("spark") ? text.spark(root) : text.process(root);
  }

  private Program process(Fields root) {
    if (root.need("command").isEmpty()) {
      return new Program.Command(List.of());
    }
    List<CommandWord> words = words(root, "command");
    boolean starts =
        !words.isEmpty()
            && words.getFirst() instanceof Word first
            && first.placeholders().isEmpty();
    if (!starts) {
      findings.refused(
          root.at("command"),
          "command",
          words.isEmpty() ? "no word" : "a first word that is not known beforehand",
          "the program first, such as [python, train.py]");
    }
    return new Program.Command(words);
  }

  private Program spark(Fields root) {
    Fields spark = root.needMap("spark");
    Optional<String> python = RelativePath.read(spark, "python");
    Optional<String> jar = RelativePath.read(spark, "jar");
    String mainClass = spark.text("mainClass", "", "the name of a class");
    List<CommandWord> words = words(spark, "arguments");
    if (python.isPresent() == !mainClass.isEmpty() && !spark.isReported()) {
      findings.refused(
          spark.at(),
          spark.path(),
          python.isPresent() ? "python and mainClass" : "neither python nor mainClass",
          "one of the two: a script, or a class with its jar");
    }
    if (python.isPresent() && jar.isPresent()) {
      findings.refused(spark.keyAt("jar"), spark.pathOf("jar"), "a jar beside a script", "none");
    }
    spark.finish();
    return python
        .<Program>map(file -> new Program.SparkScript(file, words))
        .orElseGet(() -> new Program.SparkClass(mainClass, jar, words));
  }

  private List<CommandWord> words(Fields fields, String name) {
    List<CommandWord> words = new ArrayList<>();
    List<Tree> items = fields.list(name).orElse(List.of());
    if (items.size() > MOST_WORDS) {
      findings.refused(
          fields.at(name), fields.pathOf(name), items.size() + " words", "at most " + MOST_WORDS);
    }
    for (int i = 0; i < Math.min(items.size(), MOST_WORDS); i++) {
      String path = fields.pathOf(name) + "[" + i + "]";
      switch (items.get(i)) {
        case Tree.Sequence group -> {
          List<Word> together = new ArrayList<>();
          for (Tree item : group.items()) {
            word(item, path, true).ifPresent(together::add);
          }
          words.add(new Group(together));
        }
        case Tree item -> word(item, path, false).ifPresent(words::add);
      }
    }
    return words;
  }

  private Optional<Word> word(Tree item, String path, boolean grouped) {
    if (!(item instanceof Tree.Scalar scalar) || scalar.type() == ScalarType.NOTHING) {
      findings.refused(item.at(), path, item.describe(), WORD);
      return Optional.empty();
    }
    Word word = new Word(scalar.text());
    for (Placeholder place : word.placeholders()) {
      check(place, word, item.at(), path, grouped);
    }
    return Optional.of(word);
  }

  private void check(Placeholder place, Word word, Position at, String path, boolean grouped) {
    switch (place.kind()) {
      case "arg", "flag" -> argument(place, at, path, grouped);
      case "input" -> {
        known(place, names.inputs().keySet(), at, path);
        Input input = names.inputs().get(place.name());
        inGroup(input != null && input.optional(), grouped, place, at, path);
      }
      case "output" -> known(place, names.outputs().keySet(), at, path);
      default -> {
        if (!word.text().equals("{args}")) {
          findings.refused(at, path, "{args} within a word", "{args} as a word of its own");
        }
      }
    }
  }

  private void argument(Placeholder place, Position at, String path, boolean grouped) {
    known(place, names.arguments().keySet(), at, path);
    Argument argument = names.arguments().get(place.name());
    if (argument == null) {
      return;
    }
    boolean flag = argument.type() instanceof dev.ionosphere.spec.component.ArgumentType.Flag;
    if (place.kind().equals("flag") && !flag) {
      findings.refused(
          at,
          path,
          "{flag:%s} of type %s".formatted(place.name(), argument.type().name()),
          "{arg:%s}; only a bool is a flag".formatted(place.name()));
    }
    inGroup(argument.optional() && place.kind().equals("arg"), grouped, place, at, path);
  }

  private void inGroup(
      boolean optional, boolean grouped, Placeholder place, Position at, String path) {
    if (optional && !grouped) {
      findings.refused(
          at,
          path,
          "'%s', which may be absent, outside of a group".formatted(place.name()),
          "a list such as [--%s, \"{%s:%s}\"], which is left out as a whole"
              .formatted(place.name(), place.kind(), place.name()));
    }
  }

  private void known(Placeholder place, Collection<String> names, Position at, String path) {
    if (!names.contains(place.name())) {
      findings.unknown(
          at,
          path,
          place.kind().equals("flag") || place.kind().equals("arg") ? "argument" : place.kind(),
          place.name(),
          names);
    }
  }
}
