package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Everything on the timeline of an ION, oldest first. */
record Records(String ion, List<JsonNode> entries) {

  static Records of(HubClient hub, String ion) {
    List<JsonNode> newestFirst = new ArrayList<>();
    String cursor = "";
    JsonNode page;
    do {
      page = hub.get("/api/v1/ions/" + ion + "/timeline?limit=1000" + cursor);
      page.path("items").forEach(newestFirst::add);
      cursor = "&cursor=" + page.path("next").asText();
    } while (page.hasNonNull("next"));
    return new Records(ion, newestFirst.reversed());
  }

  /** How many there are, by kind. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.path("kind").asText(), 1, Integer::sum));
    return counts;
  }

  List<JsonNode> of(String kind) {
    return entries.stream().filter(entry -> entry.path("kind").asText().equals(kind)).toList();
  }

  /** What the records of a kind are about, in order. */
  List<String> subjects(String kind) {
    return of(kind).stream().map(entry -> entry.path("subject").asText()).toList();
  }

  /** Each lap from its training to its proven model, in order, and no step of it a second time. */
  void assertLaps(int laps) {
    List<String> runs = numbered("%s.retrain.%d", laps);
    assertThat(subjects("training.started")).isEqualTo(runs);
    assertThat(subjects("training.finished")).isEqualTo(runs);
    List<String> approvals = numbered("%s.review.%d", laps);
    assertThat(subjects("approval.opened")).isEqualTo(approvals);
    assertThat(subjects("approval.decided")).isEqualTo(approvals);
    List<String> rollouts = numbered("rollout:%s:detect:%d", laps);
    assertThat(subjects("rollout.started")).isEqualTo(rollouts);
    assertThat(subjects("rollout.finished")).isEqualTo(rollouts);
    assertThat(of("rollout.finished"))
        .allSatisfy(entry ->
            assertThat(entry.at("/data/outcome").asText()).as("%s", entry).isEqualTo("completed"));
    assertThat(subjects("model.released")).doesNotHaveDuplicates().hasSize(laps);
    assertThat(subjects("model.proven")).isEqualTo(subjects("model.released"));
    assertThat(of("device.applied"))
        .extracting(entry -> entry.path("subject") + " " + entry.at("/data/generation"))
        .doesNotHaveDuplicates();
    assertThat(counts()).doesNotContainKeys("training.failed", "training.lost", "record.set-aside");
  }

  private List<String> numbered(String id, int laps) {
    return IntStream.rangeClosed(1, laps).mapToObj(lap -> id.formatted(ion, lap)).toList();
  }
}
