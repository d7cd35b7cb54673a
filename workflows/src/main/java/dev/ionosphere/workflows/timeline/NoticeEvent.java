package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** Notices of an ION to people and their systems. */
@JsonSubTypes({
  @JsonSubTypes.Type(NoticeEvent.NoticeSent.class),
  @JsonSubTypes.Type(NoticeEvent.NoticeFailed.class)
})
public sealed interface NoticeEvent extends TimelineEvent {

  /** Id that the receiver gets, {@code <ion>.<node>.<n>}. */
  String delivery();

  @Override
  default String subject() {
    return delivery();
  }

  /**
   * @param receiver a host, or people
   * @param title what it told
   */
  @JsonTypeName("notice.sent")
  record NoticeSent(String delivery, String receiver, String title) implements NoticeEvent {}

  /** It was refused, or will not be sent any more. */
  @JsonTypeName("notice.failed")
  record NoticeFailed(String delivery, String receiver, String title, String reason)
      implements NoticeEvent {}
}
