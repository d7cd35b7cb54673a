package dev.ionosphere.pipelines.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.plan.Unseen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnChoiceTest {

  private static final ColumnWish ALL = new ColumnWish(List.of(), Set.of());

  @TempDir Path directory;

  private ColumnChoice choose(Map<String, Object> format, ColumnWish wish, String content)
      throws IOException {
    TableFiles files = new TestingFiles(directory).of(format, content);
    return ColumnChoice.of(files, TestingFiles.profile(files), wish);
  }

  private ColumnChoice choose(String content) throws IOException {
    return choose(Map.of(), ALL, content);
  }

  private static ColumnWish listed(String... features) {
    return new ColumnWish(List.of(features), Set.of());
  }

  private static ColumnWish without(String... columns) {
    return new ColumnWish(List.of(), Set.of(columns));
  }

  private void isRefused(ColumnWish wish, String content, String... said) {
    assertThatThrownBy(() -> choose(Map.of(), wish, content))
        .isInstanceOf(JobException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).contains(said));
  }

  @Test
  void whatIsNoNumberIsLeftOutAndListed() throws IOException {
    ColumnChoice choice =
        choose(
            """
            time,day,on,note,none,,a,b
            2026-01-01T00:00:00,2026-01-01,true,x,,1,1,2
            2026-01-01 00:00:01,2026-01-02,false,y,NA,2,3,2.5
            """);
    assertThat(choice.names()).containsExactly("a", "b");
    assertThat(choice.leftOut())
        .containsExactly(
            new LeftOut("", "", "has no name"),
            new LeftOut("time", "timestamp", "holds times"),
            new LeftOut("day", "date", "holds days"),
            new LeftOut("on", "bool", "holds true and false; list it under 'categories' to use it"),
            new LeftOut(
                "note", "string", "holds text of 2 values; list it under 'categories' to use it"),
            new LeftOut("none", "float64", "has no value"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"engine.temp", "oil temp [°C]", "a`b", "`a`", "x.y.z", "Größe", "a\"\"b", "100%"})
  void namesAreKeptAsTheyAre(String name) throws IOException {
    ColumnChoice choice = choose("\"" + name + "\",b\n1,2\n2,3\n");
    assertThat(choice.names()).containsExactly(name.replace("\"\"", "\""), "b");
  }

  @Test
  void namesThatAreThereTwiceAreRefusedUnlessTheyAreNotWanted() throws IOException {
    String content = "a,a,b\n1,2,3\n2,3,4\n";
    isRefused(ALL, content, "'a'", "there twice", "'exclude'");
    isRefused(listed("a"), content, "'a'", "there twice");
    assertThat(choose(Map.of(), without("a"), content).names()).containsExactly("b");
    assertThat(choose(Map.of(), listed("b"), content).names()).containsExactly("b");
  }

  @Test
  void namesThatDifferByCapitalsAloneAreRefusedUnlessOneIsNotWanted() throws IOException {
    String content = "Temp,temp,c\n1,2,3\n2,3,4\n";
    isRefused(ALL, content, "'Temp' and 'temp'");
    assertThat(choose(Map.of(), without("Temp"), content).names()).containsExactly("temp", "c");
    assertThat(choose("Temp,temp\n1,x\n2,y\n").names()).containsExactly("Temp");
  }

  @Test
  void namesThatNoModelCanHaveAreRefusedBeforeItLearns() throws IOException {
    isRefused(ALL, "\"a\nb\",c\n1,2\n2,3\n", "(3 characters that are no name)", "control");
    isRefused(ALL, "a".repeat(1_025) + ",c\n1,2\n2,3\n", "(1025 characters that are no name)");
    assertThat(choose(Map.of(), without("a\tb"), "\"a\tb\",c\n1,2\n2,3\n").names())
        .containsExactly("c");
  }

  @Test
  void whatDiffersByRoundingAloneIsConstant() throws IOException {
    ColumnChoice choice = choose("a,b\n1.0,1\n1.0000000000000002,2\n0.9999999999999999,3\n");
    assertThat(choice.names()).containsExactly("b");
    assertThat(choice.constant()).containsExactly("a");
    isRefused(ALL, "a,b\n1,2\n1,2\n", "every feature is constant", "[a, b]");
  }

  @ParameterizedTest
  @CsvSource({
    "s, 1767225600, 1767225601",
    "ms, 1767225600000, 1767225600001",
    "us, 1767225600000000, 1767225600000001",
    "ns, 1767225600000000000, 1767225600000001024"
  })
  void wholeNumbersThatLookLikeTimesAreLeftOutUnlessTheyAreListed(
      String unit, String first, String second) throws IOException {
    String content = "at,a\n" + first + ",1\n" + second + ",2\n";
    ColumnChoice choice = choose(content);
    assertThat(choice.names()).containsExactly("a");
    assertThat(choice.leftOut().get(0).why()).contains("times, as epoch-" + unit, "'features'");
  }

  @Test
  void whatOnlyNearlyLooksLikeTimesIsLearnedFrom() throws IOException {
    assertThat(choose("a,b\n1767225600.5,0\n1767225601,1767225600000\n").names())
        .containsExactly("a", "b");
    assertThat(choose(Map.of(), listed("at"), "at\n1767225600\n1767225699\n").names())
        .containsExactly("at");
  }

  @Test
  void theColumnThatSaysWhenARowWasIsNoFeature() throws IOException {
    Map<String, Object> format = Map.of("csv", Map.of("time", Map.of("column", "at")));
    ColumnChoice choice = choose(format, ALL, "at,a\n7,1\n8,2\n");
    assertThat(choice.names()).containsExactly("a");
    assertThat(choice.leftOut()).extracting(LeftOut::why).containsExactly("says when a row was");
    assertThatThrownBy(() -> choose(format, ALL, "a,b\n7,1\n8,2\n"))
        .hasMessageContaining("no column 'at'");
  }

  @Test
  void oneBrokenValueDoesNotLeaveAColumnOutInSilence() throws IOException {
    isRefused(
        ALL,
        "a,b\n1,2\n12d,4\n5,6\n",
        "column 'a' is no number",
        "'12d'",
        "'exclude'",
        "how a missing value is written");
    Map<String, Object> format = Map.of("csv", Map.of("missing", List.of("12d")));
    assertThat(choose(format, ALL, "a,b\n1,2\n12d,4\n5,6\n").names()).containsExactly("a", "b");
    isRefused(listed("b"), "a,b\n1,x\n2,y\n", "column 'b' is no number", "'x'");
    isRefused(listed("b"), "a,b\n1,true\n2,false\n", "column 'b' is no number", "true and false");
    isRefused(listed("b"), "a,b\n1,\n2,\n", "column 'b'", "no value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN", "Nan", "NAN", "NA", "n/a", "null", "-", "", "inf", "1e400", " 12 ", "+5", ".5"
      })
  void usualSpellingsKeepAColumnNumeric(String spelling) throws IOException {
    assertThat(choose("a,b\n1,1\n2,2\n" + spelling + ",3\n").names()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12d", "12f", "0x1F", "1_000", "0x1p3", "1 000", "x"})
  void spellingsThatOnlyProgramsReadAreNamed(String spelling) {
    isRefused(ALL, "a,b\n1,1\n2,2\n" + spelling + ",3\n", "column 'a'", "'" + spelling + "'");
  }

  @Test
  void aSemicolonFileWithoutItsDelimiterIsToldWhatToState() throws IOException {
    String content = "a;b\n1.5;2\n2.5;3\n";
    isRefused(ALL, content, "no numeric column", "';'", "format.csv.delimiter");
    Map<String, Object> format = Map.of("csv", Map.of("delimiter", ";", "decimal", ","));
    ColumnChoice choice = choose(format, ALL, "a;b;;\n8,3671;2;;\n9,5;3;;\n");
    assertThat(choice.names()).containsExactly("a", "b");
    assertThat(choice.leftOut())
        .extracting(LeftOut::why)
        .containsExactly("has no name, nor have 1 more");
  }

  @Test
  void columnsThatAreNotThereAreNamed() {
    isRefused(listed("c"), "a,b\n1,2\n", "no column 'c', it has [a, b]");
    isRefused(without("c"), "a,b\n1,2\n", "no column 'c', it has [a, b]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MC4CAQAwBQYDK2VwBCIEIJ+7Zl0Y8vQ1xw9h3ZkYw0=",
        "q7Zl0Y8vQ1xw9h3ZkYw0q7Zl0Y8vQ1xw9h3ZkYw0aaa",
        "{\"kty\":\"OKP\",\"d\":\"short\"}",
        "ION_TOKEN=short"
      })
  void neverQuotesALineThatIsNoHeader(String secret) {
    assertThatThrownBy(() -> choose(secret + "\nx\n"))
        .hasMessageContaining("a line that is no header")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("short", "7Zl0Y8"));
    assertThatThrownBy(() -> choose(secret + "," + secret + "\nx,y\n"))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("short", "7Zl0Y8"));
  }

  private static ColumnWish categories(String... columns) {
    return new ColumnWish(
        List.of(), Set.of(), List.of(columns), Unseen.other, Optional.of("label"));
  }

  @Test
  void textsTruthsAndWholeNumbersMayBeCategories() throws IOException {
    String csv = "a,mode,on,gear,note,label\n1,auto,true,1,x,A\n2,hand,false,2,y,B\n";
    ColumnChoice choice = choose(Map.of(), categories("mode", "on", "gear"), csv);
    assertThat(choice.names()).containsExactly("a", "mode", "on", "gear");
    assertThat(choice.categories()).containsExactlyInAnyOrder("mode", "on", "gear");
    assertThat(choice.columns().get(3)).isEqualTo(new Column("gear", ColumnType.STRING, true));
    assertThat(choice.leftOut())
        .containsExactly(
            new LeftOut(
                "note", "string", "holds text of 2 values; list it under 'categories' to use it"));
  }

  @Test
  void refusesCategoriesThatAreNone() {
    String csv = "a,t,label\n1.5,2026-01-01,A\n2,2026-01-02,B\n";
    isRefused(categories("t"), csv, "column 't' is no category, it holds days");
    isRefused(categories("a"), csv, "column 'a' is no category", "a fraction");
    isRefused(categories("b"), csv, "no column 'b'");
    isRefused(categories("label"), csv, "is the label and under 'categories'");
    StringBuilder keys = new StringBuilder("a,key,label\n");
    for (int i = 0; i < 1_001; i++) {
      keys.append(i).append(",k").append(i).append(",A\n");
    }
    isRefused(categories("key"), keys.toString(), "column 'key' has more than 1000 categories");
  }
}
