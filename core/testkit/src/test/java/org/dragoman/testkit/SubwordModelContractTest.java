package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dragoman.spi.SubwordModel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract holds of a model that is right, and finds what is wrong with others. */
class SubwordModelContractTest {
  /** Characters, each but the first of a token behind a mark. */
  private static class Characters implements SubwordModel {
    @Override
    public List<String> encode(List<String> tokens) {
      List<String> pieces = new ArrayList<>();
      for (String token : tokens) {
        token.codePoints().forEach(c -> pieces.add("+" + Character.toString(c)));
        pieces.set(pieces.size() - token.codePointCount(0, token.length()), firstPiece(token));
      }
      return pieces;
    }

    private static String firstPiece(String token) {
      return "=" + Character.toString(token.codePointAt(0));
    }

    @Override
    public List<String> decode(List<String> pieces) {
      List<String> tokens = new ArrayList<>();
      for (String piece : pieces) {
        String text = piece.isEmpty() ? "" : piece.substring(1);
        if (piece.startsWith("+") && !tokens.isEmpty()) {
          tokens.set(tokens.size() - 1, tokens.get(tokens.size() - 1) + text);
        } else {
          tokens.add(text);
        }
      }
      return tokens;
    }

    @Override
    public void save(OutputStream out) throws IOException {
      out.write('c');
    }

    @Override
    public String signature() {
      return "characters";
    }
  }

  private static class Contract extends SubwordModelContract {
    private final SubwordModel model;

    Contract(SubwordModel model) {
      this.model = model;
    }

    @Override
    protected SubwordModel learn(Map<String, Long> tokenCounts) {
      return model;
    }

    @Override
    protected SubwordModel load(InputStream in) {
      return model;
    }
  }

  @Nested
  class OfCharacters extends Contract {
    OfCharacters() {
      super(new Characters());
    }
  }

  private static void assertFound(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }

  @Test
  void findsThatAMarkOfATextIsTakenForOneOfTheModel() {
    SubwordModel naive =
        new Characters() {
          @Override
          public List<String> decode(List<String> pieces) {
            return super.decode(pieces).stream().map(token -> token.replace("@@", "")).toList();
          }
        };
    assertFound(new Contract(naive)::decodingGivesBackEveryToken);
    assertFound(new Contract(naive)::decodingGivesBackTokensThatWereNotLearnedFrom);
    assertFound(new Contract(naive)::samplesGiveBackEveryToken);
    assertFound(new Contract(naive)::aRestrictedModelGivesBackEveryTokenToo);
  }

  @Test
  void findsThatNeighboursMatter() {
    SubwordModel numbered =
        new Characters() {
          @Override
          public List<String> encode(List<String> tokens) {
            List<String> pieces = new ArrayList<>(super.encode(tokens));
            pieces.add("+" + tokens.size());
            return pieces;
          }
        };
    assertFound(new Contract(numbered)::aTokenIsCutWithoutRegardToItsNeighbours);
  }

  @Test
  void findsEmptyPieces() {
    SubwordModel empty =
        new Characters() {
          @Override
          public List<String> encode(List<String> tokens) {
            List<String> pieces = new ArrayList<>(super.encode(tokens));
            pieces.add("");
            return pieces;
          }
        };
    assertFound(new Contract(empty)::piecesAreNotEmptyAndHoldNoWhiteSpace);
  }

  @Test
  void findsSamplesOfAModelThatDeniesThem() {
    assertFound(new Contract(new Whole(false))::samplesFollowFromTheRandomNumbers);
    new Contract(new Whole(true)).samplesFollowFromTheRandomNumbers();
  }

  /** Gives, in a sample, some tokens whole. */
  private static final class Whole extends Characters {
    private final boolean isRandom;

    Whole(boolean isRandom) {
      this.isRandom = isRandom;
    }

    @Override
    public List<String> sample(List<String> tokens, RandomGenerator random) {
      List<String> pieces = new ArrayList<>();
      for (String token : tokens) {
        pieces.addAll(random.nextBoolean() ? List.of("=" + token) : encode(List.of(token)));
      }
      return pieces;
    }

    @Override
    public boolean isRandom() {
      return isRandom;
    }
  }

  @Test
  void findsThatARestrictionIsSaved() {
    SubwordModel restricting =
        new Characters() {
          @Override
          public SubwordModel restrictedTo(Set<String> pieces) {
            return new Characters() {
              @Override
              public void save(OutputStream out) throws IOException {
                out.write('r');
              }
            };
          }
        };
    assertFound(new Contract(restricting)::aRestrictedModelGivesBackEveryTokenToo);
  }

  @Test
  void findsThatDecodeThrows() {
    SubwordModel strict =
        new Characters() {
          @Override
          public List<String> decode(List<String> pieces) {
            return super.decode(
                pieces.stream().map(piece -> piece.charAt(0) + piece.substring(1)).toList());
          }
        };
    assertThatThrownBy(new Contract(strict)::decodeTakesAnyPieces)
        .isInstanceOf(StringIndexOutOfBoundsException.class);
  }
}
