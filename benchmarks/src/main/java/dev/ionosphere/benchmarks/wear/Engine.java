package dev.ionosphere.benchmarks.wear;

import java.util.List;

/**
 * One engine of a fleet, which makes a flight a tick.
 *
 * @param start tick of its first flight
 * @param flights until it fails
 */
record Engine(String name, int start, List<double[]> flights) {

  /** How many it has made after the tick; none: it has not begun, or has failed. */
  int made(int tick) {
    int made = tick - start + 1;
    return made < 1 || made > flights.size() ? 0 : made;
  }

  int end() {
    return start + flights.size();
  }
}
