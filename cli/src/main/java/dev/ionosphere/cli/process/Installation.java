package dev.ionosphere.cli.process;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The built program.
 *
 * @param root the checkout, with {@code tools/} and {@code examples/}
 * @param dist one directory of jars for each process
 * @param javaHome the JDK 25 everything runs on
 */
public record Installation(Path root, Path dist, Path javaHome) {
  /** From what {@code ./ion} passes on. */
  public static Installation current() {
    Path root = Path.of(System.getProperty("ion.root", "")).toAbsolutePath().normalize();
    return new Installation(
        root, root.resolve("target/ionosphere"), Path.of(System.getProperty("java.home")));
  }

  public boolean has(String module) {
    return Files.isDirectory(dist.resolve(module));
  }

  public Path sparkHome() {
    return dist.resolve("spark");
  }

  public Path pipelines() {
    return dist.resolve("pipelines").resolve("pipelines.jar");
  }

  /**
   * The command line of a module's process, with the flags the module asks for.
   *
   * @param more directories of jars that are not always needed
   */
  public List<String> java(String module, String main, String... more) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    Properties properties = properties(module);
    command.addAll(words(properties.getProperty("jvm", "")));
    if (Boolean.parseBoolean(properties.getProperty("archive", "false"))) {
      command.addAll(classArchive(module));
    }
    String classPath =
        Stream.concat(Stream.of(module), Arrays.stream(more))
            .map(directory -> dist.resolve(directory) + "/*")
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", classPath, main));
    return command;
  }

  /**
   * Classes as the last process to end in order had them loaded, which halves what a start costs.
   * The JVM writes it where there is none; one of older jars it would leave out for ever.
   */
  private List<String> classArchive(String module) {
    Path archive = dist.resolve(module + ".jsa");
    try {
      if (Files.exists(archive) && isOlder(archive, dist.resolve(module))) {
        Files.deleteIfExists(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive,
        "-Xlog:cds=off",
        "-Xlog:aot=off",
        "-Xlog:cds+dynamic=off");
  }

  private static boolean isOlder(Path archive, Path jars) throws IOException {
    FileTime written = Files.getLastModifiedTime(archive);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(jars, "*.jar")) {
      for (Path jar : all) {
        if (Files.getLastModifiedTime(jar).compareTo(written) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Variables the module asks for: {@code env=NAME=value ...} in its properties. */
  public Map<String, String> environment(String module) {
    Map<String, String> environment = new TreeMap<>();
    for (String variable : words(properties(module).getProperty("env", ""))) {
      int equals = variable.indexOf('=');
      if (equals < 1) {
        throw new IllegalStateException(
            module + ": env holds '" + variable + "', allowed is NAME=value");
      }
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return environment;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private Properties properties(String module) {
    Properties properties = new Properties();
    for (Path file :
        List.of(
            dist.resolve(module).resolve("process.properties"),
            root.resolve(module).resolve("process.properties"))) {
      if (Files.isReadable(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          properties.load(reader);
          return properties;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return properties;
  }
}
