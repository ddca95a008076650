package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.dragoman.spi.SubwordModel;
import org.junit.jupiter.api.Test;

/**
 * Tests of what every {@link SubwordModel} must do, on tokens made to break it.
 *
 * <pre>{@code
 * class MySubwordTest extends SubwordModelContract {
 *   @Override
 *   protected SubwordModel learn(Map<String, Long> tokenCounts) {
 *     return new MySubwordFactory().learn(CONFIG, tokenCounts);
 *   }
 *
 *   @Override
 *   protected SubwordModel load(InputStream in) throws IOException {
 *     return new MySubwordFactory().load(CONFIG, in);
 *   }
 * }
 * }</pre>
 *
 * Take a configuration with sampling, if the model can sample.
 */
public abstract class SubwordModelContract {
  private static final int TOKENS = 1000;
  private static final int MAX_PARTS = 6;
  private static final int THREAD_CALLS = 400;

  /** Words of a few syllables, in which any subword model finds parts that recur. */
  private static final List<String> SYLLABLES =
      List.of("ba", "le", "mon", "tri", "su", "ge", "ra", "ten", "lich", "ung");

  /** Called by the subclass. */
  protected SubwordModelContract() {}

  /** Learns by the factory. */
  protected abstract SubwordModel learn(Map<String, Long> tokenCounts);

  /** Loads by the factory, with the same configuration. */
  protected abstract SubwordModel load(InputStream in) throws IOException;

  /** Returns the model's own marks, which the tests mix into the tokens. */
  protected List<String> marks() {
    return List.of();
  }

  private SubwordModel learned() {
    Map<String, Long> counts = new HashMap<>();
    tokens().forEach(token -> counts.merge(token, 1L + token.length() % 5, Long::sum));
    return learn(counts);
  }

  @Test
  final void noTokensHaveNoPieces() {
    assertThat(learned().encode(List.of())).isEmpty();
    assertThat(learned().decode(List.of())).isEmpty();
    assertThat(learn(Map.of()).encode(List.of())).isEmpty();
  }

  @Test
  final void decodingGivesBackEveryToken() {
    assertGivesBack(learned(), tokens());
  }

  @Test
  final void decodingGivesBackTokensThatWereNotLearnedFrom() {
    assertGivesBack(learn(Map.of("balebale", 5L, "bale", 7L)), tokens());
    assertGivesBack(learn(Map.of()), tokens());
  }

  private static void assertGivesBack(SubwordModel model, List<String> tokens) {
    for (String token : tokens) {
      assertThat(model.decode(model.encode(List.of(token))))
          .as("the token after encode and decode")
          .containsExactly(token);
    }
    assertThat(model.decode(model.encode(tokens))).isEqualTo(tokens);
  }

  @Test
  final void aTokenIsCutWithoutRegardToItsNeighbours() {
    SubwordModel model = learned();
    List<String> oneByOne = new ArrayList<>();
    for (String token : tokens()) {
      oneByOne.addAll(model.encode(List.of(token)));
    }
    assertThat(model.encode(tokens())).isEqualTo(oneByOne);
  }

  @Test
  final void piecesAreNotEmptyAndHoldNoWhiteSpace() {
    SubwordModel model = learned();
    List<String> pieces = new ArrayList<>(model.encode(tokens()));
    pieces.addAll(model.sample(tokens(), new Random(3)));
    assertThat(pieces)
        .allMatch(piece -> !piece.isEmpty())
        .allMatch(piece -> piece.codePoints().noneMatch(TokenizerContract::isSpace));
  }

  @Test
  final void samplesGiveBackEveryToken() {
    SubwordModel model = learned();
    Random random = new Random(4);
    for (String token : tokens()) {
      assertThat(model.decode(model.sample(List.of(token), random)))
          .as("the token after sample and decode")
          .containsExactly(token);
    }
    assertThat(model.decode(model.sample(tokens(), random))).isEqualTo(tokens());
  }

  @Test
  final void samplesFollowFromTheRandomNumbers() {
    SubwordModel model = learned();
    List<String> first = model.sample(tokens(), new Random(5));
    model.sample(tokens(), new Random(6));

    assertThat(model.sample(tokens(), new Random(5))).isEqualTo(first);
    assertThat(!first.equals(model.encode(tokens())))
        .as("whether a sample is anything else than encode gives, as isRandom says")
        .isEqualTo(model.isRandom());
  }

