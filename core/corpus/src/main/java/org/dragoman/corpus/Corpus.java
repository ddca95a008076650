package org.dragoman.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.file.Encodings;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * A corpus, in one of five forms. Three are of pairs: two files, where line n of one is the
 * translation of line n of the other; one file with tab-separated columns; or a translation memory
 * in TMX 1.4. A text, whose lines are the first sides of pairs without a second. And a table of
 * tokens and their labels in CoNLL columns. Paths are taken from the working directory. {@code -}
 * is standard input.
 *
 * @param source the file of source sentences; null for another form
 * @param target the file of their translations
 * @param alignment the file of word alignments in Pharaoh format; null if there is none
 * @param tsv file of columns
 * @param columns of source and target, or of token and label, counted from 1; null unless {@code
 *     tsv} or {@code conll} is given
 * @param tmx translation memory
 * @param languages of source and target in it; null unless {@code tmx} is given
 * @param tags what becomes of its inline tags; null for {@link Tags#DROP}
 * @param text file of lines, for language models
 * @param conll file of columns with one token a line and a blank line after each sentence
 * @param encoding of the texts; null for UTF-8, or what a byte order mark says
 * @param weight the number of times that an epoch of training sees each pair
 */
public record Corpus(
    @Option(
            value = "File of source sentences, one a line. '-' is standard input.",
            defaultValue = "null")
        @Nullable String source,
    @Option(value = "File of their translations, line for line.", defaultValue = "null")
        @Nullable String target,
    @Option(
            value =
                "In addition to source and target: a file of word alignments, line for line, such"
                    + " as '0-0 1-2'; words are separated by spaces and counted from 0. For"
                    + " training.loss.guided-alignment.",
            defaultValue = "null")
        @Nullable String alignment,
    @Option(
            value = "In place of source and target: a file with tab-separated columns.",
            defaultValue = "null")
        @Nullable String tsv,
    @Option(
            value =
                "Of tsv: the columns of source and target; of conll: those of token and label."
                    + " Counted from 1; null: [1, 2].",
            defaultValue = "null")
        @Nullable List<Integer> columns,
    @Option(
            value = "In place of source and target: a translation memory, TMX 1.4.",
            defaultValue = "null")
        @Nullable String tmx,
    @Option(
            value = "Of tmx: the languages of source and target, such as [en, de].",
            defaultValue = "null")
        @Nullable List<String> languages,
    @Option(value = "Of tmx: what becomes of inline tags; null: drop.", defaultValue = "null")
        @Nullable Tags tags,
    @Option(
            value = "For language models: a file of text, a sentence a line.",
            defaultValue = "null")
        @Nullable String text,
    @Option(
            value =
                "For taggers: a file with one token a line, its label in another column, and a blank"
                    + " line after each sentence (CoNLL).",
            defaultValue = "null")
        @Nullable String conll,
    @Option(
            value =
                "Of texts and tables: their encoding, such as windows-1252; null: UTF-8, or what a"
                    + " byte order mark says.",
            defaultValue = "null")
        @Nullable String encoding,
    @Option(
            value =
                "Training only: number of times that an epoch sees each pair. 2: twice; 0.5: half"
                    + " of the pairs, others in each epoch.",
            defaultValue = "1.0")
        double weight) {
  /** The name of standard input. */
  static final String STANDARD_INPUT = "-";

  private static final String FORMS =
      "give one of {source: FILE, target: FILE}, {tsv: FILE, columns: [1, 2]} or {tmx: FILE,"
          + " languages: [en, de]}; {text: FILE} for language models; or {conll: FILE, columns: [1,"
          + " 2]} for taggers";

  /** What becomes of the tags within a segment of a translation memory. */
  public enum Tags {
    /** Tags are dropped with their contents; the text between two tags stays. */
    DROP,
    /** Tags become {@code {1}}; closing tags become {@code {/1}}. */
    PLACEHOLDER
  }

  /** Checks that the fields are those of one form, and complete. */
  public Corpus {
    boolean isFiles = source != null && target != null;
    boolean hasFile = source != null || target != null;
    require(
        Stream.of(hasFile, tsv != null, tmx != null, text != null, conll != null)
                    .filter(given -> given)
                    .count()
                == 1
            && isFiles == hasFile,
        FORMS);
    require(
        alignment == null || (isFiles && !alignment.equals(STANDARD_INPUT)),
        "alignment is a file, and goes with source and target only; " + FORMS);
    require(
        columns == null || tsv != null || conll != null,
        "columns is of tsv and conll only; " + FORMS);
    require(languages == null || tmx != null, "languages is of tmx only; " + FORMS);
    require(tags == null || tmx != null, "tags is of tmx only; " + FORMS);
    require(
        columns == null
            || (columns.stream().distinct().count() == 2
                && columns.size() == 2
                && columns.stream().allMatch(column -> column >= 1)),
        "columns must be two, such as those of source and target, counted from 1, got " + columns);
    require(
        tmx == null || (languages != null && languages.size() == 2 && isDifferent(languages)),
        "languages must be two, those of source and target, such as [en, de], got " + languages);
    require(
        !(STANDARD_INPUT.equals(source) && STANDARD_INPUT.equals(target)),
        "standard input (-) can be source or target, not both");
    require(
        encoding == null || tmx == null,
        "encoding is of texts and tables only: TMX says its own; " + FORMS);
    if (encoding != null) {
      Encodings.named(encoding);
    }
    require(weight > 0 && Double.isFinite(weight), "weight must be above 0, got " + weight);
  }

  private static boolean isDifferent(List<String> languages) {
    return !languages.get(0).equalsIgnoreCase(languages.get(1));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Creates a corpus of two files, with weight 1. */
  public static Corpus ofFiles(String source, String target) {
    return new Corpus(source, target, null, null, null, null, null, null, null, null, null, 1);
  }

  /** Returns whether its lines have one side only, which is text. */
  public boolean isText() {
    return text != null;
  }

  /** Returns the encoding to open the files with. */
  TextInput input() {
    return encoding == null ? TextInput.DEFAULT : new TextInput(Encodings.named(encoding));
  }

  /** The files, one or two. */
  public List<String> files() {
    return Stream.of(source, target, tsv, tmx, text, conll).filter(file -> file != null).toList();
  }

  /** Returns the name for messages: the files. */
  public String name() {
    return String.join(", ", files().stream().map(Corpus::nameOf).toList());
  }

  /**
   * Returns the files with at most their last folder, so that the name is the same on every
   * machine.
   */
  public String shortName() {
    return String.join(", ", files().stream().map(Corpus::shorten).toList());
  }

  /** Returns whether a file of it is standard input. */
  public boolean isOfStandardInput() {
    return files().contains(STANDARD_INPUT);
  }

  static String nameOf(String file) {
    return file.equals(STANDARD_INPUT) ? "standard input" : file;
  }

  private static String shorten(String file) {
    Path path = Path.of(nameOf(file));
    int names = path.getNameCount();
    Path end = names > 2 ? path.subpath(names - 2, names) : path.subpath(0, names);
    return end.toString().replace('\\', '/');
  }
}
