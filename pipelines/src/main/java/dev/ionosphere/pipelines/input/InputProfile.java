package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.pipelines.JobException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** What the input holds: the first time that it is read, a task a file. */
final class InputProfile {

  static TableProfile of(JavaSparkContext spark, TableFiles files) {
    return merged(
        files,
        FileTasks.of(spark, files)
            .map(file -> FileProfile.read(files.paths().get(file), files.format()))
            .collect());
  }

  /** The profiles of all files as that of one table. */
  static TableProfile merged(TableFiles files, List<FileProfile> profiles) {
    TableProfile table = profiles.get(0).accepted();
    boolean hasHeaders = files.format() instanceof Format.Csv;
    List<String> names = names(table);
    for (FileProfile file : profiles.subList(1, profiles.size())) {
      if (hasHeaders && !names(file.accepted()).equals(names)) {
        throw new JobException(
            "input %s has columns %s, but %s has %s; all files need the same columns, in any order"
                .formatted(
                    TableFiles.name(file.path()),
                    ShownText.names(file.accepted().header().names()),
                    TableFiles.name(files.paths().get(0)),
                    ShownText.names(table.header().names())));
      }
      table.merge(file.accepted());
    }
    return table;
  }

  private static List<String> names(TableProfile table) {
    return table.header().names().stream().filter(name -> !name.isEmpty()).sorted().toList();
  }

  private InputProfile() {}
}
