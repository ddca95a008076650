package org.dragoman.training.checkpoint;

import org.dragoman.training.guard.Divergence;
import org.dragoman.training.optimizer.LearningRate;
import org.dragoman.training.validation.BestValidation;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands: what a checkpoint keeps besides weights and optimizer.
 *
 * @param update the last one done, counted from 1
 * @param epoch the one under way, counted from 1
 * @param batch how many of the epoch's batches are done
 * @param batches how many the epoch has, as far as they are cut: one more than are done where it
 *     goes on
 * @param plan what the epoch's batches follow from besides seed and epoch; null in a checkpoint of
 *     an earlier version
 * @param seconds of training so far, over all sessions
 * @param validatedAt the update of the last validation; 0 before the first
 * @param best validation so far; null before the first
 * @param badValidations since the best
 * @param learningRate the schedule's state
 * @param optimizerSteps of the optimizer
 * @param skippedUpdates whose loss or gradient was not finite
 * @param losses what was seen of the loss; null in a checkpoint of an earlier version
 */
public record Progress(
    long update,
    int epoch,
    int batch,
    int batches,
    @Nullable String plan,
    double seconds,
    long validatedAt,
    @Nullable BestValidation best,
    int badValidations,
    LearningRate.State learningRate,
    long optimizerSteps,
    long skippedUpdates,
    Divergence.@Nullable State losses) {}
