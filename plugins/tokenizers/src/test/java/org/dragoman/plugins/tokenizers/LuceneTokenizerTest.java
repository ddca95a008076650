package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.dragoman.plugins.tokenizers.Tokenizers.Config;
import org.dragoman.plugins.tokenizers.span.Span;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lucene makes of Lucene's parts. */
class LuceneTokenizerTest {
  private static Tokenizer make(String keys) {
    return Tokenizers.make("{type: lucene, " + keys + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{name: keyword} | one token, with spaces | one token, with spaces",
        "{name: whitespace} | a-b c. | a-b c.",
        "{name: letter} | abc12 d | abc ￭1 ￭2 d",
        "{name: pattern, arguments: {pattern: '[,;]+'}} | ab,cd;; e f | ab ￭,￭ cd ￭; ￭; e f",
        "{name: simplePattern, arguments: {pattern: '[a-z]+'}} | ab(cd)7 | ab ￭(￭ cd ￭)￭ 7",
        "{name: pathHierarchy} | /usr/local/bin | /usr ￭/local ￭/bin",
        "{name: nGram, arguments: {minGramSize: 2, maxGramSize: 3}} | abcd | ab ￭c ￭d",
        "{name: edgeNGram} | abc | a ￭b ￭c",
        "{name: UAX29URLEmail} | a@b.org: x.org | a@b.org ￭: x.org",
        "{name: thai} | ภาษาไทย ok | ภาษา ￭ไทย ok",
        "{name: japanese, arguments: {mode: search}} | 関西国際空港 | 関西 ￭国際 ￭空港",
        "{name: korean, arguments: {decompoundMode: mixed}} | 가락지나물은 | 가락지나물 ￭은",
        "{name: korean, arguments: {decompoundMode: discard}} | 가락지나물은 | 가락지 ￭나물 ￭은",
        "{name: icu, arguments: {cjkAsWords: false}} | 日本語 | 日 ￭本 ￭語",
      })
  void tokensAreSlicesOfTheText(String tokenizer, String text, String tokens) {
    assertThat(make("tokenizer: " + tokenizer).encode(text)).containsExactly(tokens.split(" "));
  }

  @Test
  void filtersDecideBoundariesOnly() {
    assertThat(
            make("tokenizer: {name: whitespace}, filters: {name: wordDelimiterGraph}")
                .encode("Wi-Fi PowerShot2, x"))
        .containsExactly("Wi", "￭-￭", "Fi", "Power", "￭Shot", "￭2", "￭,", "x");
    assertThat(
            make("tokenizer: {name: icu}, filters: [{name: lowercase}, {name: porterStem}]")
                .encode("Walking Dogs"))
        .containsExactly("Walking", "Dogs");
    assertThat(
            make("tokenizer: {name: icu}, filters: {name: length, arguments: {min: 3, max: 9}}")
                .encode("one to ten"))
        .containsExactly("one", "t", "￭o", "ten");
  }

  @Test
  void charFiltersDecideBoundariesOnly() {
    assertThat(make("tokenizer: {name: standard}").encode("o'clock l'eau 1\u2044")).hasSize(4);
    String keys =
        "tokenizer: {name: standard}, char-filters: {name: mapping, arguments: {mapping: m.txt}},"
            + " files: {m.txt: '\"l''\" => \"l \"'}";
    assertThat(make(keys).encode("o'clock l'eau")).containsExactly("o'clock", "l", "￭'￭", "eau");
  }

  @Test
  void readsFilesOfTheConfigurationAndOfLucene() {
    assertThat(
            Tokenizers.make(
                    """

                      type: lucene
                      tokenizer: {name: japanese, arguments: {userDictionary: names.csv}}
                      files:
                        names.csv: |
                          \u6771\u4eac\u5927\u6a4b,\u6771\u4eac \u5927\u6a4b,a b,noun
                    """)
                .encode("\u6771\u4eac\u5927\u6a4b\u3067"))
        .containsExactly("\u6771\u4eac", "￭\u5927\u6a4b", "￭\u3067");
    String own =
        "tokenizer: {name: icu}, filters: {name: stop, arguments: {format: snowball, words: org/apache/lucene/analysis/snowball/german_stop.txt}}";
    assertThat(make(own).encode("aber Haus")).containsExactly("a", "￭b", "￭e", "￭r", "Haus");
  }

