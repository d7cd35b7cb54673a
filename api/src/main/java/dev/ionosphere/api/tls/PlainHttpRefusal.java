package dev.ionosphere.api.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * Answers who speaks plain HTTP where HTTPS is spoken. Without a redirect: what he sent was open,
 * and a redirect would let him go on so.
 */
final class PlainHttpRefusal extends ChannelInboundHandlerAdapter {
  private static final String SENTENCE =
      "This is the hub's HTTPS port; call it with https:// instead of http://.\n";

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && bytes.isReadable()) {
      context.pipeline().remove(this);
      if (isMethod(bytes.getByte(bytes.readerIndex()))) {
        bytes.release();
        context.writeAndFlush(answer()).addListener(ChannelFutureListener.CLOSE);
        return;
      }
    }
    context.fireChannelRead(message);
  }

  /** A TLS handshake begins with 22, every method of HTTP with a capital letter. */
  private static boolean isMethod(byte first) {
    return first >= 'A' && first <= 'Z';
  }

  private static ByteBuf answer() {
    return Unpooled.copiedBuffer(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + SENTENCE.length()
            + "\r\nConnection: close\r\n\r\n"
            + SENTENCE,
        StandardCharsets.US_ASCII);
  }
}
