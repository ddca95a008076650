package org.dragoman.plugins.tokenizers.subword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dragoman.spi.SubwordModel;
import org.junit.jupiter.api.Assertions;

class BpeTest {
  private static final BpeFactory FACTORY = new BpeFactory();

  private static SubwordModel load(String... merges) throws IOException {
    String file = "#version: 0.2\n" + String.join("\n", merges) + "\n";
    return FACTORY.load(BpeConfigs.of(1, 2), new ByteArrayInputStream(file.getBytes(UTF_8)));
  }

  private static String codes(SubwordModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.save(out);
    return out.toString(UTF_8);
  }

  @Example
  void takesTheMostFrequentPairAndOfEqualOnesTheGreatest() {
    Map<String, Long> counts = Map.of("low", 5L, "lower", 2L, "newest", 6L, "widest", 3L);
    assertThat(new BpeLearner(counts).learn(5, 2))
        .containsExactly(
            new Merge("s", "t</w>"),
            new Merge("e", "st</w>"),
            new Merge("l", "o"),
            new Merge("w", "est</w>"),
            new Merge("n", "e"));
    // U+1F600 is greater than U+FF41, though its first UTF-16 unit is less.
    assertThat(new BpeLearner(Map.of("\uff41b", 2L, "\ud83d\ude00b", 2L)).learn(1, 2))
        .containsExactly(new Merge("\ud83d\ude00", "b</w>"));
  }

  @Example
  void learnsAndSplitsAsWorkedOutByHand() throws IOException {
    // h a</w> 4, h a t</w> 3, t h a t</w> 2; the pairs of each step and how often they occur:
    //   h a 3+2, a t</w> 3+2, h a</w> 4, t h 2: of the two with 5 the greater, h a.
    //   ha t</w> 3+2, h a</w> 4, t ha 2: ha t</w>.
    //   h a</w> 4, t hat</w> 2: h a</w>.
    //   t hat</w> 2, which is as often as asked for; then no pair is left.
    SubwordModel model =
        FACTORY.learn(BpeConfigs.of(10, 2), Map.of("ha", 4L, "hat", 3L, "that", 2L));
    assertThat(codes(model)).isEqualTo("#version: 0.2\nh a\nha t</w>\nh a</w>\nt hat</w>\n");
    // haha: h a fits the first two only, the last a being a</w>. hats: no t at the word's end.
    assertThat(model.encode(List.of("that", "haha", "hats", "bath")))
        .containsExactly("that", "ha@@", "ha", "ha@@", "t@@", "s", "b@@", "a@@", "t@@", "h");
  }

  @Example
  void endsWhereNoPairIsFrequentEnough() {
    assertThat(new BpeLearner(Map.of("ab", 1L, "cd", 2L)).learn(10, 2))
        .containsExactly(new Merge("c", "d</w>"));
    assertThat(new BpeLearner(Map.of("ab", 1L, "cd", 2L)).learn(10, 1)).hasSize(2);
    assertThat(new BpeLearner(Map.of()).learn(10, 2)).isEmpty();
  }

