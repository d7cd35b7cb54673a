package dev.ionosphere.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTest {
  @TempDir Path directory;

  private Job read(String content) throws IOException {
    return Job.read(Files.writeString(directory.resolve("job.json"), content));
  }

  @Test
  void readsWhatTheWorkerWritesAndWhatALaterOneAdds() throws IOException {
    assertThat(
            read(
                """
                {"run":"t.r.1","component":"kmeans","arguments":{"k":2},"input":["/a.csv"],
                 "format":{"csv":{"delimiter":";"}},"output":"/out","statistics":"/s.jsonl","later":true}\
                """))
        .isEqualTo(
            new Job(
                "t.r.1",
                "kmeans",
                Map.of("k", 2),
                List.of("/a.csv"),
                Map.of("csv", Map.of("delimiter", ";")),
                "/out",
                "/s.jsonl"));
  }

  @Test
  void aJobThatStatesNoFormatIsOfTheUsualOne() throws IOException {
    assertThat(read("{\"run\":\"r\",\"component\":\"c\",\"arguments\":{},\"input\":[]}").format())
        .isEmpty();
  }

  @Test
  void namesAFileThatIsMissingOrMalformed() {
    assertThatThrownBy(() -> Job.read(directory.resolve("none.json")))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("none.json cannot be read");
    assertThatThrownBy(() -> read("{\"run\":"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("job.json is malformed");
  }
}
