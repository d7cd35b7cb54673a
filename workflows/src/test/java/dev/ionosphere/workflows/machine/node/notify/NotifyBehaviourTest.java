package dev.ionosphere.workflows.machine.node.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.TestingIon;
import dev.ionosphere.workflows.machine.engine.TestingMachine;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.notice.NoticeAddress;
import dev.ionosphere.workflows.notice.NoticeMessage;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalOpened;
import dev.ionosphere.workflows.timeline.NoticeEvent.NoticeFailed;
import dev.ionosphere.workflows.timeline.NoticeEvent.NoticeSent;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifyBehaviourTest {

  private static TestingIon telling() {
    return TestingIon.guarded()
        .notify("tell", "https://hooks.example.org/${secret}")
        .event("review", "tell", "waiting", "0s")
        .event("review", "tell", "rejected", "0s");
  }

  private final TestingMachine ion = TestingMachine.launched(telling());

  private NoticeMessage message() {
    return ((NoticeOrder) ion.wanted("tell").getFirst().input()).notice();
  }

  private void end(WorkEnd end) {
    Work work = ion.wanted("tell").getFirst();
    ion.step(new IonEvent.WorkEnded(work.id(), "tell", end));
  }

  private NodeView view() {
    return ion.machine.view(ion.state, ion.now).nodes().get("tell");
  }

  @Test
  void saysWhenATestIsTold() {
    IonEvent.RunRequested request =
        new IonEvent.RunRequested("r1", Actor.person("ann"), "tell", null);
    assertThat(ion.receipt(request).message()).isEqualTo("tell tells of it within 1m");
  }

  @Test
  void gathersForAMinuteAndTellsOnce() {
    ion.candidate("retrain");
    ion.reject("review");
    assertThat(ion.wanted("tell")).isEmpty();
    assertThat(view().note()).startsWith("2 to tell at ");
    ion.passWithAlarms(Duration.ofMinutes(1));
    Work work = ion.wanted("tell").getFirst();
    assertThat(work.id()).isEqualTo("work:plant:tell:1");
    assertThat(work.runner()).isEqualTo(new Runner.Step("SendNotice", NoticeReceipt.class));
    assertThat(message())
        .returns("plant.tell.1", NoticeMessage::delivery)
        .returns("ION plant: waiting at review and 1 more", NoticeMessage::title)
        .returns(TestingMachine.START, NoticeMessage::occurredAt);
    assertThat(message().text()).contains("waiting at review").contains("rejected at review");
    assertThat(message().facts()).containsEntry("events", "2");
  }

  @Test
  void recordsWhatWasDeliveredAndWhy() {
    ion.candidate("retrain");
    ion.passWithAlarms(Duration.ofMinutes(1));
    end(new WorkEnd.Done(NoticeReceipt.DELIVERED));
    assertThat(ion.events(NoticeSent.class))
        .containsExactly(
            new NoticeSent("plant.tell.1", "hooks.example.org", "ION plant: waiting at review"));
    assertThat(ion.entry(NoticeSent.class).cause())
        .isEqualTo(ion.entry(ApprovalOpened.class).key());
    assertThat(view())
        .returns(NodeStatus.IDLE, NodeView::state)
        .returns("plant.tell.1 was delivered", NodeView::note)
        .returns(1L, NodeView::laps);
  }

  @Test
  void whatComesMeanwhileIsTheNextNotice() {
    ion.candidate("retrain");
    ion.passWithAlarms(Duration.ofMinutes(1));
    ion.reject("review");
    assertThat(message().facts()).containsEntry("events", "1");
    end(new WorkEnd.Done(NoticeReceipt.DELIVERED));
    assertThat(ion.wanted("tell")).isEmpty();
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(message())
        .returns("plant.tell.2", NoticeMessage::delivery)
        .returns("ION plant: rejected at review", NoticeMessage::title);
  }

  @Test
  void aStormIsOneNotice() {
    for (int times = 0; times < 200; times++) {
      ion.candidate("retrain");
    }
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(message().facts()).containsEntry("events", "200");
    assertThat(message().text().lines()).hasSize(21);
    assertThat(message().text()).endsWith("and 180 more");
    assertThat(message().title()).isEqualTo("ION plant: waiting at review and 199 more");
  }

  @Test
  void aRefusedNoticeIsAFailureOfTheNode() {
    TestingMachine ion =
        TestingMachine.launched(
            telling()
                .notify("other", "https://example.org/")
                .event("tell", "other", "failed", "1h"));
    ion.candidate("retrain");
    ion.passWithAlarms(Duration.ofMinutes(1));
    Work work = ion.wanted("tell").getFirst();
    ion.step(
        new IonEvent.WorkEnded(
            work.id(), "tell", new WorkEnd.Done(NoticeReceipt.refused("hooks answered 404"))));
    assertThat(ion.events(NoticeFailed.class))
        .containsExactly(
            new NoticeFailed(
                "plant.tell.1",
                "hooks.example.org",
                "ION plant: waiting at review",
                "hooks answered 404"));
    assertThat(ion.machine.view(ion.state, ion.now).nodes().get("tell").state())
        .isEqualTo(NodeStatus.FAILED);
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(((NoticeOrder) ion.wanted("other").getFirst().input()).notice().title())
        .isEqualTo("ION plant: failed at tell");
  }

  @Test
  void saysWhatItWaitsFor() {
    ion.candidate("retrain");
    ion.passWithAlarms(Duration.ofMinutes(1));
    String work = ion.wanted("tell").getFirst().id();
    WorkWait wait = new WorkWait("SendNotice", "hooks.example.org is out of reach", ion.now);
    ion.step(new IonEvent.WorkWaits(ion.id(), work, "tell", Optional.of(wait)));
    assertThat(view().state()).isEqualTo(NodeStatus.WAITING_FOR_OUTSIDE);
    assertThat(view().note()).contains("hooks.example.org is out of reach");
    ion.step(new IonEvent.WorkWaits(ion.id(), work, "tell", Optional.empty()));
    assertThat(view().state()).isEqualTo(NodeStatus.RUNNING);
  }

  @Test
  void withoutGroupingItTellsAtOnce() {
    TestingMachine ion = TestingMachine.launched(telling().set("tell", "group", "0s"));
    ion.candidate("retrain");
    assertThat(ion.wanted("tell")).hasSize(1);
  }

  @Test
  void aPauseKeepsItBack() {
    ion.candidate("retrain");
    ion.pause();
    ion.passWithAlarms(Duration.ofMinutes(5));
    assertThat(ion.wanted("tell")).isEmpty();
    ion.resume();
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(ion.wanted("tell")).hasSize(1);
  }

  @Test
  void withoutGroupingOneNoticeIsUnderWayAndNoneBeginsInAPause() {
    TestingMachine ion = TestingMachine.launched(telling().set("tell", "group", "0s"));
    ion.candidate("retrain");
    Work first = ion.wanted("tell").getFirst();
    ion.reject("review");
    assertThat(ion.wanted("tell")).containsExactly(first);
    ion.pause();
    ion.step(new IonEvent.WorkEnded(first.id(), "tell", new WorkEnd.Done(NoticeReceipt.DELIVERED)));
    assertThat(ion.wanted("tell")).isEmpty();
    ion.resume();
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(ion.wanted("tell")).hasSize(1).doesNotContain(first);
  }

  @Test
  void aPersonMayTryIt() {
    assertThat(ion.run("olga", "tell").done()).isTrue();
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(message().title()).isEqualTo("ION plant: a test by person:olga");
  }

  @Test
  void whereItTellsIsNoPolicy() {
    ion.change(telling().set("tell", "webhook", "{url: \"https://other.example.org/\"}"));
    assertThat(ion.pending()).isNull();
  }

  @Test
  void whatWaitsGoesToTheReceiverThatTheDocumentNamesNow() {
    ion.candidate("retrain");
    ion.passWithAlarms(Duration.ofMinutes(1));
    Work mistaken = ion.wanted("tell").getFirst();
    ion.change(telling().set("tell", "webhook", "{url: \"https://other.example.org/\"}"));
    assertThat(ion.wanted("tell")).as("it may yet arrive").containsExactly(mistaken);
    waits(mistaken, "host hooks.example.org is unknown");
    Work work = ion.wanted("tell").getFirst();
    assertThat(work.id()).isEqualTo("work:plant:tell:2");
    assertThat(NoticeText.receiver(((NoticeOrder) work.input()).target()))
        .isEqualTo("other.example.org");
    assertThat(message())
        .returns("plant.tell.2", NoticeMessage::delivery)
        .returns("ION plant: waiting at review", NoticeMessage::title);
    assertThat(ion.events(NoticeFailed.class))
        .singleElement()
        .returns("plant.tell.1", NoticeFailed::delivery)
        .returns("the document names another receiver", NoticeFailed::reason);
    ion.reject("review");
    waits(work, "other.example.org does not answer");
    ion.change(telling().set("tell", "webhook", "{url: \"https://third.example.org/\"}"));
    assertThat(message().delivery()).isEqualTo("plant.tell.3");
    end(new WorkEnd.Done(NoticeReceipt.DELIVERED));
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(message().title()).as("nothing is lost").isEqualTo("ION plant: rejected at review");
  }

  private void waits(Work work, String reason) {
    WorkWait wait = new WorkWait("SendNotice", reason, ion.now);
    ion.step(new IonEvent.WorkWaits(ion.id(), work.id(), "tell", Optional.of(wait)));
  }

  @Test
  void aShorterGroupHoldsForWhatIsGatheredNow() {
    TestingMachine ion = TestingMachine.launched(telling().set("tell", "group", "1d"));
    ion.candidate("retrain");
    ion.change(telling().set("tell", "group", "1m"));
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(ion.wanted("tell")).hasSize(1);
  }

  @Test
  void aReasonIsKeptAsLongAsPeopleRead() {
    ion.candidate("retrain");
    ion.passWithAlarms(Duration.ofMinutes(1));
    waits(ion.wanted("tell").getFirst(), "x".repeat(1_000_000));
    assertThat(view().note()).hasSizeLessThan(2_200);
    end(new WorkEnd.Failed("x".repeat(1_000_000)));
    assertThat(view().note()).hasSizeLessThan(2_200);
  }

  @Test
  void ofAnAddressOnlyTheHostIsTold() {
    NoticeAddress address =
        new NoticeAddress.Webhook("https://hooks.example.org?key=1234", "json", null);
    assertThat(NoticeText.receiver(address)).isEqualTo("hooks.example.org");
  }
}
