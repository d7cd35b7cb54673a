package dev.ionosphere.workflows.machine.state;

import dev.ionosphere.workflows.machine.token.Traffic;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The parts of an ION's state that are not nodes, each with a version of its own. */
public final class Parts {

  /**
   * @param upcasters from version 1 to 2, from 2 to 3, and so on, on the part's JSON
   */
  public record Part<T>(
      String name, Class<T> type, List<UnaryOperator<Map<String, Object>>> upcasters) {

    public int version() {
      return upcasters.size() + 1;
    }
  }

  public record Life(int rules, IonStatus status, Identity identity) {}

  public record Counters(Map<String, Long> numbers) {
    public Counters {
      numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }
  }

  public record Edges(Map<String, EdgeMemory> edges) {
    public Edges {
      edges = Collections.unmodifiableMap(new LinkedHashMap<>(edges));
    }
  }

  public static final Part<Life> LIFE = new Part<>("life", Life.class, List.of());
  public static final Part<Document> DOCUMENT = new Part<>("document", Document.class, List.of());
  public static final Part<Counters> COUNTERS = new Part<>("counters", Counters.class, List.of());
  public static final Part<Traffic> TRAFFIC = new Part<>("traffic", Traffic.class, List.of());
  public static final Part<Edges> EDGES = new Part<>("edges", Edges.class, List.of());
  public static final Part<Dedup> DEDUP = new Part<>("dedup", Dedup.class, List.of());
  public static final Part<PolicyState> POLICY = new Part<>("policy", PolicyState.class, List.of());
  public static final Part<LedgerState> LEDGER = new Part<>("ledger", LedgerState.class, List.of());

  private Parts() {}
}
