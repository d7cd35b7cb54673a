package dev.ionosphere.api.tls;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Puts {@link PlainHttpRefusal} before TLS on each connection that has it. */
@Singleton
final class PlainHttpCustomizer
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new Connections(null));
    return registry;
  }

  private record Connections(@Nullable Channel channel) implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
      return new Connections(role == ChannelRole.CONNECTION ? opened : null);
    }

    @Override
    public void onInitialPipelineBuilt() {
      if (channel != null && channel.pipeline().get(SslHandler.class) != null) {
        channel.pipeline().addFirst(new PlainHttpRefusal());
      }
    }
  }
}
