package dev.ionosphere.api.health.judge;

import java.util.List;
import java.util.Map;

/**
 * Rows that were judged together.
 *
 * @param from start of the first of their buckets, in seconds since 1970
 * @param until start of the last
 * @param standing of each signal after it
 */
public record Judgement(
    long from, long until, Sums sums, List<Finding> findings, Map<Signal, Standing> standing) {

  public Judgement {
    findings = List.copyOf(findings);
    standing = Map.copyOf(standing);
  }

  public Standing of(Signal signal) {
    return standing.getOrDefault(signal, Standing.FINE);
  }

  /** What is broken now, of signals that are raised. */
  public List<Finding> broken() {
    return findings.stream()
        .filter(finding -> finding.broken() && of(finding.signal()).raised())
        .toList();
  }
}
