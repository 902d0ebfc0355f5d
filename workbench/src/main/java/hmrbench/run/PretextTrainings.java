package hmrbench.run;

import hmrbench.config.ModelConfig;
import hmrbench.config.PretextRecipe;
import hmrbench.core.Lazy;
import hmrbench.data.Dataset;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.CourseTraining;
import hmrbench.train.FeatureClips;
import hmrbench.train.PretextClips;
import hmrbench.train.PretextCourse;
import hmrbench.train.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Starts the trainings of encoders without labels, with their clips. */
public final class PretextTrainings {

  private PretextTrainings() {}

  /**
   * Trains what of a recipe is missing, one encoder after the other.
   *
   * @param work folder of unfinished trainings; the same one goes on with them
   * @param command what was typed, for the cards
   * @param strict whether a doubt about the clips is an error
   * @throws hmrbench.core.Fault if a training failed
   */
  public static void run(
      PretextRecipe recipe,
      Path work,
      String command,
      ComputeDevice device,
      boolean strict,
      Progress progress,
      Clock clock) {
    TensorEngine.useThreadsPerOperation(1);
    try (Dataset validation =
            Trainings.validation(recipe.data(), recipe.sets(), recipe.validation());
        Trainings.Source source = Trainings.source(recipe.data(), recipe.sets())) {
      Trainings.tell(validation, source, strict, progress);
      PretextClips clips =
          new PretextClips(
              source.clips().featureSize(),
              new Lazy<>(
                  () -> {
                    progress.say("making %d training clips".formatted(source.clips().count()));
                    return FeatureClips.of(source.clips());
                  }),
              new Lazy<>(() -> FeatureClips.of(Trainings.sequencesOf(validation))));
      for (PretextCourse course : courses(recipe, clips)) {
        new CourseTraining<>(course, course.work(work), command, device, progress, clock).run();
      }
    }
  }

  /** Every training of a recipe; that one of them makes no sense is known before the first. */
  private static List<PretextCourse> courses(PretextRecipe recipe, PretextClips clips) {
    List<PretextCourse> courses = new ArrayList<>();
    for (PretextRecipe.Pretext pretext : recipe.pretexts()) {
      for (ModelConfig.Network model : recipe.models()) {
        for (long seed : recipe.seeds()) {
          courses.add(new PretextCourse(recipe, model, pretext, seed, clips));
        }
      }
    }
    return courses;
  }
}
