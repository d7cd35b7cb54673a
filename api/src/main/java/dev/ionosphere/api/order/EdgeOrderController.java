package dev.ionosphere.api.order;

import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.permission.BeforeSession;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.device.Telemetry.Held;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Order;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What devices ask beside their orders. */
@Controller("/edge/v1")
@DeviceOnly
@ExecuteOn(TaskExecutors.BLOCKING)
final class EdgeOrderController {

  private static final int MOST_WAIT = 300;
  private static final Pattern VERSION = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  private final OrderKeys keys;
  private final OrderDesk desk;
  private final StatePoll poll;
  private final HeldBook held;
  private final Clock clock;

  EdgeOrderController(OrderKeys keys, OrderDesk desk, StatePoll poll, HeldBook held, Clock clock) {
    this.keys = keys;
    this.desk = desk;
    this.poll = poll;
    this.held = held;
    this.clock = clock;
  }

  /**
   * What the device is to run now, a signed order. With {@code have} it is answered as soon as
   * there is something else than that, and with 304 if there is nothing in time.
   *
   * @param have epoch and version of the assignment that it holds, such as 1.12; 0.0 for none
   * @param root version that it trusts; roots after it are in the answer
   * @param order digest of that assignment
   * @param trusts digest of that root
   * @param wait seconds, 300 at most
   */
  @Get(value = "/state", produces = MediaType.APPLICATION_JSON)
  CompletableFuture<HttpResponse<String>> state(
      DeviceRequester device,
      @Nullable @QueryValue String have,
      @QueryValue(defaultValue = "0") long root,
      @Nullable @QueryValue String order,
      @Nullable @QueryValue String trusts,
      @QueryValue(defaultValue = "0") int wait) {
    if (have == null) {
      return CompletableFuture.completedFuture(HttpResponse.ok(text(desk.current(device))));
    }
    if (wait < 0 || wait > MOST_WAIT) {
      throw HubException.malformed("wait: got %d, allowed are 0 to %d".formatted(wait, MOST_WAIT));
    }
    Assignment.Version version = version(have);
    if (order != null && trusts != null) {
      held.told(
          device.device(),
          device.incarnation(),
          new Held(version.epoch(), version.number(), order, root, trusts));
    }
    return poll.ask(device, new StatePoll.Have(version, root), Duration.ofSeconds(wait))
        .thenApply(answer ->
            answer
                .<HttpResponse<String>>map(news -> HttpResponse.ok(text(news)))
                .orElseGet(HttpResponse::notModified));
  }

  private static String text(Order order) {
    return new String(order.json(), StandardCharsets.UTF_8);
  }

  private static Assignment.Version version(String have) {
    Matcher numbers = VERSION.matcher(have);
    if (!numbers.matches()) {
      throw HubException.malformed(
          "have: got '%s', allowed are epoch and version, such as 1.12".formatted(have));
    }
    return new Assignment.Version(
        Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
  }

  /** The hub's time, signed in answer to the nonce: a DSSE envelope. */
  @Get(value = "/time", produces = MediaType.APPLICATION_JSON)
  String time(@QueryValue String nonce) {
    if (!NONCE.matcher(nonce).matches()) {
      throw HubException.malformed(
          "nonce: allowed are 16 to 64 letters, digits, dashes and underscores");
    }
    return new String(keys.time(nonce, clock.instant()).json(), StandardCharsets.UTF_8);
  }

  /**
   * The first root of trust, a DSSE envelope, for a device that was enrolled before there was one:
   * it is signed with the key that such a device knows. It opens no session before it has a root.
   */
  @Answers(types = MediaType.APPLICATION_JSON)
  @BeforeSession
  @Get(value = "/root", produces = MediaType.APPLICATION_JSON)
  String root() {
    return new String(keys.roots().getFirst().json(), StandardCharsets.UTF_8);
  }
}
