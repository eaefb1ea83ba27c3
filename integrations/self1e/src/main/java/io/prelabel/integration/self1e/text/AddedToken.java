package io.prelabel.integration.self1e.text;

/**
 * A text that is one token wherever it stands.
 *
 * @param takesBlanksBefore whether white space before it is dropped ({@code lstrip})
 * @param takesBlanksAfter whether white space after it is dropped ({@code rstrip})
 */
record AddedToken(String text, int id, boolean takesBlanksBefore, boolean takesBlanksAfter) {}
