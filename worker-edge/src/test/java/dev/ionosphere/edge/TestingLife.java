package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.spool.Tally;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole life of an agent on a disk that fails: it enrols, takes orders, fetches, changes its
 * model, forgets old ones, delivers, has a record put aside, is started again and told to stop. All
 * parts are the product's. The test does what their threads do, one step after the other, so that
 * each life does the same on the disk until it fails.
 */
final class TestingLife implements PowerCuts.Life {

  private static final NodeKey KEY = new NodeKey("pump", "detect");
  private static final String DEVICE = "d1";
  private static final long BUCKET_SECONDS = 86_400;

  private interface Step {
    void take() throws IOException, InterruptedException;
  }

  /**
   * Just before an operation: what has happened by then, and where the folder is as a power cut
   * would leave it.
   *
   * @param runs generation; 0 if perhaps none does
   * @param ordered generation
   * @param delivered buckets that the hub has
   */
  private record Moment(Path image, String when, long runs, long ordered, List<Bucket> delivered) {

    boolean isOf(long generation, long newest) {
      return runs == generation && ordered == newest;
    }
  }

  private final TestingHub hub = new TestingHub("");
  private final Map<String, TestingModel> models = new HashMap<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Path sources;
  private final boolean mayMissCopies;
  private @Nullable EdgeAgent agent;
  private volatile long rows;
  private volatile long generation;
  // The newest that was seen to run; 0 when it may have ended.
  private volatile long runs;

  /**
   * @param under a folder for the source, which no power cut changes
   * @param mayMissCopies whether the disk may forget a copy that was forced, with its name
   */
  TestingLife(Path under, boolean mayMissCopies) throws IOException {
    this.sources = Files.createTempDirectory(under, "source");
    this.mayMissCopies = mayMissCopies;
    hub.orders.every = Duration.ofMillis(10);
    for (String name : List.of("a", "b", "c", "d")) {
      TestingModel model = TestingModel.signedBy(hub.signer, name);
      models.put(name, model);
      hub.publish(model);
    }
    hub.refused = models.get("b").reference().digest();
    Files.writeString(source(), "heat,shake\n");
  }

  @Override
  public void live(Path directory, TestingPowerCut disk) throws IOException {
    for (Step step : steps()) {
      try {
        agent(directory, disk);
        step.take();
      } catch (IOException | InterruptedException | TestingPowerCut.PowerGone e) {
        assertThat(disk.met()).as("the disk failed before: %s", e).isTrue();
      }
      if (disk.powerIsGone()) {
        standStill();
        throw new TestingPowerCut.PowerGone();
      }
      scoresOn();
    }
  }

  private List<Step> steps() {
    return List.of(
        () -> follow("a"),
        () -> follow("b"),
        this::deliver,
        () -> follow("c"),
        this::deliver,
        () -> hub.orders.rotate(OrderRole.DIRECTOR),
        () -> follow("d"),
        this::quit,
        () -> follow("a"),
        this::deliver,
        this::end,
        this::deliver);
  }

