package org.dragoman.plugins.tokenizers.subword;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.dragoman.plugins.tokenizers.subword.SeedPieces.Seed;
import org.dragoman.spi.SubwordModel;

class UnigramTest {
  private static final UnigramFactory FACTORY = new UnigramFactory();

  private static UnigramConfig config(int size) {
    return new UnigramConfig(size, 16, 2, 0.75, 0, 0);
  }

  /** Words of stems and endings, some more frequent than others. */
  private static Map<String, Long> words() {
    List<String> stems = List.of("walk", "talk", "jump", "play", "paint", "clean", "open");
    List<String> endings = List.of("", "s", "ed", "ing", "er", "ers");
    Map<String, Long> words = new LinkedHashMap<>();
    Random random = new Random(1);
    for (String stem : stems) {
      for (String ending : endings) {
        words.put(stem + ending, 1L + random.nextInt(20));
      }
    }
    return words;
  }

  @Provide
  Arbitrary<Map<String, Long>> fewLetters() {
    return Arbitraries.maps(
            Arbitraries.strings().withChars("ab\u2581").ofMinLength(1).ofMaxLength(7),
            Arbitraries.longs().between(1, 5))
        .ofMaxSize(8);
  }

  private static Map<String, Double> byText(List<Seed> seeds) {
    Map<String, Double> result = new TreeMap<>();
    seeds.forEach(seed -> assertThat(result.put(seed.text(), seed.frequency())).isNull());
    return result;
  }

  /** The seeds by looking at every string of every token. */
  private static Map<String, Double> seedsSlowly(Map<String, Long> tokens, int maxLength) {
    Map<String, Double> frequencies = new TreeMap<>();
    Map<String, Set<String>> followers = new HashMap<>();
    Map<String, Integer> lengths = new HashMap<>();
    tokens.forEach(
        (word, count) -> {
          MarkedToken token = MarkedToken.of(word);
          int units = token.units();
          for (int from = 0; from < units; from++) {
            for (int to = from + 1; to <= Math.min(units, from + maxLength); to++) {
              String text = token.text(from, to);
              frequencies.merge(text, (double) count, Double::sum);
              lengths.put(text, to - from);
              followers
                  .computeIfAbsent(text, t -> new java.util.HashSet<>())
                  .add(to == units ? "" : token.text(to, to + 1));
            }
          }
        });
    frequencies
        .keySet()
        .removeIf(
            text ->
                lengths.get(text) > 1
                    && (frequencies.get(text) < 2
                        || lengths.get(text) < maxLength
                            && followers.get(text).size() == 1
                            && !followers.get(text).contains("")));
    return frequencies;
  }

  @Property(tries = 300)
  void beginsWithTheStringsThatOccurAgain(
      @ForAll("fewLetters") Map<String, Long> counts, @ForAll @IntRange(min = 1, max = 5) int max) {
    List<MarkedToken> tokens = new ArrayList<>();
    long[] weights = new long[counts.size()];
    counts.forEach(
        (word, count) -> {
          weights[tokens.size()] = count;
          tokens.add(MarkedToken.of(word));
        });
    assertThat(byText(SeedPieces.of(tokens, weights, max))).isEqualTo(seedsSlowly(counts, max));
  }

