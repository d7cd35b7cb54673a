package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Join.Match;
import dev.ionosphere.spec.ion.Join.Need;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JoinTest {

  private static final String HEAD =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: a}
      spec:
        nodes:
          train: {kind: training, component: kmeans}
          other: {kind: training, component: kmeans}
          left: {kind: approval}
          right: {kind: approval}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all|{\"need\":\"all\",\"match\":\"lineage\"}",
        "any|{\"need\":\"any\",\"match\":\"lineage\"}",
        "{atLeast: 2}|{\"atLeast\":2,\"match\":\"lineage\"}",
        "{need: all, match: latest}|{\"need\":\"all\",\"match\":\"latest\"}",
        "{match: lineage, need: any}|{\"need\":\"any\",\"match\":\"lineage\"}",
      })
  void branchesOfOneCandidateMatchByLineage(String join, String canonical) {
    ReadResult.Valid valid =
        Documents.valid(document(join, "train", "left", "train", "right") + idle());

    assertThat(valid.canonicalJson()).contains("\"join\":" + canonical);
    assertThat(Documents.valid(valid.canonicalJson()).ion()).isEqualTo(valid.ion());
  }

  @Test
  void independentOriginsMatchTheLatest() {
    ReadResult.Valid valid = Documents.valid(document("all", "train", "left", "other", "right"));

    assertThat(valid.ion().joins())
        .containsOnlyKeys("score")
        .containsEntry("score", new Join(new Need.All(), Match.LATEST));
  }

  @Test
  void aNodeWithOneModelEdgeHasNoJoin() {
    assertThat(Documents.valid(Documents.text(Documents.turbofan("ion.yaml"))).ion().joins())
        .isEmpty();
  }

  @Test
  void needCountsTheDeclaredEdges() {
    assertThat(new Need.Any().of(3)).isEqualTo(1);
    assertThat(new Need.All().of(3)).isEqualTo(3);
    assertThat(new Need.AtLeast(2).of(3)).isEqualTo(2);
    assertThat(new Need.AtLeast(5).of(3)).isEqualTo(3);
  }

  private static String document(String join, String from, String to, String from2, String to2) {
    return HEAD
        + """
            score:
              kind: inference
              placement: {devices: role}
              every: 1m
              source: {file: a.csv}
              join: %s
          edges:
            - {from: %s, to: %s}
            - {from: %s, to: %s}
            - {from: left, to: score}
            - {from: right, to: score}
        """
            .indent(0)
            .formatted(join, from, to, from2, to2);
  }

  /** The other training needs somewhere to go, or it is a warning. */
  private static String idle() {
    return "\n---\nspec: {nodes: {other: ~}}\n";
  }
}
