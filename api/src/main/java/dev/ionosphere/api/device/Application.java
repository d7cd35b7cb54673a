package dev.ionosphere.api.device;

import dev.ionosphere.api.problem.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine says of itself when it enrols.
 *
 * @param token that a person made for it; or
 * @param proof that it is the device already
 * @param feeds ways on which it can take orders: poll, temporal
 */
record Application(
    @Nullable String token,
    @Nullable EnrolmentProof proof,
    String device,
    String publicKey,
    String architecture,
    long memoryMb,
    String agentVersion,
    @Nullable List<String> feeds) {

  private static final int LONGEST = 40;

  Application {
    Required.text("device", device);
    Required.text("publicKey", publicKey);
    Required.text("architecture", architecture);
    Required.text("agentVersion", agentVersion);
    architecture = shortened(architecture);
    agentVersion = shortened(agentVersion);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** In words, for the person who has to know it. */
  String said() {
    return "a machine with %s, %d MB for the agent and agent %s"
        .formatted(architecture, memoryMb, agentVersion);
  }
}
