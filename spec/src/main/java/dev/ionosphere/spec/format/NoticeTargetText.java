package dev.ionosphere.spec.format;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.ion.NoticeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields {@code webhook} and {@code mail}, of which whatever sends notices has one. */
public final class NoticeTargetText {

  public static final String URL_ALLOWED =
      "an http or https address without a user, such as https://hooks.example.org/ion";
  public static final String SERVER_ALLOWED =
      "smtp://host:port or smtps://host:port, such as smtps://mail.example.org:465";
  public static final String ADDRESS_ALLOWED =
      "a mail address such as ops@example.org or Ionosphere <ion@example.org>";
  public static final String SECRET_ALLOWED =
      "the name of a secret: 1 to 63 of a-z, 0-9 and inner dashes";
  public static final List<String> FORMATS =
      Stream.of(NoticeTarget.Format.values()).map(NoticeTargetText::word).toList();
  public static final int MOST_RECEIVERS = 20;

  /** Where the value of the secret stands in a webhook's path. */
  public static final String PLACEHOLDER = "${secret}";

  private static final int LONGEST = 1_000;
  private static final String HOST =
      "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?";
  private static final Pattern URL =
      Pattern.compile("https?://" + HOST + "(?:[/?][\\w.~:/?@!$&'()*+,;=%-]*)?");
  private static final Pattern SERVER = Pattern.compile("smtps?://" + HOST);
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\p{Cntrl}<>@,]{0,200}<[^\\s<>@,]{1,64}@[^\\s<>@,]{1,253}>"
              + "|[^\\s<>@,]{1,64}@[^\\s<>@,]{1,253}");
  private static final Pattern SECRET = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private NoticeTargetText() {}

  /** With a finding unless there is exactly one of both. */
  public static NoticeTarget read(Fields fields) {
    if (!fields.isReported() && fields.has("webhook") == fields.has("mail")) {
      fields
          .findings()
          .error(fields.at(), fields.path(), "exactly one of 'webhook' and 'mail' is needed");
    }
    if (fields.has("mail")) {
      NoticeTarget mail = mail(fields.map("mail"));
      fields.take("webhook");
      return mail;
    }
    fields.take("mail");
    return webhook(fields);
  }

  /** One field, {@code webhook} or {@code mail}. */
  public static Map<String, Object> write(NoticeTarget target) {
    return switch (target) {
      case NoticeTarget.Webhook webhook -> {
        Map<String, Object> written =
            object("url", webhook.url(), "format", word(webhook.format()));
        webhook.secret().ifPresent(name -> written.put("secret", object("name", name)));
        yield object("webhook", written);
      }
      case NoticeTarget.Mail mail -> {
        Map<String, Object> written =
            object("server", mail.server(), "from", mail.from(), "to", mail.to());
        mail.login().ifPresent(name -> written.put("login", object("name", name)));
        yield object("mail", written);
      }
    };
  }

  public static boolean isUrl(String text) {
    return text.length() <= LONGEST && URL.matcher(withoutPlaceholder(text)).matches();
  }

  public static boolean isServer(String text) {
    return text.length() <= LONGEST && SERVER.matcher(text).matches();
  }

  public static boolean isAddress(String text) {
    return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
  }

  public static boolean isSecret(String name) {
    return SECRET.matcher(name).matches();
  }

  private static NoticeTarget webhook(Fields fields) {
    if (!fields.has("webhook")) {
      fields.take("webhook");
      return new NoticeTarget.Webhook("", NoticeTarget.Format.JSON, Optional.empty());
    }
    Fields webhook = fields.map("webhook");
    String url = text(webhook, "url", URL_ALLOWED, NoticeTargetText::isUrl);
    NoticeTarget.Format format = format(webhook.choice("format", "json", FORMATS));
    Optional<String> secret = secret(webhook, "secret");
    if (url.contains(PLACEHOLDER) && secret.isEmpty()) {
      webhook
          .findings()
          .error(
              webhook.at("url"),
              webhook.pathOf("url"),
              "'%s' stands for a secret, and 'secret' names none".formatted(PLACEHOLDER));
    }
    webhook.finish();
    return new NoticeTarget.Webhook(url, format, secret);
  }

  private static NoticeTarget mail(Fields mail) {
    String server = text(mail, "server", SERVER_ALLOWED, NoticeTargetText::isServer);
    String from = text(mail, "from", ADDRESS_ALLOWED, NoticeTargetText::isAddress);
    List<String> to = receivers(mail);
    Optional<String> login = secret(mail, "login");
    mail.finish();
    return new NoticeTarget.Mail(server, from, to, login);
  }

  private static List<String> receivers(Fields mail) {
    mail.need("to");
    List<String> receivers = new ArrayList<>();
    Optional<List<Tree>> items = mail.list("to");
    if (items.filter(list -> list.isEmpty() || list.size() > MOST_RECEIVERS).isPresent()) {
      mail.findings()
          .refused(
              mail.at("to"),
              mail.pathOf("to"),
              items.get().size() + " addresses",
              "1 to %d addresses".formatted(MOST_RECEIVERS));
    }
    for (Tree item : items.orElse(List.of())) {
      if (item instanceof Tree.Scalar scalar && isAddress(scalar.text())) {
        receivers.add(scalar.text());
      } else {
        mail.refused("to", item, ADDRESS_ALLOWED);
      }
    }
    return receivers;
  }

  /** {@code {name: hook-key}}. */
  private static Optional<String> secret(Fields fields, String field) {
    if (!fields.has(field)) {
      fields.take(field);
      return Optional.empty();
    }
    Fields secret = fields.map(field);
    String name = text(secret, "name", SECRET_ALLOWED, NoticeTargetText::isSecret);
    secret.finish();
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private static String text(Fields fields, String name, String allowed, Predicate<String> fits) {
    String text = fields.needText(name, allowed);
    if (!text.isEmpty() && !fits.test(text)) {
      fields.findings().refused(fields.at(name), fields.pathOf(name), Quoted.of(text), allowed);
    }
    return text;
  }

  /** The host must not hang on the secret: it is what the list of allowed addresses is asked. */
  private static String withoutPlaceholder(String url) {
    int path = url.indexOf('/', url.indexOf("//") + 2);
    return path < 0 ? url : url.substring(0, path) + url.substring(path).replace(PLACEHOLDER, "s");
  }

  private static NoticeTarget.Format format(String word) {
    return word.equals("slack") ? NoticeTarget.Format.SLACK : NoticeTarget.Format.JSON;
  }

  private static String word(NoticeTarget.Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
