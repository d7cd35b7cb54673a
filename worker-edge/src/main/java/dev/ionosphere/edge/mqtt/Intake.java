package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.TopicFilter;
import dev.ionosphere.edge.inbox.Mark;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is to be kept of messages that came one after the other.
 *
 * @param rows of all that are taken, each with the end of its last line
 * @param marks of those that the broker may send again
 * @param leftOut messages that are given up
 * @param firstOfThem why, of the first
 */
record Intake(byte[] rows, List<Mark> marks, int leftOut, Optional<String> firstOfThem) {

  Intake {
    marks = List.copyOf(marks);
  }

  /**
   * Old messages that a broker keeps are none of now, and come with each subscription; those of
   * another topic were asked for by an earlier document; those that came before and are kept count
   * once. What is in a message is looked at when its rows are read.
   *
   * @param kept whether that was kept before
   */
  static Intake of(List<Message> messages, TopicFilter asked, Predicate<Mark> kept) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    List<Mark> marks = new ArrayList<>();
    int leftOut = 0;
    Optional<String> first = Optional.empty();
    for (Message message : messages) {
      if (message.retained() || !asked.matches(message.topic())) {
        continue;
      }
      if (message.isTooLong()) {
        leftOut++;
        first = first.isPresent() ? first : Optional.of(tooLong(message));
        continue;
      }
      boolean known = message.again() && message.id() > 0 && kept.test(message.mark());
      if (!known && message.payload().length > 0) {
        add(message, rows);
        if (message.id() > 0) {
          marks.add(message.mark());
        }
      }
    }
    return new Intake(rows.toByteArray(), marks, leftOut, first);
  }

  private static void add(Message message, ByteArrayOutputStream rows) {
    byte[] payload = message.payload();
    rows.write(payload, 0, payload.length);
    if (payload[payload.length - 1] != '\n') {
      rows.write('\n');
    }
  }

  private static String tooLong(Message message) {
    String topic = message.topic();
    return "one of topic '%s' has more than %d bytes"
        .formatted(topic.length() > 200 ? topic.substring(0, 200) + "…" : topic, Message.MOST);
  }
}
