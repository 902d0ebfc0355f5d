package hmrbench.run;

import hmrbench.core.Remark;
import hmrbench.core.world.UpAxis;
import hmrbench.metric.SequencePrediction;
import java.util.Optional;

/**
 * What is worth knowing of predicted worlds: no metric depends on their axes, other programs do.
 */
final class WorldChecks {

  private WorldChecks() {}

  /** A note where another axis points up than in the truth. */
  static Optional<Remark> of(String about, SequencePrediction prediction) {
    return prediction
        .extras()
        .world()
        .flatMap(
            pair -> {
              Optional<UpAxis> truth = pair.truth().joints().up();
              Optional<UpAxis> predicted = pair.predicted().joints().up();
              return truth.isPresent() && predicted.isPresent() && !truth.equals(predicted)
                  ? Optional.of(note(about, predicted.get(), truth.get()))
                  : Optional.empty();
            });
  }

  private static Remark note(String about, UpAxis predicted, UpAxis truth) {
    return Remark.note(
        "up-axis",
        about,
        "in the predicted world %s points up, in the true one %s; world metrics do not depend on it"
            .formatted(predicted, truth));
  }
}
