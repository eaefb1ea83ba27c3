package io.prelabel.service.doctor;

import java.util.List;

/** Findings about one thing. */
public record Section(String title, List<Finding> findings) {
  public Section {
    findings = List.copyOf(findings);
  }

  /** Returns whether one of them stops labeling. */
  public boolean hasProblem() {
    return findings.stream().anyMatch(each -> each.grade() == Finding.Grade.PROBLEM);
  }
}
