package dev.ionosphere.activities.notice;

import dev.ionosphere.links.secret.SecretName;
import dev.ionosphere.links.secret.Secrets;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Sends notices as plain text by SMTP. The password is never sent without TLS. */
final class MailSender {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Secrets secrets;

  MailSender(Secrets secrets) {
    this.secrets = secrets;
  }

  NoticeResult send(NoticeTarget.Mail target, Notice notice) {
    Optional<Login> login = target.login().map(this::login);
    boolean implicitTls = "smtps".equals(target.server().getScheme());
    Session session = Session.getInstance(properties(target.server(), login.isPresent()));
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = message(session, target, notice);
      if (login.isPresent()) {
        transport.connect(
            target.server().getHost(),
            port(target.server(), implicitTls),
            login.get().user(),
            login.get().password());
      } else {
        transport.connect(
            target.server().getHost(), port(target.server(), implicitTls), null, null);
      }
      transport.sendMessage(message, message.getAllRecipients());
      return new NoticeResult.Delivered();
    } catch (AddressException malformed) {
      return new NoticeResult.Refused("mail address is malformed: " + malformed.getMessage());
    } catch (MessagingException failed) {
      return failed(target.server(), failed);
    }
  }

  private static NoticeResult failed(URI server, MessagingException failed) {
    String reason = "mail server %s: %s".formatted(server.getHost(), firstLine(failed));
    int code =
        switch (failed) {
          case org.eclipse.angus.mail.smtp.SMTPSendFailedException refused ->
              refused.getReturnCode();
          case SendFailedException refused
              when refused.getNextException()
                  instanceof org.eclipse.angus.mail.smtp.SMTPAddressFailedException address ->
              address.getReturnCode();
          default -> 0;
        };
    // A server that refuses a login may be given another secret.
    boolean refused = code >= 500 && !(failed instanceof AuthenticationFailedException);
    return refused ? new NoticeResult.Refused(reason) : new NoticeResult.Unreachable(reason);
  }

  private static String firstLine(MessagingException failed) {
    Exception cause = failed.getNextException() == null ? failed : failed.getNextException();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static MimeMessage message(Session session, NoticeTarget.Mail target, Notice notice)
      throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(address(target.from()));
    for (String receiver : target.to()) {
      message.addRecipient(Message.RecipientType.TO, address(receiver));
    }
    message.setSubject(oneLine(notice.title()), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(notice.occurredAt()));
    message.setHeader("Ionosphere-Delivery", notice.delivery());
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(body(notice), StandardCharsets.UTF_8.name());
    return message;
  }

  private static InternetAddress address(String text) throws AddressException {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new AddressException("it holds a line break or control character");
    }
    return new InternetAddress(text, true);
  }

  /** A line break would begin a header of its own. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String body(Notice notice) {
    String facts =
        notice.facts().entrySet().stream()
            .map(fact -> "%s: %s\n".formatted(fact.getKey(), fact.getValue()))
            .collect(Collectors.joining());
    String link = notice.link().map(address -> "\n" + address + "\n").orElse("");
    return "%s\n\n%s%s".formatted(notice.text(), facts, link);
  }

  private Login login(SecretName name) {
    String text = secrets.resolve(name).reveal();
    int colon = text.indexOf(':');
    return colon < 1
        ? new Login("", text)
        : new Login(text.substring(0, colon), text.substring(colon + 1));
  }

  private static int port(URI server, boolean implicitTls) {
    return server.getPort() == -1 ? (implicitTls ? 465 : 587) : server.getPort();
  }

  private static Properties properties(URI server, boolean login) {
    String millis = Long.toString(ANSWER.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.auth", Boolean.toString(login));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if ("smtps".equals(server.getScheme())) {
      properties.setProperty("mail.smtp.ssl.enable", "true");
    } else {
      properties.setProperty("mail.smtp.starttls.enable", "true");
      properties.setProperty("mail.smtp.starttls.required", Boolean.toString(login));
    }
    return properties;
  }

  /** Without a string form that shows it. */
  private static final class Login {
    private final String user;
    private final String password;

    Login(String user, String password) {
      this.user = user;
      this.password = password;
    }

    String user() {
      return user;
    }

    String password() {
      return password;
    }
  }
}
