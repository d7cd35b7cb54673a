package dev.ionosphere.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.PackageResult.Reason;
import dev.ionosphere.models.pack.PackageResult.Refused;
import dev.ionosphere.models.pack.PackageResult.Verified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageReaderTest {

  private final TestingPackage pack = new TestingPackage();
  private final byte[] manifest = pack.manifest().toJson();
  private final Digest digest = Digest.of(manifest);
  private final ModelSignature signature = TestingPackage.SIGNER.sign(digest);

  @Test
  void givesThePartsThatDevicesNeed() {
    Verified verified = (Verified) read(pack.source());
    assertThat(verified.parts().keySet()).containsExactly(Role.PLAN, Role.GOLDEN, Role.BASELINE);
    assertThat(verified.part(Role.PLAN)).isEqualTo(pack.parts.get(Role.PLAN));
    assertThat(verified.manifest()).isEqualTo(pack.manifest());
    assertThatThrownBy(() -> verified.part(Role.SOURCE))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("no part source");
  }

  @Test
  void givesAllPartsToThoseWhoAsk() {
    PackageResult result =
        TestingPackage.reader()
            .read(digest, signature, manifest, pack.source(), EnumSet.allOf(Role.class));
    assertThat(((Verified) result).parts()).hasSize(Role.values().length);
  }

  @Test
  void readsFilesNamedByTheirDigest(@TempDir Path directory) throws IOException {
    for (byte[] part : pack.parts.values()) {
      Files.write(directory.resolve(Digest.of(part).hex()), part);
    }
    assertThat(read(PartSource.directory(directory))).isInstanceOf(Verified.class);
    Path golden = directory.resolve(Digest.of(pack.parts.get(Role.GOLDEN)).hex());
    Files.delete(golden);
    Files.createDirectory(golden);
    assertThat(refused(read(PartSource.directory(directory))).reason())
        .isEqualTo(Reason.MISSING_PART);
  }

  @Test
  void mapsALargePlanAndChecksItWhereItLies(@TempDir Path directory) throws IOException {
    byte[] large = new byte[(int) PackageReader.MAPPED_FROM + 5];
    large[77] = 1;
    pack.parts.put(Role.PLAN, large);
    byte[] of = pack.manifest().toJson();
    for (byte[] part : pack.parts.values()) {
      Files.write(directory.resolve(Digest.of(part).hex()), part);
    }
    Path plan = directory.resolve(Digest.of(large).hex());
    try (Arena mapping = Arena.ofShared()) {
      Verified verified = (Verified) readKept(of, directory, mapping);
      assertThat(verified.segment(Role.PLAN).isMapped()).isTrue();
      assertThat(verified.segment(Role.GOLDEN).isMapped()).isFalse();
      assertThat(verified.part(Role.PLAN)).isEqualTo(large);

      large[77] = 2;
      Files.write(plan, large);
      assertThat(refused(readKept(of, directory, mapping)).reason()).isEqualTo(Reason.WRONG_DIGEST);
      Files.write(plan, new byte[large.length - 1]);
      assertThat(refused(readKept(of, directory, mapping)).reason()).isEqualTo(Reason.WRONG_SIZE);
      Files.write(plan, new byte[large.length + 1]);
      assertThat(refused(readKept(of, directory, mapping)).reason()).isEqualTo(Reason.WRONG_SIZE);
      Files.delete(plan);
      assertThat(refused(readKept(of, directory, mapping)).reason()).isEqualTo(Reason.MISSING_PART);
    }
  }

  @Test
  void tellsOfAFileThatIsCutUnderItsMapping(@TempDir Path directory) throws IOException {
    pack.parts.put(Role.PLAN, new byte[2 << 20]);
    byte[] of = pack.manifest().toJson();
    for (byte[] part : pack.parts.values()) {
      Files.write(directory.resolve(Digest.of(part).hex()), part);
    }
    try (Arena mapping = Arena.ofShared()) {
      PartSource cutting =
          new PartSource() {
            @Override
            public Optional<InputStream> open(Digest digest) throws IOException {
              return PartSource.directory(directory).open(digest);
            }

            @Override
            public Optional<MemorySegment> map(Digest digest) throws IOException {
              Optional<MemorySegment> whole = PartSource.mapped(directory, mapping).map(digest);
              Files.write(directory.resolve(digest.hex()), new byte[100]);
              return whole;
            }
          };
      PackageResult result = PackageReader.readKept(Digest.of(of), of, cutting);
      assertThat(refused(result).reason()).isIn(Reason.UNREADABLE, Reason.WRONG_DIGEST);
    }
  }

  private static PackageResult readKept(byte[] of, Path directory, Arena mapping) {
    return PackageReader.readKept(Digest.of(of), of, PartSource.mapped(directory, mapping));
  }

  @Test
  void refusesAnyFlippedBitOfTheManifest() {
    for (int i = 0; i < manifest.length; i++) {
      byte[] flipped = manifest.clone();
      flipped[i] ^= 1;
      PackageResult result =
          TestingPackage.reader().read(digest, signature, flipped, pack.source());
      assertThat(refused(result).reason()).isEqualTo(Reason.WRONG_MANIFEST);
    }
  }

  @Test
  void refusesAnotherManifestOfTheSameSigner() {
    pack.parts.put(Role.PLAN, new byte[] {1});
    byte[] other = pack.manifest().toJson();
    PackageResult result =
        TestingPackage.reader()
            .read(digest, TestingPackage.SIGNER.sign(Digest.of(other)), other, pack.source());
    assertThat(refused(result).reason()).isEqualTo(Reason.WRONG_MANIFEST);
    assertThat(refused(result).message()).contains(digest.value(), Digest.of(other).value());
  }

  @Test
  void refusesKeysThatAreNotTrusted() {
    PackageResult result =
        TestingPackage.reader()
            .read(digest, ModelSigner.create().sign(digest), manifest, pack.source());
    assertThat(refused(result).reason()).isEqualTo(Reason.UNTRUSTED_KEY);
    assertThat(refused(result).expected()).contains(TestingPackage.SIGNER.keyId());
  }

  @Test
  void refusesASignatureOfSomethingElse() {
    ModelSignature other = TestingPackage.SIGNER.sign(Digest.of(new byte[0]));
    PackageResult result = TestingPackage.reader().read(digest, other, manifest, pack.source());
    assertThat(refused(result).reason()).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void refusesASignedManifestThatIsNoManifest() {
    byte[] other = "{\"format\":7}".getBytes(StandardCharsets.UTF_8);
    Digest its = Digest.of(other);
    PackageResult result =
        TestingPackage.reader().read(its, TestingPackage.SIGNER.sign(its), other, pack.source());
    assertThat(refused(result).reason()).isEqualTo(Reason.BAD_MANIFEST);
    assertThat(refused(result).message()).contains("got 7");
  }

  @Test
  void refusesAManifestOfMoreThanAMegabyte() {
    byte[] large = new byte[Manifest.MAXIMUM_BYTES + 1];
    Digest its = Digest.of(large);
    PackageResult result =
        TestingPackage.reader().read(its, TestingPackage.SIGNER.sign(its), large, pack.source());
    assertThat(refused(result).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void refusesPartsThatDiffer() {
    Digest plan = Digest.of(pack.parts.get(Role.PLAN));
    byte[] flipped = pack.parts.get(Role.PLAN).clone();
    flipped[0] ^= 1;
    assertThat(refused(read(replacing(plan, flipped))).reason()).isEqualTo(Reason.WRONG_DIGEST);
    assertThat(refused(read(replacing(plan, new byte[3]))))
        .isEqualTo(new Refused(Reason.WRONG_SIZE, "part plan " + plan, "3 bytes", "15 bytes"));
    assertThat(refused(read(replacing(plan, new byte[1000]))))
        .isEqualTo(new Refused(Reason.WRONG_SIZE, "part plan " + plan, "more", "15 bytes"));
  }

  @Test
  void refusesAPackageWithAPartMissingOrUnreadable() {
    assertThat(refused(read(PartSource.of(Map.of()))).reason()).isEqualTo(Reason.MISSING_PART);
    PartSource broken =
        part -> {
          throw new IOException("disk is gone");
        };
    assertThat(refused(read(broken)).message()).contains("cannot be read", "disk is gone");
  }

  @ParameterizedTest
  @CsvSource({"PLAN, 67108864", "GOLDEN, 16777216", "BASELINE, 16777216"})
  void refusesAPartTooLargeForMemoryWithoutReadingIt(Role role, long most) {
    Manifest large =
        new Manifest(
            "a",
            pack.manifest().created(),
            List.of(new Manifest.Part(role, digest, most + 1)),
            TestingPackage.SIGNATURE,
            TestingPackage.lineage(),
            "spark");
    PartSource unused =
        part -> {
          throw new AssertionError("read " + part);
        };
    PackageResult result =
        TestingPackage.reader()
            .read(
                large.digest(), TestingPackage.SIGNER.sign(large.digest()), large.toJson(), unused);
    assertThat(refused(result).reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused(result).message())
        .contains("part " + role.wireName(), (most + 1) + " bytes", "at most " + most);
  }

  private PartSource replacing(Digest digest, byte[] bytes) {
    return part ->
        part.equals(digest)
            ? Optional.of(new ByteArrayInputStream(bytes))
            : pack.source().open(part);
  }

  private PackageResult read(PartSource source) {
    return TestingPackage.reader().read(digest, signature, manifest, source);
  }

  private static Refused refused(PackageResult result) {
    assertThat(result).isInstanceOf(Refused.class);
    return (Refused) result;
  }
}
