package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** What a newcomer reads first. */
class HelpTest {
  private static final Pattern SENTENCE = Pattern.compile("(?s)[A-Z-].*[.]");
  private static final int MOST_LENGTH = 250;

  @TempDir Path directory;

  @Test
  void everyCommandAndEveryOptionIsASentence() {
    for (CommandLine command : all()) {
      String name = command.getCommandSpec().qualifiedName();
      assertThat(String.join(" ", command.getCommandSpec().usageMessage().description()))
          .as(name)
          .matches(SENTENCE);
      for (ArgSpec argument : command.getCommandSpec().args()) {
        if (!argument.hidden()) {
          assertThat(String.join(" ", argument.description()))
              .as(name + " " + argument.paramLabel() + " " + argument)
              .matches(SENTENCE)
              .hasSizeLessThan(MOST_LENGTH);
        }
      }
    }
  }

  @Test
  void theFirstPageListsTheExitCodesAndEveryOtherPointsToIt() {
    TestingTerminal terminal = new TestingTerminal(directory);
    for (CommandLine command : all()) {
      List<String> words =
          new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ")));
      words.removeFirst();
      words.add("--help");
      assertThat(terminal.ion(words.toArray(String[]::new))).as(words.toString()).isZero();
      assertThat(terminal.out())
          .as(words.toString())
          .contains(
              words.size() == 1
                  ? new String[] {
                    "Exit codes:", "  0    success", "  7    timed out", "  69   no JDK 25"
                  }
                  : new String[] {"Exit codes: see `ion --help`."})
          .doesNotContain("\033", "null");
      if (words.size() > 1) {
        assertThat(terminal.out()).as(words.toString()).doesNotContain("timed out while waiting");
      }
    }
  }

  @Test
  void theFirstPageSaysWhatAnIonIsAndWhatToDo() {
    TestingTerminal terminal = new TestingTerminal(directory);
    assertThat(terminal.ion("--help")).isZero();
    assertThat(terminal.out())
        .contains("An ION is one document", "First steps:", "ion demo", "ion validate ion.yaml");
    assertThat(terminal.ion()).isEqualTo(2);
    assertThat(terminal.err()).contains("Missing required subcommand", "Usage: ion");
  }

  @Test
  void theFirstPageShowsASentenceForEachCommand() {
    for (CommandLine command : all()) {
      assertThat(command.getCommandSpec().usageMessage().description()[0])
          .as(command.getCommandSpec().qualifiedName())
          .endsWith(".");
    }
  }

  @Test
  void aWrongLineIsAnsweredShortWithWhatIsWrongFirst() {
    TestingTerminal terminal = new TestingTerminal(directory);
    for (String line : List.of("timeline x --format csv", "launch", "delegations add", "edge")) {
      assertThat(terminal.ion(line.split(" "))).as(line).isEqualTo(2);
      assertThat(terminal.err()).as(line).startsWith("ion: ").contains(" --help`.");
      assertThat(terminal.err().lines().count()).as(line + terminal.err()).isLessThan(9);
    }
    assertThat(terminal.ion("timeline", "x", "--format", "csv")).isEqualTo(2);
    assertThat(terminal.err()).contains("csv", "Usage: ion timeline", "See `ion timeline --help`.");
    assertThat(terminal.ion("timeline", "verify")).isEqualTo(2);
    assertThat(terminal.err())
        .isEqualTo("ion: no ION was named; allowed: ion timeline verify ION\n");
  }

  @Test
  void aPersonSeesHelpInColours() {
    TestingTerminal terminal = new TestingTerminal(directory).columns(100);
    assertThat(terminal.ion("get", "--help")).isZero();
    assertThat(terminal.out()).contains("\033[");
    assertThat(new TestingTerminal(directory).columns(100).with("NO_COLOR", "1").ion("get", "-h"))
        .isZero();
  }

  @Test
  void aMistypedCommandIsAnsweredWithTheNearest() {
    TestingTerminal terminal = new TestingTerminal(directory);
    assertThat(terminal.ion("aply", "ion.yaml")).isEqualTo(2);
    assertThat(terminal.err()).contains("aply", "Did you mean: ion apply");
    assertThat(terminal.ion("get", "--ouput", "json")).isEqualTo(2);
    assertThat(terminal.err()).contains("Unknown option", "--output");
  }

  @Test
  void completionNamesEveryCommand() {
    TestingTerminal terminal = new TestingTerminal(directory);
    assertThat(terminal.ion("completion")).isZero();
    assertThat(terminal.out()).contains("alerts", "acknowledge", "delete", "complete -F");
  }

  private List<CommandLine> all() {
    List<CommandLine> commands = new ArrayList<>();
    collect(IonCommand.commandLine(new TestingTerminal(directory).session()), commands);
    return commands;
  }

  private static void collect(CommandLine command, List<CommandLine> into) {
    into.add(command);
    command.getSubcommands().values().forEach(child -> collect(child, into));
  }
}
