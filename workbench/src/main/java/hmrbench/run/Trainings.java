package hmrbench.run;

import hmrbench.config.TrainingConfig;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.tensor.ComputeDevice;
import hmrbench.train.Progress;
import hmrbench.train.TrainingRun;
import java.nio.file.Path;
import java.time.Clock;

/** Starts a training recipe with its validation clips. */
public final class Trainings {

  private Trainings() {}

  /**
   * Trains what of a recipe is missing.
   *
   * @param work folder of unfinished trainings; the same one goes on with them
   * @param command what was typed, for the cards
   * @param workers trainings at once
   * @param strict whether a doubt about the clips is an error
   * @throws hmrbench.core.Fault if a training failed
   */
  public static void run(
      TrainingConfig config,
      Path work,
      String command,
      int workers,
      ComputeDevice device,
      boolean strict,
      Progress progress,
      Clock clock) {
    TrainingConfig.Validation look = config.validation();
    SimulatedDataset clips =
        new SimulatedDataset(
            "simulated-validation",
            SimulatedSplit.VALIDATION,
            look.sequences(),
            look.seed(),
            config.data().features());
    clips.remarks().forEach(it -> progress.say(it.toString()));
    if (strict) {
      Strictness.requireNoDoubt(clips.remarks());
    }
    TrainingValidation validation = new TrainingValidation(clips);
    new TrainingRun(config, work, command, workers, device, validation, progress, clock).run();
  }
}
