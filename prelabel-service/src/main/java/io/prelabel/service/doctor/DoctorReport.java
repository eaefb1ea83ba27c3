package io.prelabel.service.doctor;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that was found.
 *
 * @param sections in the order in which they are told
 */
public record DoctorReport(List<Section> sections) {
  public DoctorReport {
    sections = List.copyOf(sections);
  }

  /** Returns whether nothing stops labeling. */
  public boolean isHealthy() {
    return sections.stream().noneMatch(Section::hasProblem);
  }

  /** Prints a line per finding, and its remedy below. */
  public void print(PrintWriter out) {
    int width =
        sections.stream()
            .flatMap(each -> each.findings().stream())
            .mapToInt(each -> each.what().length())
            .max()
            .orElse(1);
    for (Section section : sections) {
      out.println(section.title());
      for (Finding each : section.findings()) {
        out.printf("  %s %-" + width + "s  %s%n", mark(each), each.what(), each.value());
        if (!each.remedy().isEmpty()) {
          out.printf("    -> %s%n", each.remedy());
        }
      }
    }
    out.println(isHealthy() ? "Nothing here stops labeling." : "Labeling won't work yet: see X.");
    out.flush();
  }

  private static char mark(Finding finding) {
    return switch (finding.grade()) {
      case OK -> ' ';
      case NOTE -> '!';
      case PROBLEM -> 'X';
    };
  }

  /** Returns the report for programs, in UTF-8, ending in a line break. */
  public byte[] toJson() {
    JsonMapper json = JsonMapper.shared();
    ObjectNode root = json.createObjectNode().put("healthy", isHealthy());
    ArrayNode list = root.putArray("findings");
    for (Section section : sections) {
      for (Finding each : section.findings()) {
        list.addObject()
            .put("section", section.title())
            .put("what", each.what())
            .put("value", each.value())
            .put("grade", each.grade().name().toLowerCase(Locale.ROOT))
            .put("remedy", each.remedy());
      }
    }
    String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
