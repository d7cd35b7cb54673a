package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatException;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.pipelines.Job;
import dev.ionosphere.pipelines.JobException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Files that are one table together.
 *
 * @param stated how their rows are written, as {@link FormatFields} has it: a {@link Format} cannot
 *     be sent to executors
 */
public record TableFiles(List<String> paths, Map<String, Object> stated) implements Serializable {

  public TableFiles {
    paths = List.copyOf(paths);
    stated = Map.copyOf(stated);
  }

  /** The input of a job. */
  public static TableFiles of(Job job) {
    if (job.input().isEmpty()) {
      throw new JobException(job.component() + ": no input file");
    }
    try {
      TableFiles files = new TableFiles(job.input(), job.format());
      Format unused = files.format();
      return files;
    } catch (FormatException wrong) {
      throw new JobException(job.component() + ": " + wrong.getMessage());
    }
  }

  Format format() {
    return FormatFields.of(stated);
  }

  /** Their names, for messages. */
  String shown() {
    return paths.size() == 1
        ? name(paths.get(0))
        : name(paths.get(0)) + " and " + (paths.size() - 1) + " more";
  }

  static String name(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }
}
