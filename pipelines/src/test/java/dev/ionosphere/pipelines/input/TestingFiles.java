package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.pipelines.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small files of a test. */
record TestingFiles(Path directory) {

  /** Files {@code 0.csv} and so on. */
  TableFiles of(Map<String, Object> format, String... contents) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String content : contents) {
      paths.add(Files.writeString(directory.resolve(paths.size() + ".csv"), content).toString());
    }
    return TableFiles.of(new Job("r", "kmeans", Map.of(), paths, format, "/out", "/s"));
  }

  /** What all of them hold. */
  static TableProfile profile(TableFiles files) throws IOException {
    List<FileProfile> profiles = new ArrayList<>();
    for (String path : files.paths()) {
      profiles.add(FileProfile.read(path, files.format()));
    }
    return InputProfile.merged(files, profiles);
  }
}
