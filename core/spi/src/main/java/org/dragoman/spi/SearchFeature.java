package org.dragoman.spi;

/** A constraint of a {@link SearchRequest.Sentence} that not every search supports. */
public enum SearchFeature {
  /** {@link SearchRequest.Sentence#minLength}. */
  MIN_LENGTH("a minimum length"),
  /** {@link SearchRequest.Sentence#prefix}. */
  PREFIX("a target prefix"),
  /** {@link SearchRequest.Sentence#required}. */
  REQUIRED("phrases that must occur"),
  /** {@link SearchRequest.Sentence#banned}. */
  BANNED("phrases that must not occur");

  private final String label;

  SearchFeature(String label) {
    this.label = label;
  }

  /** The feature in words, as error messages say it: "a target prefix". */
  public String label() {
    return label;
  }
}
