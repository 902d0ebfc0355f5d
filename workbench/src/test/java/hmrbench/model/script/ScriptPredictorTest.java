package hmrbench.model.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.ModelConfig.TorchScript;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Rotations;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Clips;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that {@code golden/torchscript/make.py} made: theta is half of a frame's features. */
class ScriptPredictorTest {

  private static final int FEATURES = 90;

  private static ScriptPredictor open(String name) {
    Path file =
        Shared.projectRoot()
            .resolve("workbench/src/test/resources/golden/torchscript/" + name + ".pt");
    return ScriptPredictor.open(
        new TorchScript(name, List.of(file), 16), 0, FEATURES, ComputeDevice.CPU);
  }

  private static void answersItsOwnFrame(
      String name, OutputKind kind, WindowRule rule, int frames) {
    Clip clip = Clips.random(frames, FEATURES, 7); // more windows than the 64 of a batch
    try (ScriptPredictor script = open(name)) {
      assertThat(script.output()).isEqualTo(kind);
      WindowPlan plan = Windows.plan(rule, clip.frames(), 16, kind);
      Prediction said = script.predict(clip, plan);
      assertThat(said.rows()).isEqualTo(plan.rows().size());
      FloatGrid features = clip.features();
      int[] targets = plan.targets();
      for (int r = 0; r < targets.length; r++) {
        assertThat(said.smpl().camera().at(r, 1)).isEqualTo(features.at(targets[r], 1) / 2);
        assertThat(said.smpl().betas().at(r, 9)).isEqualTo(features.at(targets[r], 84) / 2);
        float[] pose = new float[72];
        for (int k = 0; k < 72; k++) {
          pose[k] = features.at(targets[r], 3 + k) / 2;
        }
        assertThat(said.smpl().rotations().rows(r))
            .isEqualTo(Rotations.fromAxisAngle(FloatGrid.owning(pose, 1, 72)));
      }
    }
  }

  @Test
  void a_program_for_the_middle_frame_answers_for_it() {
    answersItsOwnFrame("middle", OutputKind.MIDDLE_FRAME, WindowRule.TCMR, 150);
  }

  @Test
  void a_program_for_every_frame_answers_for_each() {
    answersItsOwnFrame("sequence", OutputKind.SEQUENCE, WindowRule.VIBE, 1100);
  }

  @Test
  void another_answer_or_file_is_refused() {
    assertThatThrownBy(() -> open("short"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "model short: expected theta [1, 85] or [1, 16, 85] for features [1, 16, 90], got [1,"
                + " 84]; change what the program returns");
    Path weights = Shared.projectRoot().resolve("workbench/src/test/resources/golden/io/zip.pth");
    assertThatThrownBy(
            () ->
                ScriptPredictor.open(
                    new TorchScript("x", List.of(weights), 16), 0, FEATURES, ComputeDevice.CPU))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(weights + ": expected a TorchScript program (torch.jit.save), got");
  }
}
