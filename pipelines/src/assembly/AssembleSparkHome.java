import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Puts the managed SPARK_HOME together: {@code spark/jars}, {@code spark/bin}, {@code spark/conf}
 * and {@code pipelines/pipelines.jar} below the distribution. Spark's jars are hard links into the
 * local repository where the file system allows it; what is there already is left alone, what no
 * longer belongs is removed. The program is one jar, with what it needs beside Spark in it: that is
 * what a driver sends to its executors, and what a model's lineage has the digest of.
 *
 * <p>Arguments: files with Spark's class path, directory of scripts and configuration, our jars,
 * distribution.
 */
final class AssembleSparkHome {
  public static void main(String[] arguments) throws IOException {
    Path dist = Path.of(arguments[3]);
    Path jars = Files.createDirectories(dist.resolve("spark/jars"));
    Set<Path> wanted = new HashSet<>();
    for (String list : arguments[0].split(File.pathSeparator)) {
      for (String entry : Files.readString(Path.of(list)).strip().split(File.pathSeparator)) {
        Path source = Path.of(entry);
        Path target = jars.resolve(source.getFileName());
        wanted.add(target);
        if (!Files.exists(target) || Files.size(target) != Files.size(source)) {
          linkOrCopy(source, target);
        }
      }
    }
    try (Stream<Path> present = Files.list(jars)) {
      for (Path stale : present.filter(jar -> !wanted.contains(jar)).toList()) {
        Files.delete(stale);
      }
    }
    copyFiles(Path.of(arguments[1], "bin"), dist.resolve("spark/bin"), "rwxr-xr-x");
    copyFiles(Path.of(arguments[1], "conf"), dist.resolve("spark/conf"), "rw-r--r--");
    // SparkLauncher takes a directory with a file RELEASE for a distribution: jars are in jars/.
    Files.writeString(dist.resolve("spark/RELEASE"), "Spark, put together by Ionosphere\n");
    Path pipelines = Files.createDirectories(dist.resolve("pipelines"));
    join(arguments[2].split(File.pathSeparator), pipelines.resolve("pipelines.jar"));
  }

  /** The files of several jars with the manifest of the first; of the same jars the same bytes. */
  private static void join(String[] jars, Path target) throws IOException {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    Set<String> written = new HashSet<>();
    try (ZipOutputStream joined = new ZipOutputStream(Files.newOutputStream(partial))) {
      for (String jar : jars) {
        try (ZipInputStream parts = new ZipInputStream(Files.newInputStream(Path.of(jar)))) {
          for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
            boolean first = jar.equals(jars[0]);
            if (!part.isDirectory() && (first || !part.getName().startsWith("META-INF/"))) {
              if (!written.add(part.getName())) {
                throw new IOException(jar + " has " + part.getName() + ", as one before it");
              }
              ZipEntry copy = new ZipEntry(part.getName());
              copy.setTimeLocal(part.getTimeLocal());
              joined.putNextEntry(copy);
              parts.transferTo(joined);
            }
          }
        }
      }
    }
    Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copyFiles(Path from, Path to, String mode) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(file.getFileName());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
      }
    }
  }

  private static void linkOrCopy(Path source, Path target) throws IOException {
    Files.deleteIfExists(target);
    try {
      Files.createLink(target, source);
    } catch (FileSystemException | UnsupportedOperationException otherFileSystem) {
      Files.copy(source, target);
    }
  }
}
