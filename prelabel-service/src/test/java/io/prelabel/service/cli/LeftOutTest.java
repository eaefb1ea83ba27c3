package io.prelabel.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.batch.ingest.FileOutcome;
import io.prelabel.batch.ingest.IngestReport;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeftOutTest {
  @Test
  void describe_namesTheKindsThatOccur() {
    assertThat(
            LeftOut.describe(
                new IngestReport(
                    Map.of(
                        FileOutcome.ADDED, 9L,
                        FileOutcome.NOT_A_PICTURE, 3L,
                        FileOutcome.LINK, 1L))))
        .contains("Left out: 3 files that are no pictures, 1 link that leads elsewhere.");
    assertThat(LeftOut.describe(new IngestReport(Map.of(FileOutcome.UNCHANGED, 9L)))).isEmpty();
  }

  /** A kind that is added one day is not forgotten here. */
  @Test
  void describe_knowsEveryKindThatIsLeftOut() {
    Map<FileOutcome, Long> one =
        Arrays.stream(FileOutcome.values()).collect(Collectors.toMap(each -> each, each -> 1L));
    Set<FileOutcome> leftOut =
        EnumSet.complementOf(
            EnumSet.of(
                FileOutcome.ADDED,
                FileOutcome.REPLACED,
                FileOutcome.RETURNED,
                FileOutcome.UNCHANGED,
                FileOutcome.GONE));
    String line = LeftOut.describe(new IngestReport(one)).orElseThrow();
    assertThat(line.split(", ")).hasSize(leftOut.size());
  }
}