  /** The same rules by counting all pairs anew for each merge. */
  private static List<Merge> learnSlowly(Map<String, Long> counts, int merges, long minFrequency) {
    Map<List<String>, Long> words = new HashMap<>();
    counts.forEach((word, n) -> words.merge(Merge.symbols(word), n, Long::sum));
    List<Merge> result = new java.util.ArrayList<>();
    while (result.size() < merges) {
      Map<Merge, Long> pairs = new HashMap<>();
      words.forEach(
          (word, n) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
              pairs.merge(new Merge(word.get(i), word.get(i + 1)), n, Long::sum);
            }
          });
      Map.Entry<Merge, Long> best =
          pairs.entrySet().stream()
              .max(
                  Map.Entry.<Merge, Long>comparingByValue()
                      .thenComparing(e -> e.getKey().left())
                      .thenComparing(e -> e.getKey().right()))
              .orElse(null);
      if (best == null || best.getValue() < minFrequency) {
        break;
      }
      result.add(best.getKey());
      Map<List<String>, Long> next = new HashMap<>();
      words.forEach((word, n) -> next.merge(apply(best.getKey(), word), n, Long::sum));
      words.clear();
      words.putAll(next);
    }
    return result;
  }

  private static List<String> apply(Merge merge, List<String> word) {
    List<String> result = new java.util.ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      boolean fits =
          i + 1 < word.size()
              && word.get(i).equals(merge.left())
              && word.get(i + 1).equals(merge.right());
      result.add(fits ? merge.merged() : word.get(i));
      i += fits ? 1 : 0;
    }
    return result;
  }

  @Provide
  Arbitrary<Map<String, Long>> fewLetters() {
    return Arbitraries.maps(
            Arbitraries.strings().withChars("ab").ofMinLength(1).ofMaxLength(9),
            Arbitraries.longs().between(1, 5))
        .ofMaxSize(12);
  }

  @Property(tries = 500)
  void learnsWhatCountingAnewLearns(@ForAll("fewLetters") Map<String, Long> counts) {
    List<Merge> merges = learnSlowly(counts, 40, 2);
    assertThat(new BpeLearner(counts).learn(40, 2)).isEqualTo(merges);
    // And a word is split to what the merges leave of it, one after the other.
    BpeSplitter splitter = new BpeSplitter(merges);
    for (String word : counts.keySet()) {
      List<String> symbols = Merge.symbols(word);
      for (Merge merge : merges) {
        symbols = apply(merge, symbols);
      }
      assertThat(String.join(" ", splitter.split(word)) + "</w>")
          .isEqualTo(String.join(" ", symbols));
    }
  }

  @Example
  void marksAllPiecesButTheLast() throws IOException {
    SubwordModel model = load("l o", "lo w</w>", "e r</w>");
    assertThat(model.encode(List.of("low", "lower", "slow", "x")))
        .containsExactly("low", "lo@@", "w@@", "er", "s@@", "low", "x");
    assertThat(model.encode(List.of())).isEmpty();
  }

  @Provide
  Arbitrary<String> nasty() {
    return Arbitraries.of("@", "@@", "</w>", "<", "w", "a", "b", "\ud83d\ude00", "\u00e4", "<unk>")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Property
  void givesBackAnyTokens(
      @ForAll List<@net.jqwik.api.From("nasty") String> nasty, @ForAll List<String> any)
      throws IOException {
    SubwordModel all = load("@ @", "@@ @@</w>", "a b", "< /", "</ w", "</w >", "@ @</w>");
    for (SubwordModel model : List.of(all, all.restrictedTo(Set.of("a@@", "ab", "@@@")))) {
      assertThat(model.decode(model.encode(nasty))).isEqualTo(nasty);
      assertThat(model.decode(model.encode(any))).isEqualTo(any);
      assertThat(model.decode(nasty)).isNotNull();
      assertThat(model.decode(any)).isNotNull();
    }
  }

  @Example
  void takesPiecesOutOfPlace() throws IOException {
    SubwordModel model = load("a b");
    assertThat(model.decode(List.of("a@@", "<unk>", "b@@"))).containsExactly("a<unk>", "b");
    assertThat(model.decode(List.of("@@", "@@"))).isEmpty();
  }

  @Example
  void comesBackFromItsFile() throws IOException {
    SubwordModel learned =
        FACTORY.learn(BpeConfigs.of(50, 2), Map.of("\uffed,", 9L, "na\u00efve", 4L, "a b", 99L));
    String codes = codes(learned);
    assertThat(codes).startsWith("#version: 0.2\n\uffed ,</w>\n").doesNotContain("a  ");
    SubwordModel loaded =
        FACTORY.load(BpeConfigs.of(1, 2), new ByteArrayInputStream(codes.getBytes(UTF_8)));
    assertThat(codes(loaded)).isEqualTo(codes);
    assertThat(loaded.signature()).isEqualTo(learned.signature()).contains("merges:5");
  }

  @Example
  void explainsBrokenFiles() {
    assertBroken("".getBytes(UTF_8), "line 1", "#version: 0.2", "the end of the file");
    assertBroken(
        "a sentence of some text\n".getBytes(UTF_8),
        "line 1",
        "nothing of subword-nmt",
        "learn-bpe");
    assertBroken("#version: 0.2\na b\nabc\n".getBytes(UTF_8), "line 3", "found 'abc'");
    assertBroken("#version: 0.2\na b c\n".getBytes(UTF_8), "line 2", "two symbols");
    assertBroken(
        "#version: 0.2\n\u00e4 b\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        "not UTF-8");
  }

  @Example
  void saysOfAnotherVersionWhatItIsAndWhatToDo() {
    for (String version : List.of("#version: 0.1", "#version: 0.3", "#version:0.2")) {
      assertBroken(
          (version + "\na b\n").getBytes(UTF_8),
          "line 1 of the BPE codes: expected '#version: 0.2', found '" + version + "'",
          "another version of the format",
          "Learn the codes anew");
    }
    assertBroken(
        "t h\nth e</w>\n".getBytes(UTF_8),
        "line 1",
        "found 't h'",
        "codes without a version are of subword-nmt before 0.2",
        "Learn the codes anew");
  }

  private static void assertBroken(byte[] file, String... parts) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> FACTORY.load(BpeConfigs.of(1, 2), new ByteArrayInputStream(file)))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Example
  void refusesSenselessNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BpeConfigs.of(0, 2))
        .withMessageContaining("merges");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BpeConfigs.of(1, 0))
        .withMessageContaining("min-frequency");
  }

  @Example
  void splitsAVeryLongWordQuickly() throws IOException {
    SubwordModel model = load("a b", "ab ab", "abab abab", "b a", "c a");
    StringBuilder word = new StringBuilder();
    new Random(1).ints(300_000, 'a', 'd').forEach(word::appendCodePoint);
    List<String> tokens = List.of(word.toString());
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(model.decode(model.encode(tokens))).isEqualTo(tokens));
  }
}