  @Test
  final void comesBackFromItsFile() throws IOException {
    SubwordModel model = learned();
    byte[] file = saved(model);
    SubwordModel loaded = load(new ByteArrayInputStream(file));

    assertSame(loaded, model);
    assertThat(loaded.signature()).isEqualTo(model.signature()).doesNotContain("\n");
    assertThat(saved(loaded)).isEqualTo(file);
  }

  private static byte[] saved(SubwordModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.save(out);
    return out.toByteArray();
  }

  private void assertSame(SubwordModel model, SubwordModel expected) {
    assertThat(model.encode(tokens())).isEqualTo(expected.encode(tokens()));
    assertThat(model.sample(tokens(), new Random(7)))
        .isEqualTo(expected.sample(tokens(), new Random(7)));
  }

  @Test
  final void aRestrictedModelGivesBackEveryTokenToo() throws IOException {
    SubwordModel model = learned();
    Map<String, Integer> counts = new HashMap<>();
    model.encode(tokens()).forEach(piece -> counts.merge(piece, 1, Integer::sum));
    counts.values().removeIf(count -> count < 3);
    SubwordModel restricted = model.restrictedTo(counts.keySet());

    assertGivesBack(restricted, tokens());
    Random random = new Random(8);
    assertThat(restricted.decode(restricted.sample(tokens(), random))).isEqualTo(tokens());
    assertThat(restricted.isRandom()).isEqualTo(model.isRandom());
    // A restricted model saves the whole model: whoever loads it restricts it again.
    assertThat(saved(restricted)).isEqualTo(saved(model));
    assertSame(
        load(new ByteArrayInputStream(saved(restricted))).restrictedTo(counts.keySet()),
        restricted);
  }

  @Test
  final void aRestrictionToAllPiecesChangesNothing() {
    SubwordModel model = learned();
    Set<String> pieces = new HashSet<>(model.encode(tokens()));
    assertThat(model.restrictedTo(pieces).encode(tokens())).isEqualTo(model.encode(tokens()));
  }

  @Test
  final void decodeTakesAnyPieces() {
    SubwordModel model = learned();
    List<String> pieces = new ArrayList<>(model.encode(tokens()));
    pieces.addAll(tokens());
    pieces.addAll(Collections.nCopies(5, ""));
    pieces.addAll(marks());
    Random random = new Random(9);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(pieces, random);
      assertThat(model.decode(pieces)).isNotNull();
      for (int i = 0; i < 200; i++) {
        assertThat(model.decode(pieces.subList(i, i + random.nextInt(5)))).isNotNull();
      }
    }
  }

  @Test
  final void severalThreadsMayUseItAtOnce() {
    SubwordModel model = learned();
    List<String> tokens = tokens().subList(0, 100);
    List<String> expected = learned().encode(tokens);
    List<String> sampled = learned().sample(tokens, new Random(10));
    assertThat(IntStream.range(0, THREAD_CALLS).parallel())
        .allMatch(
            i ->
                i % 2 == 0
                    ? model.encode(tokens).equals(expected)
                    : model.sample(tokens, new Random(10)).equals(sampled));
  }

  /** Returns each nasty part alone and twice, mixtures, and words; always the same. */
  private List<String> tokens() {
    List<String> parts = new ArrayList<>(TokenizerContract.PIECES);
    parts.addAll(marks());
    parts.removeIf(part -> part.codePoints().anyMatch(TokenizerContract::isSpace));
    List<String> tokens = new ArrayList<>(parts);
    parts.forEach(part -> tokens.add(part + part));
    Random random = new Random(1);
    while (tokens.size() < TOKENS) {
      List<String> from = random.nextBoolean() ? parts : SYLLABLES;
      StringBuilder token = new StringBuilder();
      for (int n = 1 + random.nextInt(MAX_PARTS); n > 0; n--) {
        token.append(from.get(random.nextInt(from.size())));
      }
      tokens.add(token.toString());
    }
    return tokens;
  }
}
