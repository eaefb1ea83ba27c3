package io.prelabel.integration.self1e.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Cuts a text at its added tokens, as transformers' slow tokenizers do ({@code
 * PreTrainedTokenizer.tokenize}): the leftmost first, of several there the longest; the text
 * between them is encoded piece by piece. Thread-safe.
 */
final class AddedTokenSplitter {
  private final Map<String, AddedToken> byText;
  private final Pattern any;

  AddedTokenSplitter(Collection<AddedToken> tokens) {
    byText = tokens.stream().collect(Collectors.toMap(AddedToken::text, Function.identity()));
    any =
        Pattern.compile(
            byText.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
  }

  /**
   * Encodes a text.
   *
   * @param plain ids of a text without added tokens; never asked for an empty one
   */
  long[] encode(String text, Function<String, int[]> plain) {
    LongStream.Builder ids = LongStream.builder();
    Matcher token = any.matcher(text);
    int at = 0;
    boolean stripNext = false;
    while (token.find()) {
      AddedToken found = Objects.requireNonNull(byText.get(token.group()));
      String before = text.substring(at, token.start());
      before = stripNext ? before.stripLeading() : before;
      encodePlain(found.takesBlanksBefore() ? before.stripTrailing() : before, plain, ids);
      ids.add(found.id());
      at = token.end();
      stripNext = found.takesBlanksAfter();
    }
    String rest = text.substring(at);
    encodePlain(stripNext ? rest.stripLeading() : rest, plain, ids);
    return ids.build().toArray();
  }

  private static void encodePlain(
      String text, Function<String, int[]> plain, LongStream.Builder ids) {
    if (!text.isEmpty()) {
      IntStream.of(plain.apply(text)).forEach(ids::add);
    }
  }
}
