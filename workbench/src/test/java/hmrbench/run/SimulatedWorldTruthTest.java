package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.sim.CameraMotion;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The truth from which {@code experiments/world-simulated/make.py} makes its files. To write it
 * anew: {@code java -cp ... hmrbench.run.SimulatedWorldTruthTest}.
 */
class SimulatedWorldTruthTest {

  private static final Simulated SET =
      new Simulated(
          "simulated-world-short",
          SimulatedSplit.TEST,
          6,
          8,
          3.5,
          30,
          Optional.of(CameraMotion.EACH_IN_TURN));

  private static Path file() {
    return Shared.projectRoot().resolve("experiments/world-simulated/truth.npz");
  }

  public static void main(String... none) {
    Npz.write(file(), truth());
  }

  /** By sequence: labels, axis-angle before the camera, shape, and the root in the world. */
  private static Map<String, NdArray> truth() {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    try (DataSource source = DataSource.open(SET, Optional.empty())) {
      for (int i = 0; i < source.sequences(); i++) {
        Clip clip = source.clip(i, 30);
        int frames = clip.frames();
        FloatGrid rotations = clip.smpl().orElseThrow().rotations();
        WorldRoot root = clip.world().orElseThrow().root();
        double[] turns = new double[frames * 9];
        for (int k = 0; k < turns.length; k++) {
          turns[k] = root.orientations().at(k / 9, k / 3 % 3, k % 3);
        }
        String name = clip.sequence();
        arrays.put(
            name + ".label",
            NdArray.of(
                clip.frameLabels().stream().mapToDouble(Double::parseDouble).toArray(), frames));
        arrays.put(
            name + ".pose", NdArray.of(Rotations.toAxisAngle(rotations).toArray(), frames, 72));
        arrays.put(
            name + ".betas", NdArray.of(clip.smpl().orElseThrow().betas().rows(0).toArray(), 10));
        arrays.put(name + ".root", NdArray.of(turns, frames, 3, 3));
        arrays.put(name + ".pelvis", NdArray.of(root.translations().flat(0, frames), frames, 3));
      }
    }
    return arrays;
  }

  @Test
  void the_files_are_made_from_the_truth_of_today() {
    Npz written = Npz.open(file());
    truth()
        .forEach(
            (name, array) ->
                assertThat(written.get(name).doubles())
                    .as(name)
                    .containsExactly(array.doubles(), within(1e-6)));
  }
}
