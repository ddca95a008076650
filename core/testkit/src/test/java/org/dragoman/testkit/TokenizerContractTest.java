package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract holds of a tokenizer that is right, and finds what is wrong with a naive one. */
class TokenizerContractTest {
  @Nested
  class OfNumbers extends TokenizerContract {
    @Override
    protected Tokenizer create() {
      return new Numbers();
    }
  }

  @Test
  void findsThatSpacesAreLost() {
    assertThatThrownBy(contract(new Cutter(" +"))::decodingGivesBackEveryText)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findsEmptyTokens() {
    // No token of these holds white space, so an empty one is all that there is to find.
    Tokenizer tokenizer = new Cutter("[\\p{javaWhitespace}\\p{javaSpaceChar}]");
    assertThatThrownBy(contract(tokenizer)::tokensAreNotEmptyAndHoldNoWhiteSpace)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findsWhiteSpaceInTokens() {
    // Never cut, and so never empty.
    Tokenizer tokenizer = new Cutter("(?!)");
    assertThatThrownBy(contract(tokenizer)::tokensAreNotEmptyAndHoldNoWhiteSpace)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findsThatDecodeThrows() {
    Tokenizer strict =
        new Numbers() {
          @Override
          String character(String token) {
            return Character.toString(Integer.parseInt(token));
          }
        };
    assertThatThrownBy(contract(strict)::decodeTakesAnyTokens)
        .isInstanceOf(NumberFormatException.class);
  }

  private static TokenizerContract contract(Tokenizer tokenizer) {
    return new TokenizerContract() {
      @Override
      protected Tokenizer create() {
        return tokenizer;
      }
    };
  }

  /** A token is the number of a character. */
  private static class Numbers implements Tokenizer {
    @Override
    public List<String> encode(String text) {
      return text.codePoints().mapToObj(Integer::toString).toList();
    }

    @Override
    public String decode(List<String> tokens) {
      return tokens.stream().map(this::character).collect(Collectors.joining());
    }

    String character(String token) {
      int codePoint = token.matches("[0-9]{1,7}") ? Integer.parseInt(token) : -1;
      return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
    }
  }

  /** Cuts where a regular expression fits, and so loses what it was that fitted. */
  private record Cutter(String separator) implements Tokenizer {
    @Override
    public List<String> encode(String text) {
      return Arrays.asList(text.split(separator));
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join(" ", tokens);
    }
  }
}
