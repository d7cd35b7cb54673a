package dev.ionosphere.api.order;

import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;

/** What devices ask beside their orders. */
@Controller("/edge/v1")
@DeviceOnly
@ExecuteOn(TaskExecutors.BLOCKING)
final class EdgeOrderController {

  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  private final OrderKeys keys;
  private final OrderDesk desk;
  private final Clock clock;

  EdgeOrderController(OrderKeys keys, OrderDesk desk, Clock clock) {
    this.keys = keys;
    this.desk = desk;
    this.clock = clock;
  }

  /** What the device is to run now: a signed order, whatever it was sent before. */
  @Get(value = "/state", produces = MediaType.APPLICATION_JSON)
  String state(DeviceRequester device) {
    return desk.current(device.device());
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
   * it is signed with the key that such a device knows.
   */
  @Get(value = "/root", produces = MediaType.APPLICATION_JSON)
  String root() {
    return new String(keys.roots().getFirst().json(), StandardCharsets.UTF_8);
  }
}
