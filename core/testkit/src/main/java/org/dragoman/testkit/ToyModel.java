package org.dragoman.testkit;

import java.util.List;
import java.util.Random;

/**
 * A language model without a network: it draws the distribution of the next token at random, with a
 * seed made of the sentence and all tokens before.
 *
 * @param seed of the whole model
 * @param vocabularySize the number of tokens
 * @param scale how peaked the distributions are; 0 makes all tokens equal
 * @param holes the share of tokens of probability zero; token 0 is never one of them
 */
public record ToyModel(long seed, int vocabularySize, double scale, double holes) {
  /** The token that ends an output. */
  public static final int END = 1;

  /** The token that every output begins with. */
  public static final int START = 2;

  /** Returns the natural logarithms of the next token's probabilities. */
  public float[] logProbabilities(int sentence, List<Integer> prefix) {
    Random random = new Random(seed * 1_000_003 + sentence * 7919L + prefix.hashCode());
    double[] logits = new double[vocabularySize];
    double sum = 0;
    for (int token = 0; token < vocabularySize; token++) {
      logits[token] = scale * random.nextGaussian();
      if (random.nextDouble() < holes && token != 0) {
        logits[token] = Double.NEGATIVE_INFINITY;
      }
      sum += Math.exp(logits[token]);
    }
    float[] result = new float[vocabularySize];
    for (int token = 0; token < vocabularySize; token++) {
      result[token] = (float) (logits[token] - Math.log(sum));
    }
    return result;
  }

  /** The log-probability of an output, by the model alone. */
  public double score(int sentence, List<Integer> tokens, boolean finished) {
    double total = 0;
    for (int i = 0; i < tokens.size(); i++) {
      total += logProbabilities(sentence, tokens.subList(0, i))[tokens.get(i)];
    }
    return finished ? total + logProbabilities(sentence, tokens)[END] : total;
  }

  /** The natural logarithms of probabilities. */
  public static float[] logs(double... probabilities) {
    float[] logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(probabilities[i]);
    }
    return logs;
  }
}
