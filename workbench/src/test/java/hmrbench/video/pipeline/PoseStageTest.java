package hmrbench.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.EmbeddedBody;
import hmrbench.config.ModelConfig;
import hmrbench.core.FloatGrid;
import hmrbench.core.Prediction;
import hmrbench.core.Remark;
import hmrbench.io.NdArray;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.PersonCrops;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.TinyModels;
import hmrbench.video.track.TrackSelection.Squares;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoseStageTest {

  // Other windows share the batch: the last bits of a product may differ.
  private static final double ROUNDING = 1e-6;

  private static final int LONG = 1200;

  private final List<Double> progress = new ArrayList<>();
  private final Path folder;

  PoseStageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<PersonPrediction> run(int workers, Map<Integer, NdArray> features) {
    Path weights = TinyModels.tcmr(folder.resolve("tiny.safetensors"), 3);
    ModelConfig.Network tiny = Models.all().named("tcmr").network("tiny", List.of(weights));
    try (Predictor predictor = Models.all().open(tiny, 0, ComputeDevice.CPU)) {
      VideoTask.OpenModels models =
          new VideoTask.OpenModels(
              "tiny",
              new VideoTask.Backbone(
                  Levels::of, "levels", TinyModels.FEATURES, 4, new PersonCrops.Official()),
              predictor,
              EmbeddedBody.model(),
              Optional.empty(),
              Map.of(),
              workers);
      List<Squares> people =
          features.entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(
                  it ->
                      new Squares(
                          it.getKey(),
                          10,
                          Collections.nCopies(
                              it.getValue().shape()[0], Box.between(0, 0, 100, 100))))
              .toList();
      return new PoseStage(models, 30, listener()).run(people, features);
    }
  }

  private Listener listener() {
    return new Listener() {
      @Override
      public void remark(Remark remark) {
        throw new AssertionError(remark.toString());
      }

      @Override
      public void progress(String stage, double done) {
        progress.add(done);
      }
    };
  }

  private static NdArray features(int frames, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[frames * TinyModels.FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return NdArray.of(FloatGrid.owning(values, frames, TinyModels.FEATURES));
  }

  @Test
  void a_frame_of_a_long_track_is_answered_from_its_neighbours_alone() {
    NdArray track = features(LONG, 1);
    Prediction whole = run(1, Map.of(1, track)).get(0).prediction();
    // Frames 400 to 800 as a track of their own: inside, windows hold the same frames.
    NdArray part = NdArray.of(track.rows(400, 800).toFloatGrid());
    Prediction cut = run(1, Map.of(1, part)).get(0).prediction();
    assertThat(whole.smpl().frames()).isEqualTo(LONG);
    for (int frame = 16; frame < 400 - 16; frame++) {
      for (int i = 0; i < 3; i++) {
        assertThat(cut.smpl().camera().at(frame, i))
            .as("frame %d", frame)
            .isCloseTo(whole.smpl().camera().at(400 + frame, i), within((float) ROUNDING));
      }
    }
  }

  @Test
  void several_workers_answer_as_one_does() {
    Map<Integer, NdArray> features = Map.of(1, features(LONG, 1), 2, features(700, 2));
    List<PersonPrediction> alone = run(1, features);
    progress.clear();
    List<PersonPrediction> together = run(3, features);
    assertThat(together).hasSize(2);
    for (int person = 0; person < 2; person++) {
      assertThat(together.get(person).person()).isEqualTo(alone.get(person).person());
      assertThat(together.get(person).prediction().smpl())
          .isEqualTo(alone.get(person).prediction().smpl());
      assertThat(together.get(person).prediction().attention())
          .isEqualTo(alone.get(person).prediction().attention());
    }
    assertThat(progress).isSorted().last().isEqualTo(1.0);
    assertThat(progress).as("told on the way").hasSizeGreaterThan(4);
  }
}
