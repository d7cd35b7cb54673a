package dev.ionosphere.api.dashboard.notice;

import dev.ionosphere.api.notification.NoticeDelivery;
import dev.ionosphere.api.notification.NoticeMute;
import dev.ionosphere.api.notification.NoticeRoute;
import java.util.List;

/** Routes, mutes and what was sent last. */
public record NoticesPage(
    List<NoticeRoute> routes,
    List<NoticeMute> mutes,
    List<NoticeDelivery> deliveries,
    boolean mayMute) {
  public NoticesPage {
    routes = List.copyOf(routes);
    mutes = List.copyOf(mutes);
    deliveries = List.copyOf(deliveries);
  }
}