  /**
   * Lives once, on a disk that does not fail, and begins again from what a power cut before each
   * operation would have left: offline, without anybody's help.
   *
   * @return at how many operations
   */
  int liveAndBeginAgainFromEachOperation(Path under, Leaves leaves) throws IOException {
    Path directory = Files.createDirectory(under.resolve("whole"));
    TestingPowerCut disk = new TestingPowerCut(directory);
    List<Moment> moments = new ArrayList<>();
    AtomicReference<String> before = new AtomicReference<>("sync");
    disk.watch(operation -> {
      boolean synced = before.getAndSet(operation).matches("(force|sync).*");
      boolean same = !moments.isEmpty() && moments.getLast().isOf(runs, generation);
      if (leaves == Leaves.NOTHING && !synced && same) {
        return; // It would leave what it would have left before the last operation.
      }
      int number = disk.operations().size();
      String when = "%s, power gone at %d: %s".formatted(leaves, number, operation);
      Path image = Files.createDirectory(under.resolve("image" + number));
      disk.image(image, leaves, new Random(number));
      moments.add(new Moment(image, when, runs, generation, hub.buckets()));
    });
    live(directory, disk);
    try {
      quit();
      hub.close();
      for (Moment moment : moments) {
        beginAgain(moment);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return moments.size();
  }

  private void beginAgain(Moment moment) throws IOException, InterruptedException {
    Disk disk = new TestingPowerCut(moment.image());
    StateDirectory identity = new StateDirectory(disk, moment.image().resolve("identity"));
    if (Enrolment.read(identity).isEmpty()) {
      assertThat(moment.runs()).isZero();
      return;
    }
    runs = moment.runs();
    generation = moment.ordered();
    EdgeAgent again = agent(moment.image(), disk);
    boolean running = runsAsBefore(again, moment.when());
    quit();
    Path spool = moment.image().resolve("spool");
    long missing =
        new TestingLedger()
            .with(moment.delivered())
            .with(again.spool)
            .withAside(spool)
            .missing(rows, moment.when());
    assertThat(again.spool.drops()).as(moment.when()).isEqualTo(new Tally(0, 0));
    if (running) {
      assertThat(missing).as("rows missing, %s", moment.when()).isZero();
    }
  }

  @Override
  public void check(Path directory, String when) throws IOException {
    try {
      quit();
      Disk disk = new TestingPowerCut(directory);
      StateDirectory identity = new StateDirectory(disk, directory.resolve("identity"));
      if (Enrolment.read(identity).isPresent()) {
        int asked = hub.requests.size();
        boolean unused = runsAsBefore(agent(directory, disk), when);
        assertThat(hub.requests).as("nobody is asked, %s", when).hasSize(asked);
      }
      EdgeAgent again = agent(directory, disk);
      follow("c");
      assertThat(runs).as("an order after all, %s", when).isEqualTo(generation);
      until("every row is scored, " + when, this::allIsScored);
      stopLoops(again);
      drain(again, when);
      counted(again, directory.resolve("spool"), when);
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      hub.close();
    }
  }

  /** What ran before goes on with nobody's help, or what had just been made to run. */
  private boolean runsAsBefore(EdgeAgent again, String when) throws IOException {
    @Nullable InferenceLoop loop = again.reconciler.loops().get(KEY);
    if (runs > 0) {
      assertThat(loop).as("runs, %s", when).isNotNull();
      assertThat(loop.state().generation()).as(when).isBetween(runs, generation);
    }
    if (loop != null) {
      observe(1);
      until("rows are scored, " + when, this::allIsScored);
      assertThat(again.status.get().nodes())
          .as(when)
          .singleElement()
          .matches(node -> node.status().equals("active"))
          .matches(node -> mayMissCopies || node.reason().isEmpty(), "nothing was lost");
    }
    return loop != null;
  }

  /** Whatever the disk does, what runs goes on. */
  private void scoresOn() throws IOException {
    if (agent != null && runs > 0) {
      observe(1);
      until("rows are scored", this::allIsScored);
    }
  }

  private boolean allIsScored() {
    @Nullable EdgeAgent running = agent;
    @Nullable InferenceLoop loop = running == null ? null : running.reconciler.loops().get(KEY);
    return loop != null && loop.status().nextRow() == rows;
  }

  private EdgeAgent agent(Path directory, Disk disk) throws IOException, InterruptedException {
    @Nullable EdgeAgent running = agent;
    if (running == null) {
      running =
          EdgeAgent.open(
              configuration(directory),
              disk,
              new EdgeAgent.Times(Clock.systemUTC(), nanos::get),
              () -> {
                throw new AssertionError("memory is not out");
              });
      agent = running;
    }
    return running;
  }

  private EdgeConfiguration configuration(Path directory) {
    return EdgeConfiguration.from(
        Map.of(
            "ION_HUB_URL", hub.address().toString(),
            "ION_DEVICE", DEVICE,
            "ION_EDGE_DATA", directory.toString(),
            "ION_SOURCE_ROOT", sources.toString(),
            "ION_ENROL_TOKEN", TestingHub.ENROL_TOKEN,
            "ION_BUCKET_SECONDS", Long.toString(BUCKET_SECONDS)));
  }

  /** Nothing of it runs on when the power is back. */
  private void standStill() throws IOException {
    try {
      quit();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** The process ends as on SIGTERM, as far as the disk lets it. */
  private void quit() throws InterruptedException {
    @Nullable EdgeAgent running = agent;
    agent = null;
    if (running != null) {
      stopLoops(running);
    }
  }

  private static void stopLoops(EdgeAgent of) throws InterruptedException {
    for (InferenceLoop loop : of.reconciler.loops().values()) {
      loop.stop();
    }
  }

  private void follow(String model) throws IOException {
    observe(2);
    generation = generation + 1;
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
    hub.orders.next(DEVICE, generation, models.get(model).reference());
    poll();
  }

  private void end() throws IOException {
    runs = 0;
    hub.orders.nothing(DEVICE);
    poll();
  }

  private void poll() throws IOException {
    EdgeAgent running = agent;
    Optional<byte[]> order;
    try {
      order = running.book.next(Duration.ZERO);
      if (order.isPresent()) {
        running.intake.take(order.get());
      }
    } catch (OrderRefusal e) {
      throw new AssertionError(e);
    }
    running.follower.followHeld();
    @Nullable InferenceLoop loop = running.reconciler.loops().get(KEY);
    runs = loop == null ? 0 : loop.state().generation();
  }

  private void deliver() {
    agent.delivery.deliver();
  }

  private void drain(EdgeAgent of, String when) {
    for (int i = 0; i < 10 && of.spool.depth() > 0; i++) {
      assertThat(of.delivery.deliver()).as("the hub takes it, %s", when).isTrue();
    }
    assertThat(of.spool.depth()).as(when).isZero();
  }

  /** Each row is once in a bucket that the hub has or that was put aside. */
  private void counted(EdgeAgent of, Path spool, String when) throws IOException {
    assertThat(of.spool.drops()).as(when).isEqualTo(new Tally(0, 0));
    long missing = new TestingLedger().with(hub.buckets()).withAside(spool).missing(rows, when);
    // A disk that takes nothing does not keep what is put aside: it is counted.
    long uncounted = when.contains("power gone") ? missing : missing - of.spool.aside().rows();
    assertThat(uncounted).as("rows missing, %s", when).isLessThanOrEqualTo(0);
  }

  private void observe(int count) throws IOException {
    Files.writeString(source(), "4,5\n".repeat(count), StandardOpenOption.APPEND);
    rows = rows + count;
  }

  private Path source() {
    return sources.resolve(DEVICE + ".csv");
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
