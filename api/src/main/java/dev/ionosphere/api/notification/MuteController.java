package dev.ionosphere.api.notification;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What nobody is told for a while. */
@Controller("/api/v1/notices/mutes")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MuteController {

  private final NoticeDesk desk;

  MuteController(NoticeDesk desk) {
    this.desk = desk;
  }

  /** Those that hold, those that end first first. */
  @Get
  List<MuteView> list() {
    return desk.mutes().stream().map(MuteView::of).toList();
  }

  /** Mutes notices until a time. What still holds then is told. */
  @Answers(201)
  @Post
  @Needs(Permission.MUTE_NOTICES)
  HttpResponse<MuteView> add(@Body MuteApplication application, Requester requester) {
    NoticeMute mute =
        desk.mute(
            application.ions() == null ? "*" : application.ions(),
            application.topics() == null ? List.of() : application.topics(),
            application.until(),
            application.lasts(),
            application.reason(),
            requester);
    return HttpResponse.created(MuteView.of(mute));
  }

  /** Ends a mute. */
  @Answers(204)
  @Delete("/{id}")
  @Needs(Permission.MUTE_NOTICES)
  HttpResponse<?> remove(long id, Requester requester) {
    desk.unmute(id, requester);
    return HttpResponse.noContent();
  }

  /**
   * A mute to be made.
   *
   * @param ions names of IONs with {@code *}; all if absent
   * @param topics as of a route; all if absent
   * @param until when it ends; or else
   * @param lasts how long it holds, such as 2h
   */
  record MuteApplication(
      @Nullable String ions,
      @Nullable List<String> topics,
      @Nullable Instant until,
      @Nullable String lasts,
      String reason) {
    MuteApplication {
      Required.text("reason", reason);
      topics = topics == null ? null : List.copyOf(topics);
    }
  }

  /** A mute. */
  @Introspected
  record MuteView(
      @Nullable Long id,
      String ions,
      List<String> topics,
      Instant until,
      String reason,
      String mutedBy,
      Instant mutedAt) {
    static MuteView of(NoticeMute mute) {
      return new MuteView(
          mute.id(),
          mute.ions(),
          mute.topics(),
          mute.untilAt(),
          mute.reason(),
          mute.mutedBy(),
          mute.mutedAt());
    }
  }
}
