package org.dragoman.runtime.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Vocabulary;

/**
 * Restricts the target tokens of a batch to the most frequent ones and the most probable
 * translations of the batch's source tokens (Jean et al. 2015, arXiv 1412.2007, section 3.1).
 */
public final class Shortlist {
  private final int frequent;
  private final Map<Integer, int[]> candidates;

  private Shortlist(int frequent, Map<Integer, int[]> candidates) {
    this.frequent = frequent;
    this.candidates = candidates;
  }

  /**
   * The settings of a shortlist.
   *
   * @param table a file of lines with a source token, a tab, a target token, a tab and a
   *     probability
   * @param frequent the number of most frequent target tokens, the first of the vocabulary
   * @param candidates the greatest number of target tokens for a source token
   */
  public record Settings(Path table, int frequent, int candidates) {}

  private record Entry(int target, double probability) {}

  /**
   * Reads a table; skips pairs with a token that is not in its vocabulary.
   *
   * @throws DragomanException of kind DATA if a line is malformed, or no pair is left
   */
  public static Shortlist load(Settings settings, Pipelines pipelines) {
    Vocabulary source = pipelines.source().vocabulary();
    Vocabulary target = pipelines.target().vocabulary();
    Map<Integer, List<Entry>> entries = new HashMap<>();
    try (LineReader reader = LineReader.open(settings.table())) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] columns = line.split("\t", -1);
        double probability = columns.length == 3 ? number(columns[2]) : Double.NaN;
        if (Double.isNaN(probability)) {
          throw DragomanException.data(
              ("%s, line %d: expected a source token, a target token and a probability, divided by"
                      + " tabs, got '%s'.")
                  .formatted(settings.table(), reader.lineNumber(), line));
        }
        int from = source.id(columns[0]);
        int to = target.id(columns[1]);
        if (from != Vocabulary.UNK && to != Vocabulary.UNK) {
          entries.computeIfAbsent(from, id -> new ArrayList<>()).add(new Entry(to, probability));
        }
      }
    }
    if (entries.isEmpty()) {
      throw DragomanException.data(
          ("%s has no pair of tokens of the bundle's vocabularies. Its tokens must be the bundle's"
                  + " own pieces, as 'dragoman text show' prints them.")
              .formatted(settings.table()));
    }
    Map<Integer, int[]> best = new HashMap<>();
    entries.forEach((from, all) -> best.put(from, best(all, settings.candidates())));
    int first = Math.max(Vocabulary.SPECIALS.size(), settings.frequent());
    return new Shortlist(Math.min(first, target.size()), best);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static int[] best(List<Entry> entries, int count) {
    return entries.stream()
        .sorted(
            Comparator.comparingDouble(Entry::probability)
                .reversed()
                .thenComparingInt(Entry::target))
        .limit(count)
        .mapToInt(Entry::target)
        .toArray();
  }

  /**
   * Returns the tokens for a batch.
   *
   * @param sources ids of its sentences
   * @param also tokens that must be included
   */
  public VocabularySubset of(List<int[]> sources, Collection<Integer> also) {
    BitSet chosen = new BitSet();
    chosen.set(0, frequent);
    also.forEach(chosen::set);
    for (int[] sentence : sources) {
      for (int id : sentence) {
        for (int candidate : candidates.getOrDefault(id, new int[0])) {
          chosen.set(candidate);
        }
      }
    }
    return new VocabularySubset(chosen.stream().toArray());
  }
}
