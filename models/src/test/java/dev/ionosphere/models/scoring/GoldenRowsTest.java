package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.Oracle;
import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Plan and golden rows come from scikit-learn on real turbofan engines. */
class GoldenRowsTest {

  private final ScoringPlan plan = PlanJson.read(Oracle.bytes("plan.json"));

  @Test
  void equalsScikitLearn() {
    Parity parity = GoldenRows.read(Oracle.bytes("golden.json")).verify(plan);
    assertThat(parity).isInstanceOf(Parity.Equal.class);
    assertThat(((Parity.Equal) parity).rows()).isEqualTo(200);
    assertThat(((Parity.Equal) parity).largest()).isLessThan(1e-12);
  }

  @Test
  void equalsItAlsoAfterTheBinaryForm() {
    ScoringPlan read = ScoringPlan.read(plan.toBytes());
    assertThat(GoldenRows.read(Oracle.bytes("golden.json")).verify(read))
        .isInstanceOf(Parity.Equal.class);
  }

  @Test
  void namesTheFirstRowThatDiffers() {
    ObjectNode golden = (ObjectNode) Oracle.json("golden.json");
    double distance = golden.get("distances").get(17).doubleValue();
    ((ArrayNode) golden.get("distances")).set(17, distance + 1e-8);
    ((ArrayNode) golden.get("clusters")).set(40, 99);
    Parity.Different different = (Parity.Different) read(golden).verify(plan);
    assertThat(different.row()).isEqualTo(17);
    assertThat(different.message())
        .startsWith("golden row 17: got distance ")
        .contains(", expected distance ");
    ((ArrayNode) golden.get("distances")).set(17, distance + 1e-10);
    different = (Parity.Different) read(golden).verify(plan);
    assertThat(different.row()).isEqualTo(40);
    assertThat(different.expected()).isEqualTo("cluster 99");
  }

  @Test
  void aMissingValueIsAlsoAGoldenRow() {
    GoldenRows golden =
        GoldenRows.read(
            bytes(
                """
                {"features":["a"],"rows":[["NaN"],[2]],"clusters":[-1,0],"distances":["NaN",1]}
                """));
    ScoringPlan small = TestingPlans.kMeans(List.of("a"), 5, 1);
    assertThat(golden.verify(small)).isEqualTo(new Parity.Equal(2, 0));
  }

  @Test
  void theRowsMayHaveMoreColumnsThanThePlanButNotFewer() {
    ObjectNode golden = (ObjectNode) Oracle.json("golden.json");
    ((ArrayNode) golden.get("features")).add("more");
    golden.get("rows").forEach(row -> ((ArrayNode) row).add(1));
    assertThat(read(golden).verify(plan)).isInstanceOf(Parity.Equal.class);
    ((ArrayNode) golden.get("features")).set(0, "other");
    assertThatThrownBy(() -> read(golden).verify(plan)).hasMessageContaining("column s2");
  }

  @Test
  void refusesWhatIsNoTable() {
    for (String text :
        List.of(
            "{\"features\":[],\"rows\":[],\"clusters\":[],\"distances\":[]}",
            "{\"features\":[\"a\"],\"rows\":[[1]],\"clusters\":[],\"distances\":[1]}",
            "{\"features\":[\"a\"],\"rows\":[[1,2]],\"clusters\":[0],\"distances\":[1]}",
            "{\"features\":[\"a\"],\"rows\":[[1]],\"clusters\":[0.5],\"distances\":[1]}",
            "{\"features\":[\"a\"],\"rows\":[[\"x\"]],\"clusters\":[0],\"distances\":[1]}")) {
      assertThatThrownBy(() -> GoldenRows.read(bytes(text)))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Property(tries = 500)
  void readsOrRefusesDamagedBytes(@ForAll long seed) {
    Hostile.readsOrRefuses(GoldenRows::read, Hostile.damaged(Oracle.bytes("golden.json"), seed));
    Hostile.readsOrRefuses(PlanJson::read, Hostile.damaged(Oracle.bytes("plan.json"), seed));
  }

  private static GoldenRows read(ObjectNode golden) {
    return GoldenRows.read(bytes(golden.toString()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
