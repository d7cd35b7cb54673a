package dev.ionosphere.models.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

  private static final Baseline BASELINE =
      new Baseline(
          List.of(
              new Baseline.Feature(
                  "s2", Bins.continuous(641.25, 642.5), Histogram.of(new long[] {1, 2, 3}, 7)),
              new Baseline.Feature("s6", Bins.categorical(21.6, 21.61), Histogram.of(9, 8, 0)),
              new Baseline.Feature(
                  "mode",
                  Bins.categorical(0, 1),
                  Histogram.of(5, 12, 0),
                  List.of("auto", "hand"))));

  @Test
  void comesBackAsItWas() {
    assertThat(Baseline.read(BASELINE.toJson())).isEqualTo(BASELINE);
    assertThat(BASELINE.feature("s6")).contains(BASELINE.features().get(1));
    assertThat(BASELINE.feature("s7")).isEmpty();
  }

  @Test
  void readsWhatTrainingWrites() {
    assertThat(
            read(
                """
                {"features":[
                 {"name":"s2","kind":"continuous","edges":[641.25,642.5],"counts":[1,2,3]},
                 {"counts":[9,8,0],"kind":"categorical","edges":[21.6,21.61],"name":"s6"}]}
                """))
        .isEqualTo(
            new Baseline(
                List.of(
                    new Baseline.Feature(
                        "s2", Bins.continuous(641.25, 642.5), Histogram.of(1, 2, 3)),
                    BASELINE.features().get(1))));
  }

  @Test
  void readsInfiniteEdgesAndCategoriesWithoutOthers() {
    Baseline read =
        read(
            """
            {"features":[
             {"name":"a","kind":"continuous","edges":["-Infinity",1,2,"Infinity"],"counts":[1,2,3]},
             {"name":"b","kind":"categorical","edges":[1,2],"counts":[4,5]}]}
            """);
    assertThat(read.features().get(0).bins()).isEqualTo(Bins.continuous(1, 2));
    assertThat(read.features().get(1).training()).isEqualTo(Histogram.of(4, 5, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"kind\":\"other\",\"edges\":[1],\"counts\":[1,2]}",
        "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[2,1],\"counts\":[1,2,3]}",
        "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1]}",
        "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,-2]}",
        "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,2.5]}",
        "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[9223372036854775807,9]}",
        "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,2],\"missing\":-1}",
        "{\"name\":\"\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,2]}",
        "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,2],\"labels\":[\"x\"]}",
        "{\"name\":\"a\",\"kind\":\"categorical\",\"edges\":[0,1],\"counts\":[1,2],\"labels\":[\"x\"]}",
        "{\"name\":\"a\",\"kind\":\"categorical\",\"edges\":[0],\"counts\":[1,2],\"labels\":[\"\"]}",
        "{\"name\":\"a\",\"kind\":\"categorical\",\"edges\":[\"NaN\"],\"counts\":[1,2]}",
      })
  void refusesWhatIsNoHistogram(String feature) {
    assertThatThrownBy(() -> read("{\"features\":[" + feature + "]}"))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void refusesAFeatureTwice() {
    String feature = "{\"name\":\"a\",\"kind\":\"continuous\",\"edges\":[1],\"counts\":[1,2]}";
    assertThatThrownBy(() -> read("{\"features\":[" + feature + "," + feature + "]}"))
        .hasMessageContaining("a name twice");
  }

  @Property(tries = 1000)
  void readsOrRefusesDamagedBytes(@ForAll long seed) {
    Hostile.readsOrRefuses(Baseline::read, Hostile.damaged(BASELINE.toJson(), seed));
  }

  private static Baseline read(String json) {
    return Baseline.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
