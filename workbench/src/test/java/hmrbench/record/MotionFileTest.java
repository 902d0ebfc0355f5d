package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Half;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionFileTest {

  private static final Cell CELL = new Cell("tcmr", "simulated-test", "tcmr", 30, "none", "1");

  @TempDir Path folder;

  private static Motion motion(String sequence, int frames, long seed) {
    return new Motion(sequence, track(frames, seed), track(frames, seed + 1));
  }

  private static JointTrack track(int frames, long seed) {
    Random random = new Random(seed);
    float[] metres = new float[frames * 14 * 3];
    for (int i = 0; i < metres.length; i++) {
      metres[i] = (float) random.nextGaussian();
    }
    return new JointTrack(
        JointSet.SMPL14, CoordinateFrame.CAMERA, 30, FloatGrid.owning(metres, frames, 14, 3));
  }

  @Test
  void comes_back_in_half_precision_and_relative_to_the_root() {
    Motion walk = motion("walk", 5, 1);
    Motion run = motion("run", 3, 7);
    MotionFile.write(folder, CELL, List.of(walk, run));
    MotionFile read = MotionFile.open(folder, CELL).orElseThrow();
    assertThat(read.sequences()).containsExactly("walk", "run");
    Motion again = read.motion("run").orElseThrow();
    assertThat(again.predicted().metres()).isEqualTo(Half.roundTrip(run.predicted().metres()));
    assertThat(again.truth().metres()).isEqualTo(Half.roundTrip(run.truth().metres()));
    assertThat(again.truth().joints().joints()).isEqualTo(JointSet.SMPL14.joints());
    assertThat(again.truth().framesPerSecond()).isEqualTo(30);
    assertThat(read.motion("sit")).isEmpty();
  }

  @Test
  void is_absent_where_a_run_kept_none() {
    assertThat(MotionFile.open(folder, CELL)).isEmpty();
  }

  @Test
  void refuses_a_file_that_is_something_else() throws IOException {
    Path file = folder.resolve(MotionFile.path(CELL));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no tensors here");
    assertThatThrownBy(() -> MotionFile.open(folder, CELL))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            file
                + ": cannot be read as the motions of tcmr on simulated-test, protocol tcmr, 30"
                + " fps, filter none, seed 1: ");
  }

  @Test
  void refuses_truth_and_prediction_of_different_lengths() {
    assertThatThrownBy(() -> new Motion("walk", track(5, 1), track(4, 2)))
        .hasMessage("sequence walk: truth is 5 frames of smpl14, prediction 4 frames of smpl14");
  }
}
