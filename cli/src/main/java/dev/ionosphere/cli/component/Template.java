package dev.ionosphere.cli.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A program that runs, to begin one's own with. */
enum Template {
  python("component.yaml", "train.py", "requirements.lock"),
  shell("component.yaml", "run.sh");

  private static final String ROOT = "/dev/ionosphere/cli/component/templates/";

  private final List<String> files;

  Template(String... files) {
    this.files = List.of(files);
  }

  /** Writes its files. */
  void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    for (String file : files) {
      String resource = ROOT + name() + "/" + file;
      try (InputStream content =
          Objects.requireNonNull(Template.class.getResourceAsStream(resource), resource)) {
        String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(file), text.replace("${name}", name));
      }
    }
  }
}
