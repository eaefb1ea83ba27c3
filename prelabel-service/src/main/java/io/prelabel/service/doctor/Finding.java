package io.prelabel.service.doctor;

/**
 * One line of the doctor's.
 *
 * @param what was looked at
 * @param value what was found
 * @param grade how it is
 * @param remedy what to do; empty where all is well
 */
public record Finding(String what, String value, Grade grade, String remedy) {
  /** How something is. */
  public enum Grade {
    OK,
    /** Labeling works, and could do better. */
    NOTE,
    /** Labeling won't work. */
    PROBLEM
  }

  /** All is well. */
  public static Finding ok(String what, String value) {
    return new Finding(what, value, Grade.OK, "");
  }

  /** It works, and could do better. */
  public static Finding note(String what, String value, String remedy) {
    return new Finding(what, value, Grade.NOTE, remedy);
  }

  /** It stops labeling. */
  public static Finding problem(String what, String value, String remedy) {
    return new Finding(what, value, Grade.PROBLEM, remedy);
  }
}
