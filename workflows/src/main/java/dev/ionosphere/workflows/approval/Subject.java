package dev.ionosphere.workflows.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that decisions bind to. */
public final class Subject {

  /**
   * @param candidate digest of the model
   * @param evidence digest of what the approver is shown
   * @param way digest of the policies and rollouts ahead of it
   */
  public static String of(String candidate, String evidence, String way) {
    return digest("subject v1\n" + candidate + "\n" + evidence + "\n" + way + "\n");
  }

  /**
   * Of a change of the document.
   *
   * @param inForce digest of the document in force
   * @param proposed digest of the proposed one
   */
  public static String change(String inForce, String proposed, long generation) {
    return digest("change v1\n%s\n%s\n%d\n".formatted(inForce, proposed, generation));
  }

  /** {@code sha256:} and 64 hex digits of the text in UTF-8. */
  public static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private Subject() {}
}
