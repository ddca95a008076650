package org.dragoman.training.data;

import java.util.List;
import org.dragoman.runtime.file.SentencePair;

/**
 * The raw text of a run.
 *
 * @param train the training text
 * @param dev the dev set, on which checkpoints are chosen
 * @param test the test set, on which the finished model is scored; empty if the configuration names
 *     none
 * @param hashes of the corpora in the configuration, before pairs are left out or held out
 */
public record Corpora(
    TrainingText train, List<SentencePair> dev, List<SentencePair> test, List<CorpusHash> hashes) {}
