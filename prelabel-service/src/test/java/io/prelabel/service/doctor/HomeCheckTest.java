package io.prelabel.service.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.service.doctor.Finding.Grade;
import io.prelabel.service.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HomeCheckTest {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void home() {
    home = new Home(folder).create();
  }

  @Test
  void newHome_isFine() {
    List<Finding> findings = findings(50 * Bytes.GIB);
    assertThat(findings).allMatch(each -> each.grade() == Grade.OK);
    assertThat(find(findings, "database").value()).contains("made when it is first needed");
  }

  @Test
  void room_isNeededMostAtTheFirstStart() throws IOException {
    assertThat(find(findings(500 * Bytes.MIB), "room on its disk").grade())
        .isEqualTo(Grade.PROBLEM);
    Files.createDirectories(home.nativeLibraries().resolve("pytorch"));
    assertThat(find(findings(500 * Bytes.MIB), "room on its disk").grade()).isEqualTo(Grade.NOTE);
    assertThat(find(findings(50 * Bytes.MIB), "room on its disk").grade()).isEqualTo(Grade.PROBLEM);
  }

  @Test
  void caches_haveTheirSize() throws IOException {
    Path library = home.nativeLibraries().resolve("a/b/lib.so");
    Files.createDirectories(library.getParent());
    Files.write(library, new byte[3 << 20]);
    assertThat(find(findings(50 * Bytes.GIB), "unpacked libraries").value()).startsWith("3 MB, ");
  }

  @Test
  void database_thatIsMade_inUse_orWithoutItsPassword() throws IOException {
    Path data = Files.createDirectories(folder.resolve("database"));
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    assertThat(find(findings(50 * Bytes.GIB), "database").value()).contains("PostgreSQL 17");

    Path running = folder.resolve("running.json");
    long pid = ProcessHandle.current().pid();
    Files.writeString(running, "{\"pid\": %d, \"command\": \"serve\"}".formatted(pid));
    Finding inUse = find(findings(50 * Bytes.GIB), "database");
    assertThat(inUse.grade()).isEqualTo(Grade.NOTE);
    assertThat(inUse.value()).contains("process " + pid);

    Files.writeString(data.resolve("pg_hba.conf"), "local all all scram-sha-256\n");
    assertThat(find(findings(50 * Bytes.GIB), "database").grade()).isEqualTo(Grade.PROBLEM);
    Files.writeString(folder.resolve("database-password"), "x\n");
    assertThat(find(findings(50 * Bytes.GIB), "database").grade()).isEqualTo(Grade.NOTE);
  }

  @Test
  void externalDatabase_showsNoSecret() {
    String url = "jdbc:postgresql://ann:s3cret@db:5432/labels?password=s3cret";
    DatabaseCheck works = new DatabaseCheck(url, () -> {});
    assertThat(works.finding())
        .isEqualTo(Finding.ok("database", "jdbc:postgresql://db:5432/labels"));
    DatabaseCheck fails =
        new DatabaseCheck(
            url,
            () -> {
              throw new SQLException("refused:\n" + url);
            });
    assertThat(fails.finding().grade()).isEqualTo(Grade.PROBLEM);
    assertThat(fails.finding().toString()).doesNotContain("s3cret").contains("refused: jdbc");
  }

  @Test
  void report_isUnhealthyByOneProblem_andSaysTheRemedy() {
    Finding bad = Finding.problem("driver", "none", "Install it.");
    DoctorReport report =
        new DoctorReport(
            List.of(
                new Section("A", List.of(Finding.ok("x", "y"), Finding.note("n", "m", "Do."))),
                new Section("B", List.of(bad))));
    assertThat(report.isHealthy()).isFalse();
    StringWriter out = new StringWriter();
    report.print(new PrintWriter(out));
    assertThat(out.toString())
        .contains("X driver  none", "-> Install it.", "! n", "Labeling won't work yet");
    JsonNode json =
        JsonMapper.shared().readTree(new String(report.toJson(), StandardCharsets.UTF_8));
    assertThat(json.at("/healthy").asBoolean()).isFalse();
    assertThat(json.at("/findings/2/grade").asString()).isEqualTo("problem");
    assertThat(new DoctorReport(List.of()).isHealthy()).isTrue();
  }

  private List<Finding> findings(long freeBytes) {
    return new HomeCheck(home, path -> freeBytes, Optional.empty()).findings();
  }

  private static Finding find(List<Finding> findings, String what) {
    return findings.stream().filter(each -> each.what().equals(what)).findFirst().orElseThrow();
  }
}
