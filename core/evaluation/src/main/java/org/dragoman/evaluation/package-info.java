/**
 * Scores of translations: a library of its own, without a dependency at run time.
 *
 * <p>A metric is its options, sufficient statistics of a segment that add up over segments, a
 * formula from statistics to a score, and a {@link org.dragoman.evaluation.Signature} that travels
 * with every score, so that a number can be compared with numbers that others report.
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
