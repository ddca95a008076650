package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.inference.Shortlist;
import org.dragoman.runtime.inference.VocabularySubset;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Casing;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.Tokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a search, and what becomes of unknown words. */
@TestInstance(Lifecycle.PER_CLASS)
class RequestsTest {
  private static final TranslationOptions OPTIONS = TranslationOptions.defaults();

  @TempDir private Path folder;
  private final TinyTranslator tiny = new TinyTranslator();
  private final List<SearchRequest.Sentence> asked = new ArrayList<>();

  /** Says given tokens, and keeps what it was asked. */
  private final class Parrot implements SearchStrategy {
    private final List<Integer> says;

    Parrot(Integer... says) {
      this.says = List.of(says);
    }

    @Override
    public Set<SearchFeature> features() {
      return Set.of(SearchFeature.PREFIX, SearchFeature.REQUIRED, SearchFeature.BANNED);
    }

    @Override
    public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
      asked.addAll(request.sentences());
      return request.sentences().stream()
          .map(unused -> List.of(new Hypothesis(says, -1, -1, true)))
          .toList();
    }
  }

  @AfterAll
  void close() {
    tiny.close();
  }

  private int target(String word) {
    return tiny.pipelines.target().vocabulary().id(word);
  }

  private BatchTranslator translator(
      SearchStrategy search, TranslationOptions options, Shortlist shortlist) {
    return new BatchTranslator(
        tiny.torch,
        Ensemble.of(tiny.model),
        tiny.pipelines,
        new NamedSearch("parrot", search, Registry.of(List.of())),
        options,
        BatchLimits.DEFAULTS,
        shortlist);
  }

  private List<Translation> translate(BatchTranslator translator, TranslationRequest... requests) {
    asked.clear();
    return translator.translate(
        Arrays.asList(requests), 1, RequestReader::nameOf, translator.newStates());
  }

  @Test
  void whatIsAskedIsSpelledInTheTargetsTokens() {
    translate(
        translator(new Parrot(), OPTIONS, null),
        new TranslationRequest("a1", "\ufeffb1\u00a0b2 ", List.of(" b3\u200b"), List.of("b4\t b5")),
        TranslationRequest.of("a1 a2"));

    SearchRequest.Sentence first =
        asked.stream().filter(sentence -> sentence.number() == 0).findFirst().orElseThrow();
    assertThat(first.prefix()).containsExactly(target("b1"), target("b2"));
    assertThat(first.required())
        .containsExactly(List.of(SearchRequest.Phrase.of(List.of(target("b3")))));
    assertThat(first.banned())
        .containsExactly(SearchRequest.Phrase.of(List.of(target("b4"), target("b5"))));
    assertThat(first.sourceLength()).isEqualTo(1);
    assertThat(asked)
        .filteredOn(sentence -> sentence.number() == 1)
        .singleElement()
        .satisfies(plain -> assertThat(plain.features()).isEmpty());
  }

  @Test
  void aPhraseThatIsEmptyToAReaderIsRefused() {
    for (String empty : List.of("", " ", "\u200b\u00a0")) {
      assertThatThrownBy(() -> new TranslationRequest("a1", "", List.of("b1", empty), List.of()))
          .isInstanceOf(DragomanException.class)
          .hasMessage("A required phrase is empty. Give a word, or leave it out.");
      assertThatThrownBy(() -> new TranslationRequest("a1", "", List.of(), List.of(empty)))
          .isInstanceOf(DragomanException.class)
          .hasMessage("A banned phrase is empty. Give a word, or leave it out.");
      assertThat(new TranslationRequest("a1", empty, List.of(), List.of()).features()).isEmpty();
    }
  }

  @Test
  void aLineThatIsBlankWhenCleanedHasAnEmptyTranslation() {
    List<Translation> translations =
        translate(
            translator(new Parrot(target("b1")), OPTIONS, null),
            TranslationRequest.of("\ufeff\u200b \u00a0"),
            TranslationRequest.of("a1"));
    assertThat(translations.get(0).text()).isEmpty();
    assertThat(translations.get(1).text()).isEqualTo("b1");
    assertThat(asked).hasSize(1);
  }

  @Test
  void theGreatestLengthGivesWayToWhatMustBeSaid() {
    translate(
        translator(new Parrot(), OPTIONS.withMaxLength(2), null),
        new TranslationRequest("a1", "b1 b2", List.of("b3"), List.of()));

    assertThat(asked.get(0).maxLength()).isEqualTo(3);
  }

  @Test
  void whatTheVocabularyCannotSpellIsRefusedByLine() {
    BatchTranslator translator = translator(new Parrot(), OPTIONS, null);
    assertThatThrownBy(
            () ->
                translate(
                    translator,
                    TranslationRequest.of("a1"),
                    new TranslationRequest("a1", "", List.of("b1 zebra"), List.of())))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "Line 2: the model cannot write the phrase 'b1 zebra': a part of it is not in the target"
                + " vocabulary. Take another word.");
    translate(translator, new TranslationRequest("a1", "", List.of(), List.of("zebra")));
    assertThat(asked.get(0).banned()).isEmpty();
  }

  @Test
  void aSearchThatCannotKeepWhatIsAskedIsRefused() {
    BatchTranslator translator = translator(new TinyBeam(2), OPTIONS, null);
    assertThatThrownBy(
            () -> translate(translator, new TranslationRequest("a1", "b1", List.of(), List.of())))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "The search 'parrot' cannot keep a target prefix. No search that is installed can.");
    assertThatThrownBy(() -> translator(new TinyBeam(2), OPTIONS.withMinLength(3), null))
        .hasMessageContaining("cannot keep a minimum length");
  }

  @Test
  void phrasesAreFoundAsWordsOfTheirOwn() {
    Phrases phrases = new Phrases(tiny.pipelines.target());
    assertThat(phrases.found(List.of("Haus", "Tür", "auf"), "Die Haustür ist auf, im Haus."))
        .containsExactly("Haus", "auf");
    assertThat(phrases.found(List.of("Haus"), "Die Haustür")).isEmpty();
    assertThat(phrases.found(List.of("東京", "!"), "私は東京に!")).containsExactly("東京", "!");
  }

  @Test
  void anUnknownWordBecomesTheAlignedSourceWordOrItsEntry() {
    Parrot parrot = new Parrot(target("b1"), Vocabulary.UNK, target("b2"));
    String line = "Zebra";
    assertThat(translate(translator(parrot, OPTIONS, null), TranslationRequest.of(line)))
        .extracting(Translation::text)
        .containsExactly("b1 <unk> b2");
    assertThat(
            translate(
                translator(parrot, OPTIONS.withUnknownWords(UnknownWords.copy()), null),
                TranslationRequest.of(line)))
        .extracting(Translation::text)
        .containsExactly("b1 Zebra b2");
    UnknownWords dictionary = UnknownWords.dictionary(Map.of("Zebra", "das Zebra"));
    List<Translation> translations =
        translate(
            translator(parrot, OPTIONS.withUnknownWords(dictionary), null),
            TranslationRequest.of(line),
            TranslationRequest.of("Quokka"));
    assertThat(translations)
        .extracting(Translation::text)
        .containsExactly("b1 das Zebra b2", "b1 Quokka b2");
    assertThat(translations.get(0).nBest().get(0).tokens()).isNull();
  }

  @Test
  void theWordIsThatOfTheGreatestWeight() {
    UnknownWords copy = UnknownWords.copy();
    assertThat(
            copy.replace(
                List.of("<unk>", "b1", "<unk>"),
                List.of(2, 0, 1),
                List.of("x", "y", "z"),
                tiny.pipelines.target().segmenter()))
        .containsExactly("z", "b1", "y");
  }

  /** Pieces of a token but the last end in {@code @@}; a token is cut in pieces of two letters. */
  private record Pairs() implements SubwordModel {
    @Override
    public List<String> encode(List<String> tokens) {
      List<String> pieces = new ArrayList<>();
      for (String token : tokens) {
        for (int i = 0; i < token.length(); i += 2) {
          boolean last = i + 2 >= token.length();
          pieces.add(last ? token.substring(i) : token.substring(i, i + 2) + "@@");
        }
      }
      return pieces;
    }

    @Override
    public List<String> decode(List<String> pieces) {
      String text = String.join(" ", pieces).replaceAll("@@( |$)", "");
      return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @Override
    public void save(OutputStream out) {}

    @Override
    public String signature() {
      return "pairs";
    }
  }

  private static Segmenter segmenter(Casing casing, @Nullable SubwordModel subword) {
    return new Segmenter(
        new Normalizer(List.of()),
        casing.of(
            new Tokenizer() {
              @Override
              public List<String> encode(String text) {
                return List.of(text.split(" "));
              }

              @Override
              public String decode(List<String> tokens) {
                return String.join(" ", tokens);
              }
            }),
        subword);
  }

  private static String replaced(
      Segmenter target, List<String> words, List<Integer> alignment, String... pieces) {
    return target.text(UnknownWords.copy().replace(List.of(pieces), alignment, words, target));
  }

  @Test
  void aWordTakesThePlaceOfAWholeWord() {
    Segmenter target = segmenter(Casing.KEEP, new Pairs());
    List<String> words = List.of("der", "Hasek", "Hasek", "Hasek", "ek");
    assertThat(replaced(target, words, List.of(1, 2, 3), "Ha@@", "<unk>", "ek")).isEqualTo("Hasek");
    assertThat(replaced(target, words, List.of(1, 2, 4), "Ha@@", "<unk>", "ek"))
        .isEqualTo("Hasek ek");
    assertThat(replaced(target, words, List.of(0, 1, 2), "der", "<unk>", "<unk>"))
        .isEqualTo("der Hasek");
    assertThat(replaced(target, words, List.of(1, 1), "<unk>", "der")).isEqualTo("Hasek der");
    Segmenter whole = segmenter(Casing.KEEP, null);
    assertThat(replaced(whole, List.of("so", "so"), List.of(0, 1), "<unk>", "<unk>"))
        .isEqualTo("so so");
  }

  @Test
  void aWordHasItsOwnCase() {
    for (SubwordModel subword : Arrays.asList(null, new Pairs())) {
      Segmenter target = segmenter(Casing.MARK, subword);
      List<String> words = List.of("iPhone", "nato");
      assertThat(replaced(target, words, List.of(0, 0), "\uFFEC", "<unk>")).isEqualTo("iPhone");
      assertThat(replaced(target, words, List.of(0, 0), "\uFFEB", "<unk>")).isEqualTo("iPhone");
      assertThat(replaced(target, words, List.of(1, 1), "\uFFEB", "b1")).isEqualTo("B1");
    }
  }

  /** Says one text in two ways, and another between them: padding is passed over. */
  private record Twice(int word, int other) implements SearchStrategy {
    @Override
    public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
      return List.of(
          List.of(
              new Hypothesis(List.of(word), -1, -1, true),
              new Hypothesis(List.of(other), -2, -2, true),
              new Hypothesis(List.of(word, Vocabulary.PAD), -3, -3, true)));
    }
  }

  @Test
  void candidatesOfOneTextAreOne() {
    List<Translation> translations =
        translator(new Twice(target("b1"), target("b2")), OPTIONS.withNBest(3), null)
            .translate(List.of("a1"));
    assertThat(translations.get(0).nBest())
        .extracting(Candidate::score)
        .containsExactly(-1.0, -2.0);
  }

  @Test
  void dictionariesAreReadStrictly() throws IOException {
    Path file = Files.writeString(folder.resolve("dictionary"), "Zebra\tZ\nZebra\tY\nQuokka Q\n");
    assertThatThrownBy(() -> UnknownWords.dictionary(file))
        .hasMessage(
            file + ", line 3: expected a source word, a tab and its translation, got 'Quokka Q'.");
    Files.writeString(file, "Zebra\tZ\nZebra\tY\n");
    assertThat(UnknownWords.dictionary(file).of("Zebra")).isEqualTo("Z");
  }

  @Test
  void wordsOfATextHaveAsManyPiecesAsTheTextHas() {
    Segmenter segmenter = tiny.pipelines.source().segmenter();
    assertThat(segmenter.words("a1 zebra"))
        .containsExactly(new Segmenter.Word("a1", 1), new Segmenter.Word("zebra", 1));
  }

  private Shortlist shortlist(String table, int frequent, int candidates) throws IOException {
    Path file = Files.writeString(folder.resolve("table"), table);
    return Shortlist.load(new Shortlist.Settings(file, frequent, candidates), tiny.pipelines);
  }

  @Test
  void aShortlistHasFrequentTokensAndTheBestCandidatesOfTheSource() throws IOException {
    Shortlist shortlist =
        shortlist("a1\tb7\t0.2\na1\tb8\t0.5\na1\tb9\t0.3\na2\tb30\t1\nzz\tb1\t1\n", 6, 2);
    int a1 = tiny.pipelines.source().vocabulary().id("a1");
    VocabularySubset choice =
        shortlist.of(List.of(new int[] {a1, Vocabulary.END}), List.of(target("b20")));

    List<Integer> expected = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    expected.addAll(
        List.of(target("b8"), target("b9"), target("b20")).stream().sorted().distinct().toList());
    assertThat(choice.toLongs())
        .containsExactly(
            expected.stream().distinct().sorted().mapToLong(Integer::longValue).toArray());
  }

  @Test
  void aShortlistOfAllChangesNothingAndOneOfSomeIsKeptTo() throws IOException {
    List<String> lines = TinyTranslator.sentences(20, 6);
    String table = "a1\tb1\t1\n";
    List<Translation> whole = translator(new TinyBeam(3), OPTIONS, null).translate(lines);
    List<Translation> all =
        translator(new TinyBeam(3), OPTIONS, shortlist(table, 100, 5)).translate(lines);
    assertThat(all).extracting(Translation::text).isEqualTo(texts(whole));

    TranslationOptions options = OPTIONS.withDetail(TokenDetail.SCORES);
    Set<String> allowed = Set.of("b1", tiny.pipelines.target().vocabulary().token(4), "<unk>");
    List<Translation> some =
        translator(new TinyBeam(3), options, shortlist(table, 5, 5)).translate(lines);
    assertThat(some)
        .allSatisfy(
            translation -> {
              Candidate best = translation.nBest().get(0);
              assertThat(allowed).containsAll(best.tokens().targetTokens());
              assertThat(best.tokens().logProbability())
                  .isCloseTo(best.logProbability(), org.assertj.core.data.Offset.offset(1e-9));
            });
    assertThat(texts(some)).isNotEqualTo(texts(whole));
  }

  @Test
  void aTableThatIsNoneIsRefused() {
    assertThatThrownBy(() -> shortlist("a1\tb1\t0.5\na1 b2 0.5\n", 5, 5))
        .hasMessageContaining(
            "table, line 2: expected a source token, a target token and a probability, divided by"
                + " tabs, got 'a1 b2 0.5'.");
    assertThatThrownBy(() -> shortlist("x\ty\t1\n", 5, 5))
        .hasMessageContaining("has no pair of tokens of the bundle's vocabularies");
  }

  private static List<String> texts(List<Translation> translations) {
    return translations.stream().map(Translation::text).toList();
  }
}
