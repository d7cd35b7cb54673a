package dev.ionosphere.activities.model;

import dev.ionosphere.models.scoring.PlanJson;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The plan of a run as a package holds it, in a file beside the run's output. A training writes
 * {@code plan.json}, or, if it is too large to be held, {@code plan.bin}.
 */
public record PlanFile(Path path) {

  private static final String TEXT = "plan.json";
  private static final String BINARY = "plan.bin";

  /**
   * The plan of an output.
   *
   * @throws PackagingException if there is none, or one too large
   */
  public static PlanFile beside(Path output) throws IOException {
    Path target = output.resolveSibling(BINARY);
    Path binary = output.resolve(BINARY);
    if (Files.isRegularFile(binary)) {
      TrainingFiles.checkSize(binary, ScoringPlan.MOST_BYTES);
      // What is checked is what is packed: the program's own file may change.
      Files.copy(binary, target, StandardCopyOption.REPLACE_EXISTING);
      return new PlanFile(target);
    }
    ScoringPlan plan = PlanJson.read(TrainingFiles.read(output, TEXT));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      plan.write(out);
    }
    return new PlanFile(target);
  }

  /**
   * The plan, where the file is mapped.
   *
   * @param mapping the plan can be used as long as it is open
   */
  public ScoringPlan read(Arena mapping) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      return ScoringPlan.read(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping));
    }
  }
}
