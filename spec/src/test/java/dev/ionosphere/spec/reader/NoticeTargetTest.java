package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.spec.ion.NoticeTarget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoticeTargetTest {

  @Test
  void readsAWebhook() {
    assertThat(
            NoticeTargetReader.read(
                "webhook: {url: 'https://hooks.example.org/ion', secret: {name: hook-key}}"))
        .isEqualTo(
            new NoticeTarget.Webhook(
                "https://hooks.example.org/ion",
                NoticeTarget.Format.JSON,
                Optional.of("hook-key")));
  }

  @Test
  void readsMail() {
    assertThat(
            NoticeTargetReader.read(
                "mail: {server: 'smtps://mail.example.org', from: 'Ion <ion@example.org>',"
                    + " to: [ann@example.org, bob@example.org], login: {name: mail-login}}"))
        .isEqualTo(
            new NoticeTarget.Mail(
                "smtps://mail.example.org",
                "Ion <ion@example.org>",
                List.of("ann@example.org", "bob@example.org"),
                Optional.of("mail-login")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"webhook\":{\"url\":\"http://a:8080/${secret}?b=c\",\"format\":\"slack\",\"secret\":{\"name\":\"k\"}}}",
        "{\"webhook\":{\"url\":\"https://[::1]:9/\",\"format\":\"json\"}}",
        "{\"mail\":{\"server\":\"smtp://a:25\",\"from\":\"a@b\",\"to\":[\"c@d\"],\"login\":{\"name\":\"k\"}}}"
      })
  void writesWhatItReads(String json) {
    assertThat(NoticeTargetReader.write(NoticeTargetReader.read(json))).isEqualTo(json);
  }

  @Test
  void readsWhatWasAcceptedOnce() {
    assertThat(NoticeTargetReader.stored("{\"webhook\":{\"url\":\"gopher://a\",\"x\":1}}"))
        .isEqualTo(
            new NoticeTarget.Webhook("gopher://a", NoticeTarget.Format.JSON, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|exactly one of 'webhook' and 'mail' is needed",
        "{webhook: {url: 'http://a'}, mail: {server: 'smtp://a', from: a@b, to: [c@d]}}|exactly one of",
        "webhook: {}|'url' is missing",
        "webhook: {url: 'ftp://a'}|webhook.url",
        "webhook: {url: 'http://ann:secret@a'}|webhook.url",
        "webhook: {url: 'http://${secret}/', secret: {name: k}}|webhook.url",
        "webhook: {url: 'http://a/${secret}'}|'secret' names none",
        "webhook: {url: 'http://a', format: teams}|teams",
        "webhook: {url: 'http://a', secret: hook-key}|webhook.secret",
        "webhook: {url: 'http://a', secret: {name: Hook_Key}}|webhook.secret.name",
        "webhook: {url: 'http://a', secret: {value: x}}|'name' is missing",
        "webhook: {url: 'http://a', key: x}|key",
        "mail: {server: 'http://a', from: a@b, to: [c@d]}|mail.server",
        "mail: {server: 'smtp://a', from: ab, to: [c@d]}|mail.from",
        "mail: {server: 'smtp://a', from: a@b, to: []}|0 addresses",
        "mail: {server: 'smtp://a', from: a@b, to: c@d}|a list",
        "mail: {server: 'smtp://a', from: a@b, to: ['c@d, e@f']}|mail.to",
      })
  void namesWhatIsWrong(String text, String said) {
    assertThatThrownBy(() -> NoticeTargetReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
