package dev.ionosphere.workflows.machine.state;

import dev.ionosphere.workflows.approval.Subject;

/**
 * The document in force.
 *
 * @param text canonical JSON of the ION
 * @param digest of the text
 * @param generation grows with every apply
 */
public record Document(String text, String digest, long generation) {

  public static Document of(String text, long generation) {
    return new Document(text, Subject.digest(text), generation);
  }
}
