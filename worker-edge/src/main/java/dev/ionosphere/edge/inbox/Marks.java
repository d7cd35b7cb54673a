package dev.ionosphere.edge.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last marks of an inbox, one an id. */
final class Marks {

  /** More than a broker has under way without an answer. */
  static final int MOST = 1_024;

  private final Map<Integer, Mark> last = new LinkedHashMap<>();

  void add(List<Mark> marks) {
    for (Mark mark : marks) {
      last.remove(mark.id());
      last.put(mark.id(), mark);
    }
    while (last.size() > MOST) {
      last.remove(last.keySet().iterator().next());
    }
  }

  boolean has(Mark mark) {
    return mark.equals(last.get(mark.id()));
  }
}
