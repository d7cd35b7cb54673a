package dev.ionosphere.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reference ION on devices that ask the hub for their orders; a script trains. */
record PollingDevices(LocalIon ion, List<String> devices) implements AutoCloseable {

  static final Duration SOON = Duration.ofMinutes(2);

  private static final Duration TRAINING = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Launched, with devices that run nothing yet. */
  static PollingDevices start(String name, String... devices) throws IOException {
    return startWith(
        Files.readString(LocalIon.checkout().resolve("examples/turbofan/demo.yaml")),
        name,
        devices);
  }

  /**
   * The same with other values.
   *
   * @param values a document that is laid over the reference ION
   */
  static PollingDevices startWith(String values, String name, String... devices)
      throws IOException {
    TrainingProgram program =
        TrainingProgram.in(Path.of("target", "it", name + "-program").toAbsolutePath());
    Map<String, String> settings = new HashMap<>(program.settings());
    settings.put("ION_ORDER_FEED", "poll");
    LocalIon ion = LocalIon.create(name, settings);
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    ion.ion("up");
    for (String device : devices) {
      turbofan.writeEngine(ion.directory(), device, 61);
      String source = ion.directory().toString();
      ion.ion("edge", "run", device, "--label", "role=engine", "--source", source);
    }
    String document = ion.example().resolve("ion.yaml").toString();
    Path other = Files.writeString(ion.directory().resolve("values.yaml"), values);
    ion.ion("apply", document, other.toString(), "--as", "operator");
    ion.ion("launch", "turbofan", "--as", "operator");
    return new PollingDevices(ion, List.of(devices));
  }

  /** Trains, approves, and waits until the model is proven. Answers its digest. */
  String release() {
    ion.ion("run", "turbofan", "retrain", "--as", "scientist");
    String approvals = "/api/v1/approvals?state=pending";
    Eventually.holds(
        "an approval", TRAINING, () -> get(approvals).path("items").size() == 1, this::view);
    JsonNode approval = get(approvals).path("items").get(0);
    ion.ion("approve", approval.path("id").asText(), "--as", "approver");
    Eventually.holds(
        "the model is proven on the devices",
        SOON,
        () -> view().at("/live/nodes/detect/release/proven").equals(approval.path("candidate")),
        this::view);
    return approval.path("candidate").asText();
  }

  JsonNode get(String path) {
    return ion.hub("viewer").get(path);
  }

  JsonNode view() {
    return get("/api/v1/ions/turbofan");
  }

  /** What the device says of itself on its own disk. */
  JsonNode status(String device) {
    return json(data(device).resolve("status.json"));
  }

  /** What the hub was told to be held. */
  JsonNode held(String device) {
    return get("/api/v1/devices/" + device).path("held");
  }

  JsonNode enrolment(String device) {
    return json(data(device).resolve("identity/enrolment.json"));
  }

  private Path data(String device) {
    return ion.data().resolve("edges").resolve(device);
  }

  /** A checksum may follow. */
  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() {
    ion.close();
  }
}
