package dev.ionosphere.programs.component;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.component.Entry.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A component as it lies in a folder: {@value #MANIFEST} and what it needs.
 *
 * @param path of the folder
 */
public record ComponentFolder(Path path) {

  public static final String MANIFEST = "component.yaml";

  /** Files of a component, at most. */
  static final int MOST_FILES = 10_000;

  /** Bytes of all of its files, at most: 1 GiB. */
  static final long MOST_BYTES = 1L << 30;

  /** Bytes of a manifest, at most: 1 MiB. */
  static final long MOST_MANIFEST = 1L << 20;

  /**
   * The bytes of the manifest.
   *
   * @throws ComponentException if there is none, or one too large
   */
  public byte[] manifest() throws IOException {
    Path manifest = path.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
      throw new ComponentException("%s has no %s".formatted(path, MANIFEST));
    }
    if (Files.size(manifest) > MOST_MANIFEST) {
      throw new ComponentException(
          "%s has %d bytes, allowed are %d"
              .formatted(manifest, Files.size(manifest), MOST_MANIFEST));
    }
    return Files.readAllBytes(manifest);
  }

  /**
   * What names it: a digest of the paths, modes, sizes and contents of its files, in the order of
   * their paths.
   *
   * @throws ComponentException if something in it is no part of a component
   */
  public Digest digest() throws IOException {
    return digest(entries());
  }

  static Digest digest(List<Entry> entries) {
    MessageDigest digest = Digest.sha256();
    entries.stream()
        .sorted(Comparator.comparing(Entry::path))
        .forEach(entry -> digest.update(entry.line().getBytes(StandardCharsets.UTF_8)));
    return Digest.ofHash(digest.digest());
  }

  /** Its files in the order of their paths. */
  List<Entry> entries() throws IOException {
    if (!Files.isDirectory(path)) {
      throw new NoSuchFileException(path.toString(), null, "no folder");
    }
    List<Entry> entries = new ArrayList<>();
    Files.walkFileTree(path, new Visitor(entries));
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  private Entry entry(Path file, BasicFileAttributes attributes) throws IOException {
    String name =
        EntryPath.checked(
            path.relativize(file).toString().replace(java.io.File.separatorChar, '/'));
    if (attributes.isSymbolicLink()) {
      byte[] target =
          EntryPath.target(name, Files.readSymbolicLink(file).toString())
              .getBytes(StandardCharsets.UTF_8);
      return new Entry(name, Mode.LINK, target.length, Digest.of(target));
    }
    if (!attributes.isRegularFile()) {
      throw new ComponentException(
          "%s is neither a file nor a folder nor a link".formatted(EntryPath.shown(name)));
    }
    MessageDigest content = Digest.sha256();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        content.update(buffer, 0, read);
        bytes += read;
      }
    }
    return new Entry(
        name,
        Files.isExecutable(file) ? Mode.EXECUTABLE : Mode.PLAIN,
        bytes,
        Digest.ofHash(content.digest()));
  }

  /** Walks what belongs to the component, and gives up where it is too much. */
  private final class Visitor extends SimpleFileVisitor<Path> {

    private final List<Entry> entries;
    private long bytes;

    Visitor(List<Entry> entries) {
      this.entries = entries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean leftOut =
          !folder.equals(path) && EntryPath.isLeftOut(String.valueOf(folder.getFileName()));
      return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (EntryPath.isLeftOut(String.valueOf(file.getFileName()))) {
        return FileVisitResult.CONTINUE;
      }
      entries.add(entry(file, attributes));
      bytes += entries.getLast().bytes();
      Bounds.check(entries.size(), bytes);
      return FileVisitResult.CONTINUE;
    }
  }
}
