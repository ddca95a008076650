package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Test;

class TextPipelineTest {
  private static final Tokenizer SPACES =
      new Tokenizer() {
        @Override
        public List<String> encode(String text) {
          return text.isEmpty() ? List.of() : List.of(text.split(" "));
        }

        @Override
        public String decode(List<String> tokens) {
          return String.join(" ", tokens);
        }
      };

  /** Cuts the first letter off: {@code word} becomes {@code w+ ord}. */
  private static final SubwordModel FIRST_LETTER =
      new SubwordModel() {
        @Override
        public List<String> encode(List<String> tokens) {
          List<String> pieces = new ArrayList<>();
          for (String token : tokens) {
            pieces.add(token.charAt(0) + "+");
            pieces.add(token.substring(1));
          }
          return pieces;
        }

        @Override
        public List<String> sample(List<String> tokens, RandomGenerator random) {
          return random.nextBoolean() ? encode(tokens) : tokens;
        }

        @Override
        public boolean isRandom() {
          return true;
        }

        @Override
        public List<String> decode(List<String> pieces) {
          return List.of(String.join(" ", pieces).replace("+ ", "").split(" "));
        }

        @Override
        public void save(OutputStream out) {}

        @Override
        public String signature() {
          return "first-letter";
        }
      };

  @Test
  void goesFromTextToIdsAndBack() {
    Normalizer lowercase = new Normalizer(List.of(Normalization.LOWERCASE));
    Vocabulary vocabulary = Vocabulary.build(Map.of("t+", 4L, "he", 3L, "ree", 2L));
    TextPipeline pipeline = new TextPipeline(lowercase, SPACES, FIRST_LETTER, vocabulary);
    assertThat(pipeline.segmenter().pieces("The Tree")).containsExactly("t+", "he", "t+", "ree");
    assertThat(pipeline.encode("The Tree")).containsExactly(4, 5, 4, 6);
    assertThat(pipeline.decode(List.of(4, 5, 4, 6))).isEqualTo("the tree");
    assertThat(pipeline.encode("")).isEmpty();
  }

  @Test
  void theSourceIsCleanedAndTheTargetIsNot() {
    Vocabulary vocabulary = Vocabulary.build(Map.of("t+", 4L, "he", 3L, "ree", 2L));
    TextPipeline both =
        new TextPipeline(
            new Normalizer(List.of(Normalization.LOWERCASE)), SPACES, FIRST_LETTER, vocabulary);
    Pipelines pipelines = new Pipelines(both, both, true).cleaningSource();
    String text = "\ufeffThe\u00a0\u2009 Tr\u00adee\u200b \t";

    assertThat(pipelines.source().encode(text)).isEqualTo(both.encode("the tree"));
    assertThat(pipelines.source().sample(text, new Random(1))).isEqualTo(both.encode("the tree"));
    assertThat(pipelines.target().encode(text)).isEqualTo(both.encode(text));
    assertThat(pipelines.target().encode(text)).isNotEqualTo(both.encode("the tree"));
    assertThat(pipelines.source().segmenter().cleaning(false)).isEqualTo(both.segmenter());
  }

  @Test
  void alignmentsCountTheWordsOfTheTextAsItIsGiven() {
    Segmenter segmenter = new Segmenter(Normalizer.IDENTITY, SPACES, null).cleaning(true);
    // One word of the text becomes two, one is nothing, and spaces around do not count.
    String text = "  a\u00a0b  \u200b c\td\u00ad ";
    assertThat(segmenter.tokens(text)).containsExactly("a", "b", "c", "d");
    assertThat(segmenter.spacedWords(text)).containsExactly(0, 0, 2, 3);
    assertThat(segmenter.spacedWords("\u200b")).isEmpty();
  }

  @Test
  void samplesByTheSubwordModel() {
    Normalizer lowercase = new Normalizer(List.of(Normalization.LOWERCASE));
    Vocabulary vocabulary = Vocabulary.build(Map.of("t+", 4L, "he", 3L, "the", 2L));
    TextPipeline pipeline = new TextPipeline(lowercase, SPACES, FIRST_LETTER, vocabulary);
    Set<List<Integer>> drawn = new HashSet<>();
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      drawn.add(Arrays.stream(pipeline.sample("The", random)).boxed().toList());
    }
    assertThat(drawn).containsExactlyInAnyOrder(List.of(4, 5), List.of(6));
    assertThat(pipeline.isRandom()).isTrue();
    assertThat(pipeline.encode("The")).containsExactly(4, 5);

    TextPipeline words = new TextPipeline(lowercase, SPACES, null, vocabulary);
    assertThat(words.sample("The", random)).containsExactly(6);
    assertThat(words.isRandom()).isFalse();
  }

  @Test
  void aTranslationIsOneLineWhateverAModelSays() {
    Tokenizer lines =
        new Tokenizer() {
          @Override
          public List<String> encode(String text) {
            return text.lines().toList();
          }

          @Override
          public String decode(List<String> tokens) {
            return String.join("\r\n", tokens);
          }
        };
    TextPipeline pipeline =
        new TextPipeline(
            Normalizer.IDENTITY, lines, null, Vocabulary.build(Map.of("a", 2L, "b", 1L)));
    assertThat(pipeline.decode(List.of(4, 5))).isEqualTo("a  b");
  }

  @Test
  void showsUnknownWordsAndPassesMarksOver() {
    TextPipeline pipeline =
        new TextPipeline(
            Normalizer.IDENTITY, SPACES, null, Vocabulary.build(Map.of("a", 2L, "b", 1L)));
    assertThat(pipeline.encode("a c </s> b")).containsExactly(4, 1, 1, 5);
    assertThat(pipeline.decode(List.of(2, 4, 1, 5, 3, 0))).isEqualTo("a <unk> b");
  }

  @Test
  void saysWhichTextIsRefused() {
    Tokenizer strict =
        new Tokenizer() {
          @Override
          public List<String> encode(String text) {
            throw new IllegalArgumentException("too hard");
          }

          @Override
          public String decode(List<String> tokens) {
            return "";
          }
        };
    Segmenter segmenter = new Segmenter(Normalizer.IDENTITY, strict, null);
    assertThatThrownBy(() -> segmenter.pieces("Ein Satz."))
        .isInstanceOf(DragomanException.class)
        .hasMessage("The text 'Ein Satz.' cannot be cut to tokens: too hard.");
    assertThatThrownBy(() -> segmenter.pieces("\ud83d\ude00".repeat(41)))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith("The text '" + "\ud83d\ude00".repeat(40) + "...' cannot be");
  }

  @Test
  void normalises() {
    String text = "A\u0308 \uFB01 \u0130I";
    assertThat(new Normalizer(List.of()).apply(text)).isEqualTo(text);
    assertThat(new Normalizer(List.of(Normalization.NONE)).apply(text)).isEqualTo(text);
    assertThat(new Normalizer(List.of(Normalization.NFC)).apply(text))
        .isEqualTo("\u00c4 \uFB01 \u0130I");
    assertThat(new Normalizer(List.of(Normalization.NFKC, Normalization.LOWERCASE)).apply(text))
        .isEqualTo("\u00e4 fi i\u0307i");
  }

  @Test
  void refusesStepsThatDoNotGoTogether() {
    for (List<Normalization> steps :
        List.of(
            List.of(Normalization.NFC, Normalization.NFC),
            List.of(Normalization.NONE, Normalization.LOWERCASE),
            List.of(Normalization.NFC, Normalization.NFKC))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Normalizer(steps))
          .withMessageContaining("normalization");
    }
  }
}
