package dev.ionosphere.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void isPlainWhenPiped() {
    Terminal piped = terminal(Map.of(), 0);
    piped.line(piped.good("done"));
    piped.redraw(List.of("progress"));
    assertThat(text()).isEqualTo("done\n");
  }

  @Test
  void obeysNoColor() {
    Terminal plain = terminal(Map.of("NO_COLOR", "1"), 80);
    assertThat(plain.good("done")).isEqualTo("done");
    assertThat(plain.live()).isTrue();
    assertThat(terminal(Map.of(), 80).good("done")).isEqualTo("\033[32mdone\033[0m");
  }

  @Test
  void takesProgressAwayBeforeTheNextLine() {
    Terminal live = terminal(Map.of("NO_COLOR", "1"), 10);
    live.redraw(List.of("one", "a line that is too long"));
    live.line("told");
    assertThat(text()).isEqualTo("\033[2Kone\n\033[2Ka line th…\n\033[J\033[2A\033[Jtold\n");
  }

  @Test
  void alignsColumnsByWhatIsSeen() {
    Terminal colours = terminal(Map.of(), 80);
    List<String> lines =
        new Table("A", "B").row(colours.bad("xyz"), "1").row("u", "2").lines(terminal(Map.of(), 0));
    assertThat(lines).containsExactly("A    B", "\033[31mxyz\033[0m  1", "u    2");
  }

  @Test
  void drawsBarsOfExactWidth() {
    assertThat(ProgressBar.of(0, 4)).isEqualTo("░░░░");
    assertThat(ProgressBar.of(0.5, 4)).isEqualTo("██░░");
    assertThat(ProgressBar.of(1.0 / 32, 4)).isEqualTo("▏░░░");
    assertThat(ProgressBar.of(7, 4)).isEqualTo("████");
    assertThat(ProgressBar.of(Double.NaN, 4)).isEqualTo("░░░░");
  }

  @Test
  void keepsOthersTextFromMovingTheCursor() {
    assertThat(Style.withoutControls("a\033[2Jb\nc")).isEqualTo("a?[2Jb\nc");
    assertThat(Style.withoutControls("pump-\u202e1\u2066\u2028é")).isEqualTo("pump-?1??é");
  }

  @Test
  void writesYamlThatReadsBackTheSame() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String yaml =
        YamlText.of(
            json.readTree(
                "{\"a\":[{\"b\":1,\"c\":[true,null]},[]],\"no\":\"yes\",\"t\":\"x:"
                    + " y\",\"e\":{},\"d\":\"2026-01-01\"}"));
    assertThat(yaml)
        .isEqualTo(
            """
            a:
              - b: 1
                c:
                  - true
                  - null
              - []
            "no": "yes"
            t: "x: y"
            e: {}
            d: "2026-01-01"
            """);
  }

  private Terminal terminal(Map<String, String> environment, int columns) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Terminal.of(stream, stream, environment, columns);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
