package dev.ionosphere.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void theReferenceListsTheSameCodes() throws IOException {
    Matcher rows =
        Pattern.compile("^\\| (\\d+) \\| (.+) \\|$", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/reference/cli.md")));
    Map<String, String> documented = new LinkedHashMap<>();
    while (rows.find()) {
      documented.put(rows.group(1), rows.group(2));
    }
    assertThat(documented).containsExactlyEntriesOf(new LinkedHashMap<>(ExitCode.meanings()));
  }

  @Test
  void theScriptEndsWithItsCodeWhenNothingCanBeBuilt() throws IOException {
    assertThat(Files.readString(Path.of("../ion")))
        .contains("exit " + ExitCode.NOT_BUILT.code() + "; }");
  }
}
