package dev.ionosphere.spec.format;

import java.util.Optional;
import java.util.regex.Pattern;

/** A file below a folder. */
public final class RelativePath {

  private static final Pattern PATH =
      Pattern.compile("(?!.*(?:^|/)\\.\\.?(?:/|$))[^/\\\\\\x00-\\x1f][^\\\\\\x00-\\x1f]{0,250}");

  private static final String ALLOWED =
      "the path of a file in the component's folder, without '..' and not from the root";

  private RelativePath() {}

  /** Empty if it is absent, or is none, which is a finding. */
  public static Optional<String> read(Fields fields, String name) {
    String path = fields.text(name, "", ALLOWED);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!PATH.matcher(path).matches()) {
      fields.findings().refused(fields.at(name), fields.pathOf(name), Quoted.of(path), ALLOWED);
      return Optional.empty();
    }
    return Optional.of(path);
  }
}
