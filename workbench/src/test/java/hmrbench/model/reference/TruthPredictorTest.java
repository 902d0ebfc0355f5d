package hmrbench.model.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.Reference.Kind;
import hmrbench.config.WorldFlaws;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.SmplTrack;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.testing.Clips;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Predictions that are the truth, but for what a name says. */
class TruthPredictorTest {

  private static final int FRAMES = 7;

  private static TruthPredictor predictor(Kind kind) {
    return TruthPredictor.of(new Reference("it", kind, WorldFlaws.NONE));
  }

  /** A body whose camera counts the frames, and whose shape is a third. */
  private static Clip clip() {
    Clip still = Clips.random(FRAMES, 4, 1);
    SmplTrack body = still.smpl().orElseThrow();
    float[] camera = new float[FRAMES * 3];
    float[] betas = new float[FRAMES * 10];
    java.util.Arrays.fill(betas, 1f / 3);
    for (int t = 0; t < FRAMES; t++) {
      camera[t * 3 + 1] = t;
    }
    return Clip.of(
        "counting",
        30,
        still.features(),
        still.truth(),
        Optional.of(
            new SmplTrack(
                body.rotations(),
                FloatGrid.owning(betas, FRAMES, 10),
                FloatGrid.owning(camera, FRAMES, 3))));
  }

  private static Prediction said(Kind kind) {
    try (TruthPredictor predictor = predictor(kind)) {
      assertThat(predictor.windowFrames()).isEqualTo(1);
      WindowPlan plan = Windows.plan(WindowRule.TCMR, FRAMES, 1, OutputKind.PER_FRAME);
      return predictor.predict(clip(), plan);
    }
  }

  @Test
  void a_frozen_body_stays_as_it_is_in_the_middle() {
    Prediction said = said(Kind.FROZEN);
    assertThat(said.rows()).isEqualTo(FRAMES);
    for (int t = 0; t < FRAMES; t++) {
      assertThat(said.smpl().camera().at(t, 1)).isEqualTo(3);
    }
  }

  @Test
  void half_precision_rounds_shapes_and_keeps_cameras() {
    Prediction said = said(Kind.FLOAT16_TRUTH);
    for (int t = 0; t < FRAMES; t++) {
      assertThat(said.smpl().camera().at(t, 1)).isEqualTo(t);
      // The half float nearest to 1/3.
      assertThat(said.smpl().betas().at(t, 4)).isEqualTo(0.33325195f);
      assertThat(said.smpl().rotations().at(t, 3, 0, 0)).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void only_the_world_knows_a_world() {
    assertThat(predictor(Kind.WORLD).knowsWorld()).isTrue();
    assertThat(predictor(Kind.FROZEN).knowsWorld()).isFalse();
    assertThat(predictor(Kind.FLOAT16_TRUTH).knowsWorld()).isFalse();
  }

  @Test
  void a_sequence_without_a_body_is_refused() {
    Clip clip = clip();
    Clip none = Clip.of("bare", 30, clip.features(), clip.truth(), Optional.empty());
    WindowPlan plan = Windows.plan(WindowRule.TCMR, FRAMES, 1, OutputKind.PER_FRAME);
    assertThatThrownBy(() -> predictor(Kind.FROZEN).predict(none, plan))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "it: sequence bare has no SMPL parameters to start from; leave this model out for this"
                + " data set");
  }
}
