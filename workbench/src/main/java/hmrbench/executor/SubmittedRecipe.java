package hmrbench.executor;

import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingReader;
import hmrbench.core.Fault;
import hmrbench.run.Trainings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A recipe whose trainings were submitted.
 *
 * @param file absolute
 * @param folder that paths of its changes are relative to
 * @param changes to it, each {@code key=value}
 * @param command what was typed, for the cards
 * @param device where to compute, as on the command line
 * @param hash of all that decides the values of its checkpoints
 */
public record SubmittedRecipe(
    String file, String folder, List<String> changes, String command, String device, String hash) {

  public SubmittedRecipe {
    changes = List.copyOf(changes);
  }

  /**
   * Reads it again.
   *
   * @param recipes a reader, by the folder that paths of changes are relative to
   * @throws Fault if it is another one by now
   */
  public TrainingConfig read(Function<Path, TrainingReader> recipes) {
    TrainingConfig config = recipes.apply(Path.of(folder)).read(Path.of(file), changes);
    if (!Trainings.hash(config).equals(hash)) {
      throw Fault.asked(
          "%s: this recipe, or a file that it names, was changed since it was submitted: `cancel` the"
              + " submission, and give `train` again",
          file);
    }
    return config;
  }
}
