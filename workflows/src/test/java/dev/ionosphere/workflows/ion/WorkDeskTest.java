package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WorkDeskTest {

  private static final WorkEnd DONE = new WorkEnd.Done("output");
  private final List<IonEvent> inbox = new ArrayList<>();
  private final Map<String, Consumer<WorkEnd>> ends = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();

  private final WorkDesk desk =
      new WorkDesk(
          inbox::add,
          (work, over) -> {
            ends.put(work.id(), over);
            return new TestingPiece(work);
          });

  private final class TestingPiece implements WorkPiece {
    private final Work work;

    TestingPiece(Work work) {
      this.work = work;
    }

    @Override
    public Work work() {
      return work;
    }

    @Override
    public void start() {
      told.add("start " + work.id());
    }

    @Override
    public void find() {
      told.add("find " + work.id());
    }

    @Override
    public void tell(Work.Mode mode) {
      told.add(mode + " " + work.id());
    }

    @Override
    public void look() {
      told.add("look " + work.id());
    }

    @Override
    public void end(Optional<Work> next) {
      told.add("end %s, next %s".formatted(work.id(), next.map(Work::id).orElse("nothing")));
    }
  }

  private static Work work(String id) {
    return new Work(id, "detect", new Runner.Rollout(), "input", 1, Work.Mode.RUN, id);
  }

  @Test
  void startsWhatIsNewAndEndsWhatIsNotWanted() {
    desk.want("detect", List.of(work("a")));
    desk.want("other", List.of());
    desk.want("detect", List.of(work("b")));
    assertThat(told).containsExactly("start a", "start b", "end a, next b");
  }

  @Test
  void findsWhatAnEarlierRunStarted() {
    desk.attach(work("a"));
    desk.hint("a");
    desk.want("detect", List.of(work("a")));
    assertThat(told).containsExactly("find a", "look a", "RUN a");
  }

  @Test
  void whatHasEndedIsNotStartedAgainBeforeTheMachineKnows() {
    desk.want("detect", List.of(work("a")));
    ends.get("a").accept(DONE);
    assertThat(inbox).containsExactly(new IonEvent.WorkEnded("a", "detect", DONE));
    // The machine took something else first that touched the node.
    desk.want("detect", List.of(work("a")));
    desk.hint("a");
    desk.want("detect", List.of());
    assertThat(told).containsExactly("start a");
  }

  @Test
  void anEndIsToldOnceAndNotOfWhatIsNotWanted() {
    desk.want("detect", List.of(work("a"), work("b")));
    ends.get("a").accept(DONE);
    ends.get("a").accept(DONE);
    desk.want("detect", List.of(work("a")));
    ends.get("b").accept(DONE);
    assertThat(inbox).hasSize(1);
  }
}
