package dev.ionosphere.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a component is asked to do: the file {@code job.json} of a run.
 *
 * @param run id of the run
 * @param component name of the component
 * @param arguments the component's own
 * @param input files to read, already resolved and checked
 * @param format how their rows are written, see {@link dev.ionosphere.data.format.FormatFields};
 *     absent: as usual
 * @param output directory to write to; it holds {@code completed.json} only once all is there
 * @param statistics file the statistics listener appends to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Job(
    String run,
    String component,
    Map<String, Object> arguments,
    List<String> input,
    Map<String, Object> format,
    String output,
    String statistics) {

  public Job {
    arguments = Map.copyOf(arguments);
    input = List.copyOf(input);
    // Of a worker that knew one format only there is none.
    format = format == null ? Map.of() : Map.copyOf(format);
  }

  /** Reads a job file; a message of a {@link JobException} names the file. */
  public static Job read(Path file) {
    try {
      return new ObjectMapper().readValue(Files.readAllBytes(file), Job.class);
    } catch (JacksonException malformed) {
      throw new JobException("job " + file + " is malformed: " + malformed.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new JobException("job " + file + " cannot be read: " + unreadable.getMessage());
    }
  }
}
