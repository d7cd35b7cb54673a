package dev.ionosphere.api.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramsTest {

  @Test
  void saysWhereEachBinStarts() {
    assertThat(Histograms.labels(Bins.continuous(1, 2.5))).containsExactly("< 1", "≥ 1", "≥ 2.5");
  }

  @Test
  void tellsEdgesApartThatAreClose() {
    assertThat(Histograms.labels(Bins.continuous(2387.96, 2388.02, 2388.11)))
        .containsExactly("< 2387.96", "≥ 2387.96", "≥ 2388.02", "≥ 2388.11");
  }

  @Test
  void namesTheCategoriesAndWhatIsUnseen() {
    List<String> names = List.of("</canvas><script>", "a \"quoted\" 'name'", "{}\\u003c", "ünü 日本");
    Chart chart =
        Histograms.compared(
            mode(names), "training", new long[] {1, 2, 3, 4, 0}, "now", new long[] {0, 0, 0, 9, 1});
    List<String> labels = new ArrayList<>(names);
    labels.add("unseen");
    assertThat(chart.labels()).isEqualTo(labels);
    assertThat(chart.series().getLast().values()).containsExactly(0, 0, 0, 90, 10);
    JsonNode read = Json.tree(chart.json());
    assertThat(read.path("labels")).extracting(JsonNode::asText).isEqualTo(labels);
  }

  @Test
  void aCategoryMayBeCalledAsWhatIsUnseenIs() {
    Chart chart =
        Histograms.compared(
            mode(List.of("unseen")), "training", new long[] {4, 0}, "now", new long[] {1, 3});
    assertThat(chart.labels()).containsExactly("unseen", "unseen in training");
  }

  @Test
  void aThousandCategoriesHaveABarEach() {
    List<String> names = IntStream.range(1_000, 2_000).mapToObj(i -> "<b>" + i).toList();
    Chart chart =
        Histograms.compared(mode(names), "training", new long[1_001], "now", new long[1_001]);
    assertThat(chart.labels()).hasSize(1_001).endsWith("<b>1999", "unseen");
    assertThat(chart.series().getLast().values()).hasSize(1_001);
    assertThat(chart.json()).hasSizeLessThan(64 * 1024);
  }

  @Test
  void aNameOfMoreThanOneLineIsNoName() {
    assertThatThrownBy(() -> mode(List.of("a\nb"))).hasMessageContaining("no control characters");
  }

  private static Baseline.Feature mode(List<String> names) {
    return new Baseline.Feature(
        "mode",
        Bins.categorical(IntStream.range(0, names.size()).asDoubleStream().toArray()),
        Histogram.of(new long[names.size() + 1]),
        names);
  }
}
