package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.machine.node.AnomalyRate;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.inference.InferenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What happens to released models: devices judge them, and operators set others. */
final class GeneratedReleases {

  private static final String UNKNOWN = "sha256:unknown";

  private final PlayedIon ion;

  GeneratedReleases(PlayedIon ion) {
    this.ion = ion;
  }

  /** A node with a model; without one in the ION, any that could have one. */
  Optional<String> node(Random random) {
    List<String> names =
        ion.document().nodes("inference").stream()
            .filter(node -> ion.machine.inference(node).wanted() != null)
            .toList();
    return names.isEmpty() ? ion.node("inference", random) : Choice.any(names, random);
  }

  /** Devices judge the model that they should have, or another. */
  void judge(String node, Random random) {
    InferenceState state = ion.machine.inference(node);
    List<String> digests = new ArrayList<>(List.of(UNKNOWN));
    if (state.wanted() != null) {
      digests.add(state.wanted().model().digest());
      digests.add(state.wanted().model().digest());
    }
    if (state.proven() != null) {
      digests.add(state.proven().model().digest());
    }
    String digest = Choice.one(digests, random);
    judge(node, digest, random.nextInt(3) > 0, rate(random, random.nextInt(3) > 0));
    if (random.nextBoolean()) {
      judge(node, digest, false, rate(random, false));
    }
  }

  /** Hubs up to 0.3.0 do not say. */
  private static @Nullable AnomalyRate rate(Random random, boolean raised) {
    return random.nextInt(8) == 0 ? null : new AnomalyRate(raised, 0.2, 0.1);
  }

  private void judge(String node, String digest, boolean drifted, @Nullable AnomalyRate rate) {
    ion.step(
        new IonEvent.Told(
            ion.machine.id(),
            node,
            new NodeCommand.Judged(
                digest, drifted, Map.of("s2", 0.4), 500, rate, ion.machine.now, null)));
  }

  /** An operator sets a model that was allowed, or one that nobody knows. */
  void set(String node, Random random) {
    List<String> digests = new ArrayList<>(List.of(UNKNOWN));
    ion.machine.inference(node).allowed().forEach(known -> digests.add(known.model().digest()));
    String digest = Choice.one(digests, random);
    ion.step(
        new IonEvent.ModelSet(
            ion.machine.id(),
            ion.tickets.command("setModel", CommandSubject.setModel(node, digest), "olga"),
            node,
            new ModelRef(digest, "forged", "key", 1),
            "better",
            null));
  }
}
