package dev.ionosphere.api.notification;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import java.util.List;
import java.util.regex.Pattern;

/** Words that say which topics are meant: {@code alert}, {@code alert:drift}, and the others. */
final class TopicFilter {

  private static final String ONE_KIND = Topic.ALERT.text() + ":";
  private static final Pattern KIND = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final int MOST = 40;

  static boolean has(List<String> words, Topic topic, String kind) {
    return words.contains(topic.text())
        || (topic == Topic.ALERT && words.contains(ONE_KIND + kind));
  }

  /**
   * @throws HubException invalid, naming the word
   */
  static List<String> checked(String field, List<String> words) {
    if (words.size() > MOST) {
      throw new HubException(
          ErrorCode.INVALID, "%s: got %d, allowed are %d".formatted(field, words.size(), MOST));
    }
    for (String word : words) {
      boolean one =
          word.startsWith(ONE_KIND) && KIND.matcher(word.substring(ONE_KIND.length())).matches();
      boolean all = Topic.of(word).filter(topic -> topic != Topic.TEST).isPresent();
      if (!one && !all) {
        throw new HubException(
            ErrorCode.INVALID,
            field
                + ": got \""
                + word
                + "\", allowed are alert, alert:KIND such as alert:drift, approval-waiting,"
                + " approval-expiring and delivery-lost");
      }
    }
    return words.stream().distinct().sorted().toList();
  }

  private TopicFilter() {}
}
