package dev.ionosphere.programs.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest messages of each type, as lines, so that they can be kept in a file. */
final class KeptMessages {

  /** Messages of a type. */
  static final int MOST = 100;

  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_TYPES = 30;

  private final Map<String, Deque<Kept>> types = new LinkedHashMap<>();

  /**
   * A line.
   *
   * @param readMillis when it was read, which is its time if it tells none
   */
  record Kept(long readMillis, String line) {}

  void add(String type, byte[] bytes, int from, int length, Instant now) {
    Deque<Kept> newest = types.get(type);
    if (newest == null) {
      if (types.size() == MOST_TYPES) {
        return;
      }
      newest = new ArrayDeque<>();
      types.put(type, newest);
    }
    newest.addLast(
        new Kept(now.toEpochMilli(), new String(bytes, from, length, StandardCharsets.UTF_8)));
    int letters = newest.stream().mapToInt(kept -> kept.line().length()).sum();
    while (newest.size() > MOST || letters > MOST_BYTES && newest.size() > 1) {
      letters -= newest.removeFirst().line().length();
    }
  }

  Map<String, List<Message>> messages() {
    Map<String, List<Message>> all = new LinkedHashMap<>();
    types.forEach((type, newest) ->
        all.put(type, newest.stream().flatMap(kept -> message(kept).stream()).toList()));
    return all;
  }

  private static Optional<Message> message(Kept kept) {
    byte[] bytes = kept.line().getBytes(StandardCharsets.UTF_8);
    return MessageReader.read(bytes, 0, bytes.length, Instant.ofEpochMilli(kept.readMillis()))
            instanceof MessageReader.Read.Good good
        ? Optional.of(good.message())
        : Optional.empty();
  }

  Map<String, List<Kept>> save() {
    Map<String, List<Kept>> saved = new LinkedHashMap<>();
    types.forEach((type, newest) -> saved.put(type, new ArrayList<>(newest)));
    return saved;
  }

  static KeptMessages of(Map<String, List<Kept>> saved) {
    KeptMessages all = new KeptMessages();
    saved.forEach((type, newest) -> all.types.put(type, new ArrayDeque<>(newest)));
    return all;
  }
}
