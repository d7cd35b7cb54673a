package dev.ionosphere.api.health;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.WorstFirst;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts that a node should have. What is wrong with most of its devices is one of the node. */
final class WantedAlerts {

  private static final int MANY = 50;
  private static final int FEW = 3;
  private static final int NAMED = 5;

  /** The page of health names more. */
  private static final int FEATURES = 3;

  private final NodeJudge.Place place;
  private final Map<String, Wanted> wanted = new LinkedHashMap<>();

  WantedAlerts(NodeJudge.Place place) {
    this.place = place;
  }

  /**
   * @param said for people; empty if the last judgement was fine and more of them clear it
   */
  record Wanted(Signal signal, String subject, String said) {

    void raise(AlertBook alerts, NodeJudge.Place place, Instant now) {
      alerts.raise(
          place.ion(),
          place.node(),
          subject,
          signal.alert(),
          "warning",
          said.isEmpty() ? "%s: %s".formatted(subject, signal.title()) : said,
          now);
    }
  }

  /** Of all devices together; what was said first stays. */
  void ofNode(Signal signal, String said) {
    String begin =
        signal == Signal.DRIFT
            ? "what node %s sees is unlike training: ".formatted(place.node())
            : "node %s: %s: ".formatted(place.node(), signal.title());
    wanted.putIfAbsent(
        key(signal.alert(), place.node()),
        new Wanted(signal, place.node(), said.isEmpty() ? "" : begin + said));
  }

  /**
   * @param said by device
   * @param told how many devices have told of the node
   */
  void ofDevices(Signal signal, Map<String, String> said, long told) {
    long all = Math.max(said.size(), told);
    if (said.size() > MANY || said.size() > FEW && said.size() * 2 > all) {
      wanted.put(
          key(signal.alert(), place.node()),
          new Wanted(signal, place.node(), ofMost(signal, said, all)));
      return;
    }
    said.forEach((device, text) ->
        wanted.put(
            key(signal.alert(), device),
            new Wanted(
                signal,
                device,
                text.isEmpty() ? "" : "%s, node %s: %s".formatted(device, place.node(), text))));
  }

  private String ofMost(Signal signal, Map<String, String> said, long all) {
    String names = said.keySet().stream().limit(NAMED).collect(Collectors.joining(", "));
    Optional<String> first = said.values().stream().filter(text -> !text.isEmpty()).findFirst();
    return "node %s: %s on %d of %d devices (%s%s): %s"
        .formatted(
            place.node(),
            signal.title(),
            said.size(),
            all,
            names,
            said.size() > NAMED ? ", …" : "",
            first.orElse("as before"));
  }

  /** That which stands already, if it should. */
  @Nullable Wanted take(Alert open) {
    return wanted.remove(key(open.kind(), open.subject()));
  }

  Collection<Wanted> all() {
    return wanted.values();
  }

  static String texts(List<Finding> findings) {
    return String.join("; ", WorstFirst.texts(findings, FEATURES));
  }

  private static String key(String kind, String subject) {
    return kind + " " + subject;
  }
}
