package hmrbench.run.parity;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.config.ModelConfig;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.Prediction;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Convolutions;
import java.nio.file.Path;
import java.util.List;

/** Checks of the body and of networks, which read their weights from files. */
final class TensorChecks {

  private static final double FPS = 25;
  private static final int WINDOW = 16;

  private static final int IMAGES = 2;

  /** Side of the images that are convolved, and channels that come out. */
  private static final int SIDE = 16;

  private static final int OUT = 16;

  private final ParityCases cases;
  private final Path folder;
  private final ComputeDevice device;

  /**
   * @param folder for the files
   * @param device that networks are computed on
   */
  TensorChecks(ParityCases cases, Path folder, ComputeDevice device) {
    this.cases = cases;
    this.folder = folder;
    this.device = device;
  }

  /** In millimetres. */
  void body(LargestDifference largest) {
    BodyModel body = BodyFiles.read(ParityCases.file("body.npz", folder));
    FloatGrid pose = cases.floats("body.pose");
    int frames = pose.size(0);
    SmplTrack track =
        new SmplTrack(
            Rotations.fromAxisAngle(pose), cases.floats("body.betas"), FloatGrid.zeros(frames, 3));
    millimetres(body.vertices(track), cases.doubles("body.vertices"), largest);
    millimetres(
        body.joints(track, JointRecipe.SMPL24, FPS).metres(),
        cases.doubles("body.joints"),
        largest);
  }

  private static void millimetres(FloatGrid actual, double[] expected, LargestDifference largest) {
    if (actual.length() != expected.length) {
      throw new IllegalStateException(
          "expected %d values, got %d".formatted(expected.length, actual.length()));
    }
    for (int i = 0; i < expected.length; i++) {
      largest.add(1000.0 * actual.get(i), 1000 * expected[i]);
    }
  }

  /**
   * Channels that fill blocks of 16 and such that do not, against plain sums in float64. Two
   * images, since a single small one goes another way through PyTorch than the networks' batches.
   */
  void convolutions(LargestDifference largest) {
    for (int channels : new int[] {3, 24, 64, 104}) {
      for (int stride : new int[] {1, 2}) {
        convolution(channels, stride, largest);
      }
    }
  }

  private void convolution(int channels, int stride, LargestDifference largest) {
    float[] image = new float[IMAGES * channels * SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.sin(i + 1);
    }
    float[] kernel = new float[OUT * channels * 3 * 3];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) Math.cos(2 * i + 1);
    }
    FloatGrid found =
        Convolutions.apply(
            FloatGrid.copyOf(image, IMAGES, channels, SIDE, SIDE),
            FloatGrid.copyOf(kernel, OUT, channels, 3, 3),
            stride,
            device);
    int side = SIDE / stride;
    for (int i = 0; i < found.length(); i++) {
      int row = i / side % side * stride - 1;
      int column = i % side * stride - 1;
      int out = i / (side * side) % OUT;
      int plane = i / (side * side) / OUT * channels;
      double sum = 0;
      for (int tap = 0; tap < channels * 9; tap++) {
        int y = row + tap / 3 % 3;
        int x = column + tap % 3;
        if (y >= 0 && y < SIDE && x >= 0 && x < SIDE) {
          sum +=
              (double) image[((plane + tap / 9) * SIDE + y) * SIDE + x]
                  * kernel[out * channels * 9 + tap];
        }
      }
      largest.add(found.get(i), sum);
    }
  }

  void tcmr(LargestDifference largest) {
    Prediction answers = predict("tcmr", WindowRule.TCMR, largest);
    largest.add(answers.attention().orElseThrow(), cases.doubles("tcmr.attention"));
  }

  void vibe(LargestDifference largest) {
    predict("vibe", WindowRule.VIBE, largest);
  }

  private Prediction predict(String name, WindowRule rule, LargestDifference largest) {
    Path weights = ParityCases.file(name + ".safetensors", folder);
    ModelConfig.Network config = Models.all().named(name).network(name, List.of(weights));
    try (Predictor network = Models.all().open(config, 0, device)) {
      Clip clip = clip(cases.floats(name + ".features"));
      WindowPlan plan = Windows.plan(rule, clip.frames(), WINDOW, network.output());
      Prediction answers = network.predict(clip, plan);
      largest.add(answers.smpl().rotations(), cases.doubles(name + ".rotations"));
      largest.add(answers.smpl().betas(), cases.doubles(name + ".betas"));
      largest.add(answers.smpl().camera(), cases.doubles(name + ".camera"));
      return answers;
    }
  }

  private static Clip clip(FloatGrid features) {
    return Clip.ofFeatures("parity", FPS, features, JointSet.SMPL14);
  }
}
