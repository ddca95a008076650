package org.dragoman.training.data;

import java.util.List;
import org.dragoman.runtime.file.SentencePair;

/**
 * The raw text of a run.
 *
 * @param train what the model learns from
 * @param dev what checkpoints are chosen on
 * @param test what the finished model is scored on; empty where the configuration names none
 * @param hashes of the corpora that the configuration names, before anything is left or held out
 */
public record Corpora(
    TrainingText train, List<SentencePair> dev, List<SentencePair> test, List<CorpusHash> hashes) {}
