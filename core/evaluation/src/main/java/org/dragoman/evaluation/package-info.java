/**
 * Scores of translations: a library of its own, without a dependency at run time.
 *
 * <p>A metric has options, statistics of a segment that add up over segments, and a formula from
 * the sum to a score. Every score carries a {@link org.dragoman.evaluation.Signature}, so that it
 * can be compared with numbers that others report.
 *
 * <pre>{@code
 * Bleu bleu = Bleu.builder().optLowercase(true).build();
 * BleuScore score = bleu.corpus(hypotheses, List.of(references));
 * score.format(); // BLEU = 36.91 68.1/44.0/30.1/20.9 (BP = 0.990 ratio = 0.990 hyp_len = ...)
 * score.signature(); // nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:...
 * }</pre>
 */
@NullMarked
package org.dragoman.evaluation;

import org.jspecify.annotations.NullMarked;
