package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatException;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.data.source.SourceFieldException;
import dev.ionosphere.data.source.SourceFields;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSignature;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one inference node of an ION runs on the device.
 *
 * @param generation of the release, 1 and up
 * @param model digest of its manifest
 * @param signature by a model key, over the model's digest
 * @param bytes of everything that has to be fetched
 * @param release digest of the release statement that it stands on
 * @param settings how it is run
 */
public record AssignedNode(
    String ion,
    String node,
    long generation,
    Digest model,
    ModelSignature signature,
    long bytes,
    Digest release,
    Settings settings) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  /**
   * How a node is run.
   *
   * @param every interval of the inference loop, up to 366 days
   * @param source what its rows come from, <code>${device}</code> not yet replaced
   * @param batch most rows taken in one interval, 1 and up
   * @param format how the rows of the source are written
   * @param bucket of how long a stretch rows are counted together, whole seconds up to a day;
   *     empty: as the device was told
   */
  public record Settings(
      Duration every, SourceSpec source, int batch, Format format, Optional<Duration> bucket) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_BUCKET = Duration.ofDays(1);

    /** Settings with buckets as the device was told. */
    public Settings(Duration every, SourceSpec source, int batch, Format format) {
      this(every, source, batch, format, Optional.empty());
    }

    /**
     * @throws ModelFormatException if the interval is negative or too long, the source's name
     *     empty, the batch below 1 or the bucket none that a device can make
     */
    public Settings {
      if (every.isNegative() || every.compareTo(LONGEST) > 0) {
        throw new ModelFormatException("settings.every", every, "0 to " + LONGEST);
      }
      String field = source instanceof SourceSpec.File ? "settings.file" : "settings.source";
      Object unused = ShortText.checked(field, source.name());
      Root.positive("settings.batch", batch);
      if (bucket.filter(length -> !isBucket(length)).isPresent()) {
        throw new ModelFormatException(
            "settings.bucket", bucket.get(), "whole seconds up to " + LONGEST_BUCKET);
      }
    }
  }

  private static boolean isBucket(Duration length) {
    return length.getNano() == 0
        && length.isPositive()
        && length.compareTo(Settings.LONGEST_BUCKET) <= 0;
  }

  /**
   * @throws ModelFormatException if a name is none that a device can give a folder, or a number
   *     below 1
   */
  public AssignedNode {
    name("node.ion", ion);
    name("node.node", node);
    Root.positive("node.generation", generation);
    Root.positive("node.bytes", bytes);
  }

  private static void name(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ModelFormatException(
          path, name, "up to 63 letters, digits, '.', '_', '-', none of these three at an end");
    }
  }

  /** Such as {@code turbofan.detect}. */
  public String name() {
    return ion + "." + node;
  }

  void write(ObjectNode json) {
    json.put("ion", ion).put("node", node).put("generation", generation);
    json.putObject("model")
        .put("digest", model.value())
        .put("keyId", signature.keyId())
        .put("signature", signature.value())
        .put("bytes", bytes);
    json.put("release", release.value());
    ObjectNode written = json.putObject("settings").put("every", settings.every().toString());
    // Agents of 0.3.0 read files of the usual format, and know no other fields.
    if (settings.source() instanceof SourceSpec.File file) {
      written.put("file", file.path());
    } else {
      written.set("source", JSON.valueToTree(SourceFields.of(settings.source())));
    }
    written.put("batch", settings.batch());
    Map<String, Object> format = FormatFields.of(settings.format());
    if (!format.isEmpty()) {
      written.set("format", JSON.valueToTree(format));
    }
    settings.bucket().ifPresent(bucket -> written.put("bucket", bucket.toString()));
  }

  static AssignedNode of(JsonFields json) {
    json.only("ion", "node", "generation", "model", "release", "settings");
    JsonFields model = json.object("model").only("digest", "keyId", "signature", "bytes");
    JsonFields settings =
        json.object("settings").only("every", "file", "source", "batch", "format", "bucket");
    return new AssignedNode(
        json.text("ion"),
        json.text("node"),
        json.whole("generation"),
        new Digest(model.text("digest")),
        new ModelSignature(model.text("keyId"), model.text("signature")),
        model.whole("bytes"),
        new Digest(json.text("release")),
        new Settings(
            settings.duration("every"),
            source(settings),
            batch(settings),
            format(settings),
            settings.has("bucket") ? Optional.of(settings.duration("bucket")) : Optional.empty()));
  }

  private static SourceSpec source(JsonFields settings) {
    if (!settings.has("source")) {
      return new SourceSpec.File(settings.text("file"));
    }
    if (settings.has("file")) {
      throw new ModelFormatException(settings.path("file"), "a second source", "file or source");
    }
    try {
      return SourceFields.of(settings.plain("source"));
    } catch (SourceFieldException e) {
      throw new ModelFormatException(settings.path("source." + e.field()), e.got(), e.allowed());
    }
  }

  private static Format format(JsonFields settings) {
    try {
      return FormatFields.of(settings.plain("format"));
    } catch (FormatException e) {
      throw new ModelFormatException(settings.path("format." + e.path()), e.got(), e.allowed());
    }
  }

  private static int batch(JsonFields settings) {
    long batch = settings.whole("batch");
    if (batch < 1 || batch > Integer.MAX_VALUE) {
      throw new ModelFormatException(settings.path("batch"), batch, "1 to " + Integer.MAX_VALUE);
    }
    return (int) batch;
  }
}
