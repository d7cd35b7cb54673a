package dev.ionosphere.cli.command;

import dev.ionosphere.cli.rest.HubClient;
import java.util.List;
import java.util.regex.Pattern;

/** Tables show the start of a digest; what they show can be typed. */
final class ModelDigest {
  private static final Pattern START = Pattern.compile("(sha256:)?[0-9a-f]{6,63}");
  private static final Pattern SHORT = Pattern.compile("[0-9a-f]{1,5}");

  private ModelDigest() {}

  /** The digest of the one model that is meant; what is no start of a digest stays as it is. */
  static String full(HubClient hub, String text) {
    if (SHORT.matcher(text).matches()) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "'%s' is too short for the start of a digest; allowed: 6 digits or more".formatted(text));
    }
    if (!START.matcher(text).matches()) {
      return text;
    }
    String start = text.startsWith("sha256:") ? text : "sha256:" + text;
    List<String> found =
        AnswerTable.items(hub.all(HubOptions.api("/models"))).stream()
            .map(model -> model.path("digest").asText())
            .filter(digest -> digest.startsWith(start))
            .distinct()
            .toList();
    if (found.size() > 1) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "%d models begin with %s; allowed: more digits".formatted(found.size(), text));
    }
    return found.isEmpty() ? text : found.getFirst();
  }
}
