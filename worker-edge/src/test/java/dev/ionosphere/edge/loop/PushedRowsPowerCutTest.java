package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import dev.ionosphere.models.device.DesiredState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power goes at every write, rename and sync of a node whose rows are pushed. */
class PushedRowsPowerCutTest {

  private static final Map<String, Object> COLUMNS =
      Map.of("csv", Map.of("columns", List.of("heat", "shake")));

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void countsOnceWhatWasAccepted(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, Life::new)).isGreaterThan(80);
  }

  private static final class Life implements PowerCuts.Life {

    private long accepted;
    private long onTheWay;

    @Override
    public void live(Path directory, TestingPowerCut disk) throws IOException {
      for (int start = 0; start < 2; start++) {
        TestingNode device = TestingNode.wholeOn(directory, disk);
        NodeLoop loop = start(device);
        for (int i = 0; i < 6; i++) {
          push(device, 1 + i % 3);
          push(device, 2);
          loop.batch();
          if (i % 2 == 1) {
            loop.close();
          }
        }
        loop.end();
      }
    }

    private void push(TestingNode device, int rows) throws IOException {
      onTheWay = rows;
      byte[] parcel =
          "1,1.0000000000000000000000000\n".repeat(rows).getBytes(StandardCharsets.UTF_8);
      device.inboxes.find(TestingNode.KEY).orElseThrow().inbox().append(parcel);
      onTheWay = 0;
      accepted += rows;
    }

    @Override
    public void check(Path directory, String when) throws IOException {
      TestingNode device = new TestingNode(directory);
      NodeLoop loop = start(device);
      loop.batch();
      loop.close();
      // What was on the way was answered by nobody; it may be there.
      assertThat(device.rows()).as(when).isIn(accepted, accepted + onTheWay);
      long before = device.rows();
      push(device, 3);
      loop.batch();
      loop.close();
      assertThat(device.rows()).as(when + ", and gone on").isEqualTo(before + 3);
      assertThat(device.incidents("device.rows.bad")).as(when).isEmpty();
    }

    private static NodeLoop start(TestingNode device) throws IOException {
      DesiredState file = TestingNode.state(TestingNode.FIRST, 1, 1_000);
      DesiredState pushed =
          new DesiredState(
                  file.device(),
                  file.ion(),
                  file.node(),
                  file.generation(),
                  file.model(),
                  file.every(),
                  "",
                  file.batch(),
                  null,
                  COLUMNS,
                  null,
                  null)
              .of(new SourceSpec.Push());
      return device.start(TestingNode.FIRST, pushed);
    }
  }
}
