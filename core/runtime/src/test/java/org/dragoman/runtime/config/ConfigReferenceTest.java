package org.dragoman.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
  @Test
  void describesEveryField() {
    assertThat(ConfigReference.markdown(ConfigReference.fields(Example.class)))
        .isEqualTo(
            """
            | Key | Value | Default | Meaning |
            |---|---|---|---|
            | `name` | text | required | What it is called. |
            | `training` | mapping | `{}` | How it is trained. |
            | `training.batch-size` | whole number | `64` | Sentences in a batch. |
            | `training.seed` | whole number | `1` | Where the random numbers begin. |
            | `training.learning-rate` | number | `1e-3` | The step. |
            | `training.shuffle` | true, false | `true` | Whether batches are mixed. |
            | `training.schedule` | constant, inverse-sqrt | `inverse-sqrt` | How the step changes. |
            | `training.max-updates` | whole number | `null` | The most updates. |
            | `training.files` | list of: text | `[]` | Files. |
            | `training.sets` | list of: mapping | `[]` | Sets. |
            | `training.sets[].source` | text | required | The text. |
            | `training.sets[].target` | text | `null` | Its translation. |
            | `training.notes` | mapping of names to: text | `{}` | Notes. |
            | `model` | mapping | required | What it is made of. |
            | `model.cell` | RNN cell | required | The cell. |
            | `model.tokenizer` | tokenizer | `{type: word}` | What cuts the text \\| tokens. |
            | `model.more` | list of: RNN cell | `[gru]` | More cells. |
            """);
  }

  @Test
  void describesEveryInstalledComponent() {
    assertThat(ConfigReference.markdown(Example.registry()))
        .isEqualTo(
            """
            ## RNN cells

            ### `gru`

            | Key | Value | Default | Meaning |
            |---|---|---|---|
            | `hidden-size` | whole number | `512` | Hidden units. |
            | `dropout` | number | `0` | Dropped share. |

            ### `lstm`

            | Key | Value | Default | Meaning |
            |---|---|---|---|
            | `hidden-size` | whole number | `512` | Hidden units. |
            | `dropout` | number | `0` | Dropped share. |

            ## Tokenizers

            ### `word`

            No keys but `type`.

            """);
  }
}