  @Example
  void noIterationMakesTheTextLessProbable() {
    List<MarkedToken> tokens = words().keySet().stream().map(MarkedToken::of).toList();
    long[] weights = words().values().stream().mapToLong(n -> n).toArray();
    List<Seed> seeds = SeedPieces.of(tokens, weights, 16);
    PieceTrie trie = new PieceTrie();
    double[] counts = new double[seeds.size()];
    Random random = new Random(2);
    for (int i = 0; i < counts.length; i++) {
      trie.add(seeds.get(i).text(), i);
      counts[i] = 0.1 + random.nextDouble();
    }
    UnigramEm em =
        new UnigramEm(
            tokens.stream().map(token -> Lattice.of(token, trie)).toList(), weights, counts);
    double last = em.iterate();
    double first = last;
    for (int i = 0; i < 100; i++) {
      double next = em.iterate();
      assertThat(next).isGreaterThanOrEqualTo(last - 1e-6);
      last = next;
    }
    assertThat(last).isGreaterThan(first + 100);
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += Math.exp(em.scores().of(i));
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Example
  void findsStemsAndEndings() {
    // None occurs twice, and so none is a piece to begin with.
    Map<String, Long> words = words();
    words.replaceAll((word, count) -> 1L);
    SubwordModel model = FACTORY.learn(config(34), words);
    assertThat(model.encode(List.of("cleaners", "opening", "cleaning")))
        .containsExactly("\u2581clean", "ers", "\u2581open", "ing", "\u2581clean", "ing");
    // A word that was not learned from, with a letter that was not either.
    assertThat(model.encode(List.of("xing"))).containsExactly("\u2581", "x", "ing");
  }

  @Example
  void learnsAsManyPiecesAsAskedForAndKeepsTheCharacters() throws IOException {
    Set<String> characters =
        words().keySet().stream()
            .flatMap(word -> List.of(word.split("")).stream())
            .collect(toSet());
    characters.remove("");
    for (int size : new int[] {characters.size() + 1, 30, 40}) {
      List<Piece> pieces = new UnigramTrainer(config(size), words()).train();
      assertThat(pieces).hasSize(size);
      assertThat(pieces).extracting(Piece::text).containsAll(characters).contains("\u2581");
      assertThat(pieces.stream().mapToDouble(piece -> Math.exp(piece.score())).sum())
          .isCloseTo(1, within(1e-9));
    }
    // There are not as many strings that occur again.
    assertThat(new UnigramTrainer(config(10_000), words()).train()).hasSizeBetween(100, 2000);
  }

  @Example
  void learnsTheSameInWhateverOrderTheTokensCome() {
    List<Map.Entry<String, Long>> entries = new ArrayList<>(words().entrySet());
    Collections.shuffle(entries, new Random(3));
    Map<String, Long> shuffled = new LinkedHashMap<>();
    entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
    assertThat(new UnigramTrainer(config(50), shuffled).train())
        .isEqualTo(new UnigramTrainer(config(50), words()).train());
  }

  @Example
  void refusesFewerPiecesThanCharacters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FACTORY.learn(config(3), Map.of("abc", 1L)))
        .withMessage("size must be at least the 4 different characters of the text, got 3");
  }

  @Example
  void keepsToAVocabulary() {
    UnigramConfig random = new UnigramConfig(1, 16, 2, 0.75, 0.5, 0);
    SubwordModel model = new Unigram(TinyPieces.PIECES, random);
    SubwordModel restricted = model.restrictedTo(Set.of("bc", "\u2581a"));
    assertThat(model.encode(List.of("abab"))).containsExactly("\u2581ab", "ab");
    // Single characters may always be used.
    assertThat(restricted.encode(List.of("abab"))).containsExactly("\u2581a", "b", "a", "b");
    Random numbers = new Random(4);
    for (int i = 0; i < 200; i++) {
      assertThat(restricted.sample(List.of("abcab"), numbers))
          .isSubsetOf("\u2581", "\u2581a", "a", "b", "c", "bc");
    }
  }

  @Example
  void takesPiecesOutOfPlace() {
    SubwordModel model = new Unigram(TinyPieces.PIECES, config(1));
    assertThat(model.decode(List.of("a", "\u2581", "<unk>", "\u2581b", "", "c", "\u2581")))
        .containsExactly("a", "<unk>", "bc", "");
    assertThat(model.decode(List.of("", ""))).isEmpty();
  }

  private static SubwordModel load(byte[] file) throws IOException {
    return FACTORY.load(config(1), new ByteArrayInputStream(file));
  }

  @Example
  void readsSentencePiecesFile() throws IOException {
    SubwordModel model =
        load("<unk>\t0\n<s>\t0\n</s>\t0\n\u2581the\t-3.25\n\u2581\t-4\nt\t-5\n".getBytes(UTF_8));
    assertThat(model.encode(List.of("the", "tt", "<s>")))
        .containsExactly("\u2581the", "\u2581", "t", "t", "\u2581", "<", "s", ">");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.save(out);
    assertThat(out.toString(UTF_8)).isEqualTo("\u2581the\t-3.25\n\u2581\t-4.0\nt\t-5.0\n");
    assertThat(model.signature()).isEqualTo("unigram|pieces:3|format:sentencepiece-vocab");
  }

  @Example
  void explainsBrokenFiles() {
    String expected = "expected a piece, a tab and its log-probability";
    assertBroken("a\t-1\nb -2\n", "line 2 of the unigram pieces", expected, "found 'b -2'");
    assertBroken("a\t-1\n\t-2\n", "line 2", expected);
    assertBroken("a\t-1\nb\t0.5\n", "line 2", expected, "0 or less");
    assertBroken("a\t-1\nb\tNaN\n", "line 2", expected);
    assertBroken("a\t-1\nb\t-Infinity\n", "line 2", expected);
    assertBroken("a\t-1\tx\n", "line 1", expected);
    assertBroken("#version: 0.2\na b\n", "line 1", expected, "found '#version: 0.2'");
    assertBroken("a\t-1\nb\t-2\na\t-3\n", "line 3", "'a' stands in line 1 already");
    assertBroken("", "holds none", ".vocab file of SentencePiece");
    assertBroken("<unk>\t0\nth\t-0\nhe\t-1\nin\t-2\n", "ranks", "byte pair encoding");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> load("\u00e4\t-1\n".getBytes(ISO_8859_1)))
        .withMessageContaining("not UTF-8");
  }

  private static void assertBroken(String file, String... parts) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> load(file.getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Example
  void leavesOutTokensThatTheFileCannotHold() throws IOException {
    Map<String, Long> counts = Map.of("ab", 5L, "c\td", 9L, "e\nf", 9L, "g h", 3L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FACTORY.learn(config(50), counts).save(out);
    assertThat(load(out.toByteArray()).encode(List.of("ab", "g h")))
        .containsExactly("\u2581ab", "\u2581g h");
    assertThat(out.toString(UTF_8)).doesNotContain("c", "f");
  }

  @Example
  void refusesSenselessNumbers() {
    assertRefused("size", () -> new UnigramConfig(0, 16, 2, 0.75, 0, 0));
    assertRefused("max-piece-length", () -> new UnigramConfig(9, 0, 2, 0.75, 0, 0));
    assertRefused("max-piece-length", () -> new UnigramConfig(9, 501, 2, 0.75, 0, 0));
    assertRefused("iterations", () -> new UnigramConfig(9, 16, 0, 0.75, 0, 0));
    assertRefused("shrink", () -> new UnigramConfig(9, 16, 2, 1, 0, 0));
    assertRefused("shrink", () -> new UnigramConfig(9, 16, 2, Double.NaN, 0, 0));
    assertRefused("alpha", () -> new UnigramConfig(9, 16, 2, 0.75, -1, 0));
    assertRefused("alpha", () -> new UnigramConfig(9, 16, 2, 0.75, Double.NaN, 0));
    assertRefused("n-best", () -> new UnigramConfig(9, 16, 2, 0.75, 1, -1));
  }

  private static void assertRefused(String key, Runnable making) {
    assertThatIllegalArgumentException()
        .isThrownBy(making::run)
        .withMessageStartingWith(key + " must be");
  }
}
