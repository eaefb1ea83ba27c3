package io.prelabel.integration.self1e.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Learns byte pair merges (Sennrich et al., arXiv 1508.07909, section 3.2) until each word of a
 * list is one token. The words are encoded by what is known before anything new is learned, so that
 * a tokenizer with these merges meets the same pairs in the same order.
 */
final class BytePairTraining {
  /** Two neighbours that become one token. */
  record Pair(String left, String right) {
    String joined() {
      return left + right;
    }
  }

  private final List<List<String>> words = new ArrayList<>();
  private final Map<Pair, Integer> ranks = new LinkedHashMap<>();

  private BytePairTraining(Collection<String> words) {
    words.forEach(
        word ->
            this.words.add(
                new ArrayList<>(word.codePoints().mapToObj(Character::toString).toList())));
  }

  /**
   * @param words in the alphabet of byte characters
   * @return the merges, most important first
   */
  static List<Pair> learn(Collection<String> words) {
    BytePairTraining training = new BytePairTraining(words);
    Optional<Pair> next = training.next();
    while (next.isPresent()) {
      training.merge(next.get());
      next = training.next();
    }
    return List.copyOf(training.ranks.keySet());
  }

  /** Returns the most important pair that is known, else the most frequent one. */
  private Optional<Pair> next() {
    Map<Pair, Integer> counts = new LinkedHashMap<>();
    for (List<String> word : words) {
      for (int i = 0; i + 1 < word.size(); i++) {
        counts.merge(new Pair(word.get(i), word.get(i + 1)), 1, Integer::sum);
      }
    }
    return counts.keySet().stream()
        .filter(ranks::containsKey)
        .min(Comparator.comparing(pair -> Objects.requireNonNull(ranks.get(pair))))
        .or(
            () ->
                counts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey));
  }

  private void merge(Pair pair) {
    ranks.putIfAbsent(pair, ranks.size());
    for (List<String> word : words) {
      for (int i = 0; i + 1 < word.size(); i++) {
        if (pair.equals(new Pair(word.get(i), word.get(i + 1)))) {
          word.set(i, pair.joined());
          word.remove(i + 1);
        }
      }
    }
  }
}
