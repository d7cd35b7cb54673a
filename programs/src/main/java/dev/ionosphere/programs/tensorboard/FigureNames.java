package dev.ionosphere.programs.tensorboard;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Names for tags of files in several folders. Those of the folder that was there first are their
 * tags, so that trainings whose folders are named by their time have the same figures; those of
 * other folders begin with what tells the folder from the first one.
 *
 * @param base folder whose name is left out
 */
record FigureNames(Path base) {

  /** Folders that are parts of a run, all of which are named. */
  private static final Set<String> PARTS =
      Set.of("train", "training", "validation", "valid", "val", "test", "eval", "evaluation");

  private static final int LONGEST = 300;

  static FigureNames of(Path first) {
    boolean part = PARTS.contains(String.valueOf(first.getFileName()));
    return new FigureNames(
        part ? Optional.ofNullable(first.getParent()).orElse(Path.of("")) : first);
  }

  String name(Path folder, String tag) {
    StringBuilder name = new StringBuilder();
    for (Path part : base.relativize(folder)) {
      if (!part.toString().isEmpty() && !part.toString().equals("..")) {
        name.append(part).append('/');
      }
    }
    name.append(tag);
    return name.substring(Math.max(0, name.length() - LONGEST));
  }
}
