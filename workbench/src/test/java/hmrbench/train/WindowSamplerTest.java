package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.SmplTrack;
import hmrbench.model.Models;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Clips;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clips whose features and shapes are the number of the frame show what was cut from where. */
class WindowSamplerTest {

  private static final int WINDOW = 6;

  private static ClipStore clips(int frames) {
    float[] features = new float[frames];
    float[] betas = new float[frames * 10];
    for (int t = 0; t < frames; t++) {
      features[t] = t;
      betas[t * 10] = t;
    }
    Clip rest = Clips.of(FloatGrid.owning(features, frames, 1));
    SmplTrack body = rest.smpl().orElseThrow();
    SmplTrack numbered =
        new SmplTrack(body.rotations(), FloatGrid.owning(betas, frames, 10), body.camera());
    Clip clip = Clip.of("clip", 30, rest.features(), rest.truth(), Optional.of(numbered));
    return ClipStore.of(index -> clip, 2);
  }

  private static WindowSampler sampler(List<Integer> horizons) {
    return new WindowSampler(clips(20), OutputKind.SEQUENCE, WINDOW, 3, 4, horizons, 9);
  }

  @Test
  void targets_lie_their_horizons_from_the_supervised_frames() {
    List<Integer> horizons = List.of(0, -5, 5, 0);
    int least = 20;
    int most = 0;
    try (NDManager manager = TensorEngine.newManager()) {
      for (int step = 0; step < 200; step++) {
        WindowSampler.Batch batch = sampler(horizons).draw(manager, step);
        int supervised = (WINDOW - batch.firstFrame() + 3) / 4;
        assertThat(batch.targets().size()).isEqualTo(3 * supervised * 4);
        for (int row = 0; row < batch.targets().size(); row++) {
          int window = row / (supervised * 4);
          int frame = batch.firstFrame() + row / 4 % supervised * 4;
          float seen = batch.features().getFloat(window, frame, 0);
          assertThat(batch.targets().betas().at(row, 0)).isEqualTo(seen + horizons.get(row % 4));
        }
        least = Math.min(least, (int) batch.features().min().getFloat());
        most = Math.max(most, (int) batch.features().max().getFloat());
      }
    }
    assertThat(least).isEqualTo(5);
    assertThat(most).isEqualTo(14);
  }

  @Test
  void without_horizons_whole_clips_are_drawn_from() {
    assertThat(sampler(List.of(0)).spannedFrames()).isEqualTo(WINDOW);
    assertThat(sampler(List.of(0, -5, 5)).spannedFrames()).isEqualTo(WINDOW + 10);
  }

  @Test
  void a_discriminator_refuses_a_network_that_tells_past_and_future() {
    try (NDManager manager = TensorEngine.newManager()) {
      ModelConfig.Network config = Models.all().named("conv-foresight").network("it", List.of());
      TrainingConfig.Data data = new TrainingConfig.Data(2, 1, 30, 32);
      ClipLessons lessons =
          new ClipLessons(
              hmrbench.run.Trainings.simulated(data),
              TrainingConfig.LossWeights.PUBLISHED,
              line -> {});
      Weights initial =
          StartWeights.initial(
              Models.all(), config, 32, new TrainingConfig.Sizes(32, 1, 8, 8), lessons.mean(), 1);
      TrainableNetwork network =
          Models.all().trainable(config, new TrainableParameters(initial, manager));
      assertThatThrownBy(() -> lessons.of(config, network, 2, true, 1, manager))
          .hasMessage(
              "model it predicts past and future, too, and a discriminator judges the frames of a"
                  + " window alone; leave one of them out of the recipe");
      Lesson lesson = lessons.of(config, network, 2, false, 1, manager);
      Trainer trainer =
          new Trainer(
              network,
              new TrainableParameters(initial, manager),
              lesson,
              Optional.empty(),
              100,
              manager);
      assertThat(trainer.network().horizons()).hasSize(6);
    }
  }

  @Test
  void every_weight_of_past_and_future_learns() {
    try (NDManager manager = TensorEngine.newManager()) {
      ModelConfig.Network config = Models.all().named("conv-foresight").network("it", List.of());
      ClipLessons lessons =
          new ClipLessons(
              hmrbench.run.Trainings.simulated(new TrainingConfig.Data(2, 1, 30, 32)),
              TrainingConfig.LossWeights.PUBLISHED,
              line -> {});
      Weights initial =
          StartWeights.initial(
              Models.all(), config, 32, new TrainingConfig.Sizes(32, 1, 8, 8), lessons.mean(), 1);
      TrainableParameters parameters = new TrainableParameters(initial, manager);
      TrainableNetwork network = Models.all().trainable(config, parameters);
      Trainer trainer =
          new Trainer(
              network,
              parameters,
              lessons.of(config, network, 4, false, 1, manager),
              Optional.empty(),
              100,
              manager);
      double first = trainer.step(1e-3).loss().total();
      double last = first;
      for (int step = 1; step < 60; step++) {
        last = trainer.step(1e-3).loss().total();
      }
      assertThat(last).isLessThan(first);
      parameters
          .values()
          .forEach(
              (name, values) -> {
                if (!name.contains("init_")) {
                  assertThat(values).as(name).isNotEqualTo(initial.floats(name));
                }
              });
    }
  }
}
