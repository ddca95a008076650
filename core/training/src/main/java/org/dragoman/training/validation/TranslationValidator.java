package org.dragoman.training.validation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.runtime.model.Weights;
import org.dragoman.spi.Mode;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.batch.BatchConfig.BatchUnit;
import org.dragoman.training.batch.BatchPlan;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.TrainingBatch;
import org.dragoman.training.config.TrainingConfig.ValidationConfig;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.objective.CrossEntropy;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.Candidate;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translation;

/**
 * Checks a translator on a corpus: perplexity of the reference, and BLEU of its own translations.
 */
public final class TranslationValidator implements Validator {
  /**
   * Sentences of like length stand together here, the longest ones too, so it is tokens that are
   * counted: those of an attention grow with the square of the length.
   */
  private static final BatchConfig BATCH = new BatchConfig(BatchUnit.TOKENS, 2048, 1);

  private final Torch torch;
  private final EncoderDecoder model;
  private final BatchTranslator translator;
  private final BatchTranslator detailed;
  private final List<SentencePair> raw;
  private final ParallelCorpus corpus;
  private final List<List<Pair>> batches;
  private final ValidationConfig config;

  /**
   * Creates a validator.
   *
   * @param translator with the model
   * @param detailed the same, for the samples
   * @param raw the corpus as text, for BLEU
   * @param corpus the same as ids, for perplexity
   */
  public TranslationValidator(
      Torch torch,
      EncoderDecoder model,
      BatchTranslator translator,
      BatchTranslator detailed,
      List<SentencePair> raw,
      ParallelCorpus corpus,
      ValidationConfig config) {
    this.torch = torch;
    this.model = model;
    this.translator = translator;
    this.detailed = detailed;
    this.raw = raw;
    this.corpus = corpus;
    this.batches = BatchPlan.sorted(corpus.pairs(), BATCH);
    this.config = config;
  }

  @Override
  public Validation validate() {
    try (Packing packing = torch.pack(Weights.arrays(model.parameters()).values())) {
      List<Measure> measures = TranslationScores.of(translator, raw, config);
      return new Validation(perplexity(), measures, samples());
    }
  }

  private List<Validation.Sample> samples() {
    List<SentencePair> chosen = new ArrayList<>();
    int count = Math.min(config.samples(), raw.size());
    for (int i = 0; i < count; i++) {
      // Spread over the corpus, the same ones each time, so that a reader sees them get better.
      int line = (int) ((long) i * raw.size() / count);
      chosen.add(raw.get(line));
    }
    // A blank line after each: they are of different places, so none goes on from another.
    List<Translation> translations =
        detailed.translate(chosen.stream().flatMap(pair -> Stream.of(pair.source(), "")).toList());
    List<Validation.Sample> samples = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Candidate best = translations.get(2 * i).nBest().get(0);
      samples.add(
          new Validation.Sample(
              chosen.get(i).source(),
              chosen.get(i).target(),
              best.text(),
              best.tokens() == null ? TokenScores.EMPTY : best.tokens()));
    }
    return samples;
  }

  private double perplexity() {
    double sum = 0;
    long tokens = 0;
    CrossEntropy loss = new CrossEntropy(torch, 0);
    DocumentStates states = new DocumentStates(torch, model, BatchLimits.DEFAULTS);
    if (states.areCarried()) {
      states.read(
          corpus.documents().stream()
              .map(document -> document.stream().map(Pair::source).toList())
              .toList());
    }
    try (GradMode off = GradMode.off()) {
      for (List<Pair> pairs : batches) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted between two batches");
        }
        try (NDManager scope = torch.manager().newSubManager()) {
          List<int[]> sources = pairs.stream().map(Pair::source).toList();
          TrainingBatch batch =
              TrainingBatch.of(new Examples(scope, pairs, states.begin(scope, sources)));
          EncoderDecoder.Source source =
              model.encode(batch.source(), Mode.INFERENCE, batch.begin());
          PaddedBatch target = batch.targetIn();
          TeacherForcedRun run =
              model.open(source, target, Mode.INFERENCE, TeacherForcedRun.Keep.CONTEXTS);
          TeacherForcedRun.Part all = run.run(run.embedded(), target.lengths(), run.start(), null);
          NDArray logits = model.logits(run.read(all.readouts(), target.unpaddedPositions()));
          sum += loss.of(logits, batch.targetOut()).negativeLogLikelihood();
          tokens += batch.targetTokens();
        }
      }
    }
    return Math.exp(sum / tokens);
  }
}
