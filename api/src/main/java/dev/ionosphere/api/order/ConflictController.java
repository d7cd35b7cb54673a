package dev.ionosphere.api.order;

import dev.ionosphere.api.device.HeldOrder;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.problem.Required;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Devices that hold orders which this hub did not sign, and what a person says about them. */
@Controller("/api/v1/orders/conflicts")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConflictController {

  private static final Logger LOG = LoggerFactory.getLogger(ConflictController.class);
  private static final int PAGE = 200;

  private final Conflicts conflicts;
  private final HeldBook book;

  ConflictController(Conflicts conflicts, HeldBook book) {
    this.conflicts = conflicts;
    this.book = book;
  }

  /** By device. Nothing is signed for these until a person answers; they score on. */
  @Get
  Slice<View> list(
      @QueryValue(defaultValue = "") String cursor, @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    return Slice.of(conflicts.open(cursor, size), size, HeldOrder::device).map(this::view);
  }

  /** Lets what this hub wants count: signs above what the devices hold. */
  @Post("/overrule")
  @Needs(Permission.OVERRULE_DEVICE)
  Answer overrule(@Body Request request, Requester requester) {
    Reasons.check(request.reason());
    List<String> overruled = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (String device : request.everyone() ? all() : request.named()) {
      try {
        conflicts.overrule(device, request.reason(), requester);
        overruled.add(device);
      } catch (HubException e) {
        refused.add(new Refused(device, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        // Our own fault at one device must neither stop the others nor hide what was done.
        LOG.error("what device {} holds is not overruled", device, e);
        refused.add(new Refused(device, "the hub failed at it, and its log says more"));
      }
    }
    conflicts.answered();
    return new Answer(overruled, refused);
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    List<HeldOrder> page;
    do {
      page = conflicts.open(all.isEmpty() ? "" : all.getLast(), PAGE);
      page.forEach(one -> all.add(one.device()));
    } while (page.size() == PAGE);
    return all;
  }

  private View view(HeldOrder held) {
    return new View(
        held.device(),
        String.valueOf(held.conflict()),
        held.number(),
        held.digest(),
        book.signedNumber(held.device()),
        held.root(),
        held.conflictSince());
  }

  /**
   * @param conflict newer, other-content or other-root
   * @param holds number of the order that the device follows
   * @param digest of that order
   * @param signed highest number that this hub has signed for it, or none
   * @param root version of the root of trust that the device believes
   */
  record View(
      String device,
      String conflict,
      String holds,
      String digest,
      String signed,
      long root,
      @Nullable Instant since) {}

  /**
   * @param devices whose orders do not count
   * @param all every device in conflict, in place of a list
   * @param reason why; stays in the record of each device and on timelines
   */
  record Request(@Nullable List<String> devices, @Nullable Boolean all, String reason) {
    Request {
      Required.text("reason", reason);
      if (Boolean.TRUE.equals(all) == (devices != null && !devices.isEmpty())) {
        throw HubException.malformed("devices, all: allowed is a list of devices, or all: true");
      }
      if (devices != null && devices.stream().anyMatch(Objects::isNull)) {
        throw HubException.malformed("devices: got null, allowed are names of devices");
      }
    }

    boolean everyone() {
      return Boolean.TRUE.equals(all);
    }

    List<String> named() {
      return devices == null ? List.of() : devices;
    }
  }

  /**
   * @param overruled devices for which the hub has signed anew
   * @param refused devices for which it cannot, and why
   */
  record Answer(List<String> overruled, List<Refused> refused) {}

  record Refused(String device, String reason) {}
}
