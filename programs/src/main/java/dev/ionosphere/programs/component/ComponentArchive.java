package dev.ionosphere.programs.component;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.component.Entry.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A component in one file: a zip with its files, their executable bits and links. It comes from
 * people, so nothing in it is believed.
 *
 * @param path of the file
 */
public record ComponentArchive(Path path) {

  private static final int LINK_MODE = 0120777;
  private static final int EXECUTABLE_MODE = 0100755;
  private static final int PLAIN_MODE = 0100644;
  private static final int TYPE_MASK = 0170000;
  private static final int LINK_TYPE = 0120000;
  private static final int FILE_TYPE = 0100000;

  /** Writes a folder; equal folders give equal archives. */
  public static void write(ComponentFolder folder, OutputStream out) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (Entry entry : folder.entries()) {
        Path file = folder.path().resolve(entry.path());
        ZipArchiveEntry header = new ZipArchiveEntry(entry.path());
        header.setLastModifiedTime(FileTime.fromMillis(0));
        header.setUnixMode(
            switch (entry.mode()) {
              case LINK -> LINK_MODE;
              case EXECUTABLE -> EXECUTABLE_MODE;
              case PLAIN -> PLAIN_MODE;
            });
        zip.putArchiveEntry(header);
        if (entry.mode() == Mode.LINK) {
          zip.write(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
        } else {
          Files.copy(file, zip);
        }
        zip.closeArchiveEntry();
      }
    }
  }

  /**
   * What is in it, without unpacking it.
   *
   * @throws ComponentException if it is no archive of a component
   */
  public Content read() throws IOException {
    return walk((entry, content) -> {});
  }

  /**
   * Unpacks it.
   *
   * @param folder is not there yet
   * @throws ComponentException if it is no archive of a component; what is in the folder then is
   *     none
   */
  public Content unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    return walk((entry, content) -> {
      Path target = folder.resolve(entry.path());
      Files.createDirectories(target.getParent());
      if (entry.mode() == Mode.LINK) {
        Files.createSymbolicLink(
            target, Path.of(new String(content.readAllBytes(), StandardCharsets.UTF_8)));
      } else {
        Files.copy(content, target);
        if (entry.mode() == Mode.EXECUTABLE) {
          Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    });
  }

  /**
   * A component that was read.
   *
   * @param digest what names it
   * @param manifest bytes of its {@code component.yaml}
   * @param bytes of all of its files
   */
  public record Content(Digest digest, byte[] manifest, int files, long bytes) {}

  /** Takes a file; its mode and path are known and checked, its digest is not yet. */
  private interface Taker {
    void take(Entry entry, InputStream content) throws IOException;
  }

  private Content walk(Taker taker) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
      return walk(zip, taker);
    } catch (ZipException | IllegalArgumentException malformed) {
      throw new ComponentException("it is no zip archive: " + malformed.getMessage(), malformed);
    }
  }

  private static Content walk(ZipFile zip, Taker taker) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Paths paths = new Paths();
    byte[] manifest = new byte[0];
    long bytes = 0;
    for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
      ZipArchiveEntry header = all.nextElement();
      if (header.isDirectory()) {
        continue;
      }
      Entry named = paths.add(header);
      Entry entry;
      try (Counted content = new Counted(zip.getInputStream(header), named, bytes)) {
        if (named.path().equals(ComponentFolder.MANIFEST)) {
          manifest = manifest(content);
          taker.take(named, new java.io.ByteArrayInputStream(manifest));
        } else if (named.mode() == Mode.LINK) {
          byte[] target = content.readNBytes(4096);
          EntryPath.target(named.path(), new String(target, StandardCharsets.UTF_8));
          taker.take(named, new java.io.ByteArrayInputStream(target));
        } else {
          taker.take(named, content);
        }
        entry = content.end();
      }
      entries.add(entry);
      bytes += entry.bytes();
      Bounds.check(entries.size(), bytes);
    }
    if (manifest.length == 0) {
      throw new ComponentException("it has no %s at its root".formatted(ComponentFolder.MANIFEST));
    }
    return new Content(ComponentFolder.digest(entries), manifest, entries.size(), bytes);
  }

  private static byte[] manifest(InputStream content) throws IOException {
    byte[] manifest = content.readNBytes((int) ComponentFolder.MOST_MANIFEST + 1);
    if (manifest.length > ComponentFolder.MOST_MANIFEST) {
      throw new ComponentException(
          "its %s has more than %d bytes"
              .formatted(ComponentFolder.MANIFEST, ComponentFolder.MOST_MANIFEST));
    }
    return manifest;
  }

  /** Paths, each once, none below a link or a file. */
  private static final class Paths {

    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    Entry add(ZipArchiveEntry header) {
      String path = EntryPath.checked(header.getName());
      Mode mode = mode(header, path);
      if (!files.add(path) || folders.contains(path)) {
        throw new ComponentException("path '%s' is there twice".formatted(EntryPath.shown(path)));
      }
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        String folder = path.substring(0, slash);
        folders.add(folder);
        if (files.contains(folder)) {
          throw new ComponentException(
              "path '%s' lies below '%s', which is no folder"
                  .formatted(EntryPath.shown(path), EntryPath.shown(folder)));
        }
      }
      return new Entry(path, mode, 0, Digest.of(new byte[0]));
    }

    private static Mode mode(ZipArchiveEntry header, String path) {
      int type = header.getUnixMode() & TYPE_MASK;
      if (type == LINK_TYPE) {
        return Mode.LINK;
      }
      if (type != 0 && type != FILE_TYPE) {
        throw new ComponentException(
            "%s is neither a file nor a folder nor a link".formatted(EntryPath.shown(path)));
      }
      return (header.getUnixMode() & 0100) != 0 ? Mode.EXECUTABLE : Mode.PLAIN;
    }
  }

  /** Digests what goes through, and ends what was blown up. */
  private static final class Counted extends java.io.FilterInputStream {

    private final MessageDigest digest = Digest.sha256();
    private final Entry entry;
    private final long before;
    private long bytes;

    Counted(InputStream in, Entry entry, long before) {
      super(in);
      this.entry = entry;
      this.before = before;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int most) throws IOException {
      int read = super.read(target, from, most);
      if (read > 0) {
        digest.update(target, from, read);
        bytes += read;
        Bounds.check(1, before + bytes);
      }
      return read;
    }

    Entry end() throws IOException {
      transferTo(OutputStream.nullOutputStream());
      return new Entry(entry.path(), entry.mode(), bytes, Digest.ofHash(digest.digest()));
    }
  }
}
