package dev.ionosphere.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.source.TopicFilter;
import dev.ionosphere.edge.inbox.Mark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final TopicFilter ASKED = new TopicFilter("sensors/+");

  @Test
  void takesTheRowsOfAllMessagesAndEndsTheirLines() {
    Intake intake = intake(Set.of(), message(1, "1,2\n3,4"), message(2, "5,6\n"));
    assertThat(text(intake)).isEqualTo("1,2\n3,4\n5,6\n");
    assertThat(marks(intake)).extracting(Mark::id).containsExactly(1, 2);
    assertThat(intake.leftOut()).isZero();
  }

  @Test
  void takesOnceWhatComesAgain() {
    Message first = message(7, "1,2");
    Message again = new Message(7, true, false, first.topic(), first.payload());
    assertThat(text(intake(Set.of(first.mark()), again))).isEmpty();
    // Sent before, and never taken.
    assertThat(text(intake(Set.of(), again))).isEqualTo("1,2\n");
    // The same rows with another number are other ones: a sensor that stands still.
    Message other = new Message(8, true, false, first.topic(), first.payload());
    assertThat(text(intake(Set.of(first.mark()), other))).isEqualTo("1,2\n");
    // Not sent before: the number is given out anew.
    assertThat(text(intake(Set.of(first.mark()), first))).isEqualTo("1,2\n");
    Message elsewhere = new Message(7, true, false, "sensors/b", first.payload());
    assertThat(text(intake(Set.of(first.mark()), elsewhere))).isEqualTo("1,2\n");
  }

  @Test
  void takesOnceWhatComesAgainRightBehind() {
    Message first = message(7, "1,2");
    Message again = new Message(7, true, false, first.topic(), first.payload());
    assertThat(text(intake(Set.of(), first, again, again))).isEqualTo("1,2\n");
    // The number was given out anew in between.
    Message other = message(7, "3,4");
    assertThat(text(intake(Set.of(first.mark()), other, again))).isEqualTo("3,4\n1,2\n");
  }

  /** What is wrong with one message must not reach into those of other topics. */
  @Test
  void eachMessageIsRowsOfItsOwn() {
    Intake intake = intake(Set.of(), message(1, "\"1,2"), message(2, "3,\"4\""));
    assertThat(intake.taken()).hasSize(2);
  }

  @Test
  void messagesWithoutAcknowledgementHaveNoMark() {
    Intake intake = intake(Set.of(), message(0, "1,2"));
    assertThat(text(intake)).isEqualTo("1,2\n");
    assertThat(marks(intake)).isEmpty();
  }

  @Test
  void passesOverWhatIsNotOfNow() {
    byte[] rows = "1,2".getBytes(StandardCharsets.UTF_8);
    Intake intake =
        intake(
            Set.of(),
            new Message(1, false, true, "sensors/a", rows),
            new Message(2, false, false, "earlier/a", rows),
            message(3, ""));
    assertThat(text(intake)).isEmpty();
    assertThat(marks(intake)).isEmpty();
    assertThat(intake.leftOut()).isZero();
  }

  @Test
  void leavesOutWhatIsTooLongAndSaysSo() {
    Message most = new Message(1, false, false, "sensors/a", new byte[Message.MOST]);
    Message more = new Message(2, false, false, "sensors/b", new byte[Message.MOST + 1]);
    Intake intake = intake(Set.of(), more, most, more);
    assertThat(intake.taken().getFirst().rows()).hasSize(Message.MOST + 1);
    assertThat(marks(intake)).extracting(Mark::id).containsExactly(1);
    assertThat(intake.leftOut()).isEqualTo(2);
    assertThat(intake.firstOfThem())
        .contains("one of topic 'sensors/b' has more than 262144 bytes");
  }

  @Test
  void leavesOutWhatHasNoTopic() {
    Message none = new Message(1, false, false, "", "1,2".getBytes(StandardCharsets.UTF_8));
    Intake intake = intake(Set.of(), none, message(2, "3,4"));
    assertThat(text(intake)).isEqualTo("3,4\n");
    assertThat(intake.leftOut()).isOne();
    assertThat(intake.firstOfThem()).contains("one whose topic is no text that MQTT allows");
  }

  @Test
  void tellsOfLeftOutOnesAtMostOnceAMinute() {
    LeftOutMessages leftOut = new LeftOutMessages();
    Intake one = intake(Set.of(), new Message(2, false, false, "sensors/b", new byte[300_000]));
    Intake none = intake(Set.of());
    assertThat(leftOut.add(none, 0)).isEmpty();
    assertThat(leftOut.add(one, 0)).hasValueSatisfying(t -> assertThat(t).startsWith("1 messages"));
    assertThat(leftOut.add(one, 1)).isEmpty();
    assertThat(leftOut.add(one, 59_000_000_000L)).isEmpty();
    assertThat(leftOut.add(none, 61_000_000_000L))
        .hasValueSatisfying(t -> assertThat(t).startsWith("2 messages left out; first: one of"));
  }

  private static Intake intake(Set<Mark> kept, Message... messages) {
    return Intake.of(List.of(messages), ASKED, kept::contains);
  }

  private static Message message(int id, String text) {
    return new Message(id, false, false, "sensors/a", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Mark> marks(Intake intake) {
    return intake.taken().stream().flatMap(brought -> brought.marks().stream()).toList();
  }

  private static String text(Intake intake) {
    return intake.taken().stream()
        .map(brought -> new String(brought.rows(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }
}
