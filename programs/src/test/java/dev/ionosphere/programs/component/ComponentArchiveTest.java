package dev.ionosphere.programs.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentArchiveTest {

  private static final String MANIFEST = "apiVersion: ionosphere.dev/v1\n";

  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void writeAComponent() throws IOException {
    folder = Files.createDirectories(directory.resolve("churn"));
    Files.writeString(folder.resolve("component.yaml"), MANIFEST);
    Files.writeString(folder.resolve("train.py"), "print(1)\n");
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/run.sh"), "exit 0\n");
    Files.setPosixFilePermissions(
        folder.resolve("lib/run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
    Files.createSymbolicLink(folder.resolve("lib/again.py"), Path.of("../train.py"));
  }

  @Test
  void whatWasPackedIsUnpacked() throws IOException {
    ComponentArchive archive = pack();

    ComponentArchive.Content content = archive.unpack(directory.resolve("out"));

    ComponentFolder out = new ComponentFolder(directory.resolve("out"));
    assertThat(content.digest())
        .isEqualTo(new ComponentFolder(folder).digest())
        .isEqualTo(out.digest())
        .isEqualTo(archive.read().digest());
    assertThat(new String(content.manifest(), StandardCharsets.UTF_8)).isEqualTo(MANIFEST);
    assertThat(content.files()).isEqualTo(4);
    assertThat(Files.isExecutable(out.path().resolve("lib/run.sh"))).isTrue();
    assertThat(Files.readString(out.path().resolve("lib/again.py"))).isEqualTo("print(1)\n");
    assertThat(Files.isSymbolicLink(out.path().resolve("lib/again.py"))).isTrue();
  }

  @Test
  void equalFoldersGiveEqualArchivesWhateverTheirTimes() throws IOException {
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    ComponentArchive.write(new ComponentFolder(folder), before);
    Files.setLastModifiedTime(folder.resolve("train.py"), FileTime.fromMillis(1_000_000));

    ByteArrayOutputStream after = new ByteArrayOutputStream();
    ComponentArchive.write(new ComponentFolder(folder), after);

    assertThat(after.toByteArray()).isEqualTo(before.toByteArray());
  }

  @Test
  void everythingThatARunSeesIsInTheDigest() throws IOException {
    var digest = new ComponentFolder(folder).digest();
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "ref");
    Files.createDirectories(folder.resolve("lib/__pycache__"));
    Files.writeString(folder.resolve("lib/__pycache__/a.pyc"), "x");
    assertThat(new ComponentFolder(folder).digest()).isEqualTo(digest);

    Files.setPosixFilePermissions(
        folder.resolve("train.py"), PosixFilePermissions.fromString("rwxr--r--"));
    var executable = new ComponentFolder(folder).digest();
    Files.move(folder.resolve("train.py"), folder.resolve("trainer.py"));
    var renamed = new ComponentFolder(folder).digest();

    assertThat(Stream.of(digest, executable, renamed).distinct()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/passwd",
        "a/../../evil",
        "a\\..\\evil",
        "./a",
        "a//b",
        "a\u0000b",
        "a\nb"
      })
  void aPathThatLeadsOutIsRefused(String path) throws IOException {
    ComponentArchive archive =
        zip(zip -> {
          put(zip, "component.yaml", MANIFEST, 0100644);
          put(zip, path, "x", 0100644);
        });

    assertThatThrownBy(() -> archive.unpack(directory.resolve("out")))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("allowed are paths below the component's folder");
    assertThat(directory.resolve("evil")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"a, /etc", "a, ../out", "a/b, ../../x", "a, b/../../../x", "a, x/y/link/../.."})
  void aLinkThatLeadsOutIsRefused(String link, String target) throws IOException {
    ComponentArchive archive =
        zip(zip -> {
          put(zip, "component.yaml", MANIFEST, 0100644);
          put(zip, link, target, 0120777);
        });

    assertThatThrownBy(() -> archive.unpack(directory.resolve("out")))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("allowed are links within the component's folder");
    assertThat(Files.exists(directory.resolve("out").resolve(link), LinkOption.NOFOLLOW_LINKS))
        .isFalse();
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    ComponentArchive archive =
        zip(zip -> {
          put(zip, "component.yaml", MANIFEST, 0100644);
          put(zip, "lib", "other", 0120777);
          put(zip, "lib/evil.py", "x", 0100644);
        });

    assertThatThrownBy(() -> archive.unpack(directory.resolve("out")))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("lies below 'lib', which is no folder");
  }

  @Test
  void aPathThatIsThereTwiceIsRefused() throws IOException {
    ComponentArchive archive =
        zip(zip -> {
          put(zip, "component.yaml", MANIFEST, 0100644);
          put(zip, "component.yaml", "other", 0100644);
        });

    assertThatThrownBy(archive::read).hasMessageContaining("'component.yaml' is there twice");
  }

  @Test
  void aDeviceIsNoFile() throws IOException {
    ComponentArchive archive =
        zip(zip -> {
          put(zip, "component.yaml", MANIFEST, 0100644);
          put(zip, "zero", "", 0020666);
        });

    assertThatThrownBy(archive::read)
        .hasMessageContaining("zero is neither a file nor a folder nor a link");
  }

  @Test
  void anArchiveThatBlowsUpIsEnded() throws IOException {
    ComponentArchive archive =
        zip(zip -> {
          put(zip, "component.yaml", MANIFEST, 0100644);
          for (int i = 0; i < 3; i++) {
            zip.putArchiveEntry(new ZipArchiveEntry("zeros" + i));
            byte[] zeros = new byte[1 << 20];
            for (int block = 0; block < 400; block++) {
              zip.write(zeros);
            }
            zip.closeArchiveEntry();
          }
        });

    assertThat(Files.size(archive.path())).isLessThan(4 << 20);
    assertThatThrownBy(archive::read)
        .hasMessageContaining("a component has at most 1073741824 bytes");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Path file = directory.resolve("no.zip");
    Files.writeString(file, "PK nothing");

    assertThatThrownBy(new ComponentArchive(file)::read)
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("no zip archive");
  }

  @Test
  void anArchiveWithoutManifestIsRefused() throws IOException {
    ComponentArchive archive = zip(zip -> put(zip, "churn/component.yaml", MANIFEST, 0100644));

    assertThatThrownBy(archive::read).hasMessageContaining("it has no component.yaml at its root");
  }

  private ComponentArchive pack() throws IOException {
    Path file = directory.resolve("churn.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      ComponentArchive.write(new ComponentFolder(folder), out);
    }
    return new ComponentArchive(file);
  }

  private interface Writing {
    void to(ZipArchiveOutputStream zip) throws IOException;
  }

  private ComponentArchive zip(Writing writing) throws IOException {
    Path file = directory.resolve("hostile.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      writing.to(zip);
    }
    return new ComponentArchive(file);
  }

  private static void put(ZipArchiveOutputStream zip, String name, String content, int mode)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeArchiveEntry();
  }
}
