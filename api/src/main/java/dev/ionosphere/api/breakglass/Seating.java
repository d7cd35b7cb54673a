package dev.ionosphere.api.breakglass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether places that only some people may take can all be taken, by different people. */
final class Seating {

  private final List<Set<String>> places;
  private final Map<String, Integer> seated = new HashMap<>();

  private Seating(List<Set<String>> places) {
    this.places = places;
  }

  /**
   * @param places who may take each
   */
  static boolean isPossible(List<Set<String>> places) {
    Seating seating = new Seating(places);
    for (int place = 0; place < places.size(); place++) {
      if (!seating.seat(place, new HashSet<>())) {
        return false;
      }
    }
    return true;
  }

  /** Seats somebody, for whom others may have to move. */
  private boolean seat(int place, Set<String> asked) {
    for (String person : places.get(place)) {
      if (asked.add(person)) {
        Integer taken = seated.get(person);
        if (taken == null || seat(taken, asked)) {
          seated.put(person, place);
          return true;
        }
      }
    }
    return false;
  }
}