  @Test
  void bundlesKeepAllOfIt() {
    Config config =
        Tokenizers.config(
            """

              type: lucene
              tokenizer: {name: pattern, arguments: {pattern: "[,;]+", group: -1}}
              char-filters: {name: mapping, arguments: {mapping: map.txt}}
              filters: [{name: wordDelimiterGraph, arguments: {splitOnNumerics: 0}}]
              files: {map.txt: "\\"\\u00df\\" => \\"ss\\"\\n\\n# \\U0001F600 \\t\\n"}
              protect: [url, number]
              protect-patterns: "\\\\d+ ?%"
            """);
    String yaml = ConfigWriter.write(config);
    assertThat(yaml)
        .isEqualTo(
            """
            tokenizer:
              type: lucene
              tokenizer:
                name: pattern
                arguments:
                  pattern: "[,;]+"
                  group: "-1"
              char-filters:
              - name: mapping
                arguments:
                  mapping: map.txt
              filters:
              - name: wordDelimiterGraph
                arguments:
                  splitOnNumerics: "0"
              files:
                map.txt: "\\"ß\\" => \\"ss\\"\\n\\n# 😀 \\t\\n"
              protect:
              - url
              - number
              protect-patterns:
              - "\\\\d+ ?%"
            """);
    assertThat(Tokenizers.bind(yaml)).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tokenizer: {name: japanes} | tokenizer.name: Lucene has no tokenizer 'japanes'. Did you mean 'japanese'? Known: classic, edgeNGram, hmmChinese, icu, japanese, keyword, korean, letter, nGram, pathHierarchy, pattern, simplePattern, simplePatternSplit, standard, thai, uax29UrlEmail, whitespace, wikipedia.",
        "tokenizer: {name: icu}, char-filters: [{name: cjkWidth}, {name: gzip}] | char-filters[1].name: Lucene has no char filter 'gzip'. Known: cjkWidth, htmlStrip, icuNormalizer2, japaneseIterationMark, mapping, patternReplace, persian.",
        "tokenizer: {name: japanese, arguments: {mdoe: normal}} | tokenizer.arguments: Lucene's tokenizer 'japanese' has no argument 'mdoe'. Did you mean 'mode'? Known: discardCompoundToken, discardPunctuation, luceneMatchVersion, mode, nBestCost, nBestExamples, userDictionary, userDictionaryEncoding.",
        "tokenizer: {name: icu}, filters: [{name: hyphenationCompoundWord, arguments: {hyphenator: h.xml}}] | filters[0].name: 'hyphenationCompoundWord' is not allowed: its file is XML, which may name other files of the machine. The filter dictionaryCompoundWord takes a list of words.",
        "tokenizer: {name: icu, arguments: {class: x}} | tokenizer.arguments: Lucene's tokenizer 'icu' has no argument 'class'. Known: cjkAsWords, luceneMatchVersion, myanmarAsWords, rulefiles.",
        "tokenizer: {name: japanese, arguments: {mode: nonsense, userDictionary: x}} | tokenizer.arguments: Lucene's tokenizer 'japanese' does not take {mode=nonsense, userDictionary=x} (there is no Mode 'nonsense'; known: normal, search, extended)",
        "tokenizer: {name: pattern} | tokenizer.arguments: Lucene's tokenizer 'pattern' does not take {} (Configuration Error: missing parameter 'pattern')",
        "tokenizer: {name: pattern, arguments: {pattern: '[a'}} | tokenizer.arguments: Lucene's tokenizer 'pattern' does not take {pattern=[a} (Configuration Error: 'pattern' can not be parsed in PatternTokenizerFactory: Unclosed character class near index 1)",
        "tokenizer: {name: pattern, arguments: {pattern: a, group: 7}} | tokenizer.arguments: Lucene cannot work by them (invalid group specified: pattern only has: 0 capturing groups)",
        "tokenizer: {name: standard, arguments: {maxTokenLength: 0}} | tokenizer.arguments: Lucene cannot work by them (maxTokenLength must be greater than zero)",
        "tokenizer: {name: icu}, filters: [{name: lowercase}, {name: nGram, arguments: {minGramSize: 3, maxGramSize: 2}}] | filters[1].arguments: Lucene cannot work by them (minGram must not be greater than maxGram)",
        "tokenizer: {name: icu}, filters: {name: edgeNGram} | filters[0].arguments: Lucene's token filter 'edgeNGram' does not take {} (Configuration Error: missing parameter 'minGramSize')",
        "tokenizer: {name: icu}, char-filters: {name: mapping, arguments: {mapping: m.txt}}, files: {n.txt: x} | char-filters[0].arguments: Lucene's char filter 'mapping' does not take {mapping=m.txt} (the file 'm.txt' is not given. Write its text as files: {m.txt: ...}; given: n.txt)",
        "tokenizer: {name: icu, arguments: {rulefiles: 'Latn:org/apache/lucene/no.rbbi'}} | tokenizer.arguments: Lucene's tokenizer 'icu' does not take {rulefiles=Latn:org/apache/lucene/no.rbbi} (the file 'org/apache/lucene/no.rbbi' is not given. Write its text as files: {org/apache/lucene/no.rbbi: ...}; given: none)",
        "tokenizer: {name: icu}, filters: {name: stop, arguments: {words: org/apache/lucene/../../../META-INF/LICENSE.txt}} | filters[0].arguments: Lucene's token filter 'stop' does not take {words=org/apache/lucene/../../../META-INF/LICENSE.txt} (the file 'org/apache/lucene/../../../META-INF/LICENSE.txt' is not given. Write its text as files: {org/apache/lucene/../../../META-INF/LICENSE.txt: ...}; given: none)",
        "tokenizer: {name: icu}, char-filters: {name: mapping, arguments: {mapping: m.txt}}, files: {m.txt: x} | char-filters[0].arguments: Lucene's char filter 'mapping' does not take {mapping=m.txt} (Invalid Mapping Rule : [x], file = m.txt)",
        "tokenizer: {name: icu}, files: {n.txt: x, m.txt: y} | files: no argument names m.txt, n.txt. Take it out, or name it in one.",
        "tokenizer: {name: icu}, filters: {name: delimitedPayload, arguments: {encoder: java.lang.String}} | filters[0].arguments: Lucene's token filter 'delimitedPayload' does not take {encoder=java.lang.String} ('java.lang.String' is no class of Lucene's)",
        "tokenizer: {name: icu}, protect-patterns: '(a' | protect-patterns[0]: expected a regular expression of Java's, got '(a' (Unclosed group at character 3)",
      })
  void saysWhatIsWrong(String keys, String message) {
    assertThatThrownBy(() -> make(keys))
        .isInstanceOf(DragomanException.class)
        .hasMessage("my.yaml has 1 problem:\n  tokenizer: " + message);
  }

  @Test
  void namesAreOfAnyCase() {
    assertThat(make("tokenizer: {name: ICU}").encode("a b")).containsExactly("a", "b");
  }

  @Test
  void refusesATextThatLuceneCannotRead() {
    Tokenizer boosts = make("tokenizer: {name: whitespace}, filters: {name: delimitedBoost}");
    Tokenizer deep = make("tokenizer: {name: pattern, arguments: {pattern: (a|b)*c}}");
    assertThatThrownBy(() -> boosts.encode("a|x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Lucene's tokenizer or a filter of it cannot read a text (For input string: \"x\")");
    assertThatThrownBy(() -> deep.encode("ab".repeat(10_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Lucene's tokenizer or a filter of it cannot read a text (a regular expression goes too deep; write it with possessive repetitions, such as 'a*+')");
    assertThat(boosts.encode("a b")).containsExactly("a", "b");
    assertThat(deep.encode("a b")).containsExactly("a", "b");
  }

  @Test
  void cutsNoCharacterInTwo() {
    String text = "a\ud83d\ude00b";
    for (int length = 1; length <= 2; length++) {
      UnitTokenizer units = new UnitTokenizer(text.length(), length);
      assertThat(new BoundaryFinder(List.of(), units, units).words(text, 0, text.length()))
          .containsExactly(new Span(0, 1), new Span(1, 3), new Span(3, 4));
    }
  }

  /** Gives pieces of so many UTF-16 units at every one of a text. */
  private static final class UnitTokenizer extends org.apache.lucene.analysis.Tokenizer {
    private final OffsetAttribute offsets = addAttribute(OffsetAttribute.class);
    private final int units;
    private final int length;
    private int next;

    UnitTokenizer(int units, int length) {
      this.units = units;
      this.length = length;
    }

    @Override
    public boolean incrementToken() {
      offsets.setOffset(next, Math.min(units, next + length));
      return next++ < units;
    }
  }
}
