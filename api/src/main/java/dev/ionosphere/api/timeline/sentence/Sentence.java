package dev.ionosphere.api.timeline.sentence;

import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.DeviceEvent;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.HealthEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.NoticeEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.timeline.TokenEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event in words. REST, CLI and dashboard show this one.
 *
 * @param text what happened
 * @param detail why or how, such as an error or a reason, often empty
 * @param link page about what it happened to, empty if there is none
 */
public record Sentence(Mood mood, String text, String detail, String link) {

  public static Sentence of(TimelineEvent event) {
    return switch (event) {
      case LifecycleEvent life -> LifecycleSentences.of(life);
      case ChangeEvent change -> ChangeSentences.of(change);
      case RunEvent run -> RunSentences.of(run);
      case TokenEvent token -> TokenSentences.of(token);
      case ApprovalEvent approval -> ApprovalSentences.of(approval);
      case GateEvent gate -> GateSentences.of(gate);
      case ReleaseEvent release -> ReleaseSentences.of(release);
      case RolloutEvent rollout -> RolloutSentences.of(rollout);
      case DeviceEvent device -> DeviceSentences.of(device);
      case HealthEvent health -> HealthSentences.of(health);
      case NoticeEvent notice -> NoticeSentences.of(notice);
    };
  }

  /** Text and detail in one line. */
  public String whole() {
    return detail.isEmpty() ? text : text + ": " + detail;
  }

  static Sentence said(Mood mood, String text) {
    return new Sentence(mood, text, "", "");
  }

  static Sentence said(Mood mood, String text, @Nullable String detail) {
    return new Sentence(mood, text, detail == null ? "" : detail, "");
  }

  Sentence linked(String page) {
    return new Sentence(mood, text, detail, page);
  }
}
