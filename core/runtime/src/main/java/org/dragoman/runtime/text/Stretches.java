package org.dragoman.runtime.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * Separates words from rubbish in a line. A model would translate text without words into long
 * inventions, so such text is copied instead.
 *
 * <p>Two kinds of text count as rubbish: more than {@value #SYMBOLS} symbols (neither letters nor
 * digits) with at most white space between them; and a word of more than {@value #WORD} characters,
 * such as an encryption key. In scripts without spaces ICU finds the ends of words.
 */
public final class Stretches {
  /** The greatest number of symbols in a row that count as part of a sentence. */
  static final int SYMBOLS = 32;

  /** The greatest number of characters of a word. */
  static final int WORD = 200;

  /** The greatest length of punctuation that may end a sentence before rubbish. */
  private static final int STOP = 3;

  /** The number of letters that count as a word in scripts without spaces. */
  private static final int LETTERS = 5;

  private static final int TOKENS = 50;
  private static final int TOKENS_OF_WORD = 20;

  private enum Kind {
    WORD,
    SYMBOL,
    /** White space, control and format characters. */
    SPACE
  }

  private Stretches() {}

  /**
   * Divides a line into stretches; their concatenation is the line. White space beside a stretch
   * without words belongs to that stretch.
   *
   * @return one stretch if nothing of the line is copied, and none if the line is empty
   */
  public static List<Stretch> of(String line) {
    List<Stretch> stretches = new ArrayList<>();
    int done = 0;
    for (int[] range : joined(line, wordless(line))) {
      if (done < range[0]) {
        stretches.add(new Stretch(line.substring(done, range[0]), true));
      }
      stretches.add(new Stretch(line.substring(range[0], range[1]), false));
      done = range[1];
    }
    if (done < line.length()) {
      stretches.add(new Stretch(line.substring(done), true));
    }
    return stretches;
  }

  /** Extends ranges by the space beside them, and joins two if there is no word between them. */
  private static List<int[]> joined(String line, List<int[]> ranges) {
    List<int[]> joined = new ArrayList<>();
    int done = 0; // where the last range ends
    for (int[] range : ranges) {
      boolean joins = words(line.substring(done, range[0])) == 0;
      int end = spaceEnd(line, range[1]);
      if (joins && !joined.isEmpty()) {
        joined.get(joined.size() - 1)[1] = end;
      } else {
        joined.add(new int[] {joins ? 0 : start(line, range), end});
      }
      done = end;
    }
    if (!joined.isEmpty() && words(line.substring(done)) == 0) {
      joined.get(joined.size() - 1)[1] = line.length();
    }
    return joined;
  }

  /** Returns where rubbish after a word begins: with the space before it, but after a full stop. */
  private static int start(String line, int[] range) {
    int stop = range[0];
    boolean behindWord = kind(line.codePointBefore(stop)) != Kind.SPACE;
    while (behindWord && stop < range[1] && kind(line.codePointAt(stop)) == Kind.SYMBOL) {
      stop += Character.charCount(line.codePointAt(stop));
    }
    boolean isStop = behindWord && stop < range[1] && stop - range[0] <= STOP;
    return isStop ? stop : spaceStart(line, range[0]);
  }

  private static int spaceStart(String line, int from) {
    int start = from;
    while (start > 0 && kind(line.codePointBefore(start)) == Kind.SPACE) {
      start -= Character.charCount(line.codePointBefore(start));
    }
    return start;
  }

  private static int spaceEnd(String line, int to) {
    int end = to;
    while (end < line.length() && kind(line.codePointAt(end)) == Kind.SPACE) {
      end += Character.charCount(line.codePointAt(end));
    }
    return end;
  }

  /**
   * Counts the words of a text: runs of letters and digits. A run counts at least one word for each
   * five characters, for scripts without spaces.
   */
  public static int words(String text) {
    int words = 0;
    int run = 0;
    Kind last = Kind.SPACE;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      last = isMark(c) ? last : kind(c);
      run = last == Kind.WORD ? run + 1 : 0;
      words += run % LETTERS == 1 ? 1 : 0;
      i += Character.charCount(c);
    }
    return words;
  }

  /** Returns the greatest plausible number of tokens of a text: 50, plus 20 for each word. */
  public static long maxTokens(String text) {
    return TOKENS + (long) TOKENS_OF_WORD * words(text);
  }

  /** Finds the ranges of a line that have no words, in order. */
  private static List<int[]> wordless(String line) {
    List<int[]> ranges = new ArrayList<>();
    Run symbols = new Run();
    Run word = new Run();
    Kind last = Kind.SPACE;
    int i = 0;
    for (int end; i < line.length(); i = end) {
      int c = line.codePointAt(i);
      end = i + Character.charCount(c);
      last = isMark(c) ? last : kind(c);
      if (last == Kind.WORD) {
        symbols.endInto(ranges, SYMBOLS);
        word.add(i, end);
      } else {
        addLongWords(line, word, ranges);
        word = new Run();
        if (last == Kind.SYMBOL) {
          symbols.add(i, end);
        }
      }
    }
    symbols.endInto(ranges, SYMBOLS);
    addLongWords(line, word, ranges);
    return ranges;
  }

  /**
   * Adds the words of a long run of letters that are too long; ICU finds the words in scripts
   * without spaces.
   */
  private static void addLongWords(String line, Run run, List<int[]> ranges) {
    if (run.count <= WORD) {
      return;
    }
    BreakIterator breaks = BreakIterator.getWordInstance(ULocale.ROOT);
    breaks.setText(line.substring(run.start, run.end));
    int from = run.start;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      int to = run.start + end;
      if (line.codePointCount(from, to) > WORD) {
        ranges.add(new int[] {from, to});
      }
      from = to;
    }
  }

  private static Kind kind(int c) {
    if (Character.isLetterOrDigit(c)) {
      return Kind.WORD;
    }
    boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
    int type = Character.getType(c);
    return space || type == Character.CONTROL || type == Character.FORMAT
        ? Kind.SPACE
        : Kind.SYMBOL;
  }

  /** Returns whether a character is a part of the one before it. */
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** A run of characters of one kind, with the characters allowed between them. */
  private static final class Run {
    private int start;
    private int end;
    private int count;

    void add(int from, int to) {
      start = count == 0 ? from : start;
      end = to;
      count++;
    }

    void endInto(List<int[]> ranges, int most) {
      if (count > most) {
        ranges.add(new int[] {start, end});
      }
      count = 0;
    }
  }
}
