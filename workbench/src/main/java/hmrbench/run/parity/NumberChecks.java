package hmrbench.run.parity;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.OutputKind;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.io.ByteSource;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.TreeNode;
import hmrbench.metric.Averages;
import hmrbench.metric.JointErrors;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.model.filter.Filters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks that need no tensor engine. */
final class NumberChecks {

  private static final double FPS = 25;
  private static final int WINDOW = 16;
  private static final int PICKLE_PROTOCOLS = 6;
  private static final int SEQUENCES = 2;

  private static final List<Metric> SCORED =
      List.of(
          Metrics.MPJPE,
          Metrics.PA_MPJPE,
          Metrics.ACCEL_ERR,
          Metrics.ACCEL_ERR_SI,
          Metrics.ACCEL_PRED);

  private final ParityCases cases;

  NumberChecks(ParityCases cases) {
    this.cases = cases;
  }

  void rotations(LargestDifference largest) {
    double[] vectors = cases.doubles("rotations.axis_angle");
    double[] turned = cases.doubles("rotations.from_axis_angle");
    double[] matrix = new double[9];
    for (int i = 0; i < vectors.length / 3; i++) {
      Rotations.fromAxisAngle(vectors[3 * i], vectors[3 * i + 1], vectors[3 * i + 2], matrix);
      compare(matrix, turned, i, largest);
    }
    double[] six = cases.doubles("rotations.six");
    double[] made = cases.doubles("rotations.from_six");
    for (int i = 0; i < six.length / 6; i++) {
      Rotations.fromSixD(Arrays.copyOfRange(six, 6 * i, 6 * i + 6), matrix);
      compare(matrix, made, i, largest);
    }
  }

  private static void compare(
      double[] matrix, double[] expected, int index, LargestDifference largest) {
    for (int k = 0; k < matrix.length; k++) {
      largest.add(matrix[k], expected[index * matrix.length + k]);
    }
  }

  void filter(LargestDifference largest) {
    FloatGrid turns = Rotations.fromAxisAngle(cases.floats("slerp.axis_angle"));
    int frames = turns.size(0);
    SmplTrack track = new SmplTrack(turns, FloatGrid.zeros(frames, 10), FloatGrid.zeros(frames, 3));
    largest.add(
        Filters.all().parse("slerp-0.3").apply(track, FPS).rotations(),
        cases.doubles("slerp.rotations"));
  }

  void alignment(LargestDifference largest) {
    JointTrack source = track(cases.floats("alignment.source"));
    JointTrack target = track(cases.floats("alignment.target"));
    double[] expected = cases.doubles("alignment.error_mm");
    for (int i = 0; i < expected.length; i++) {
      largest.add(JointErrors.alignedMeanMm(source, target).get(i), expected[i]);
    }
  }

  void protocols(LargestDifference largest) {
    List<SequencePrediction> sequences = new ArrayList<>();
    for (int i = 0; i < SEQUENCES; i++) {
      String name = "protocols.%d.".formatted(i);
      double[] counted = cases.doubles(name + "counted");
      boolean[] flags = new boolean[counted.length];
      for (int t = 0; t < flags.length; t++) {
        flags[t] = counted[t] != 0;
      }
      sequences.add(
          new SequencePrediction(
              name,
              track(cases.floats(name + "truth")),
              track(cases.floats(name + "predicted")),
              Optional.empty(),
              FrameMask.of(flags),
              Arrays.stream(cases.doubles(name + "frames")).mapToObj(t -> (int) t).toList()));
    }
    for (String rule : List.of("tcmr", "vibe", "smoothnet", "wham", "hmrbench")) {
      List<SequenceScore> scores = Protocols.named(rule).orElseThrow().score(sequences, SCORED);
      double[] expected = cases.doubles("protocols." + rule);
      for (int i = 0; i < expected.length; i++) {
        largest.add(Averages.overFrames(scores, SCORED.get(i)).orElse(Double.NaN), expected[i]);
      }
    }
  }

  /** Every frame index of every window, and every target, is a value of its own. */
  void windows(LargestDifference largest) {
    compare(WindowRule.TCMR, 16, largest);
    compare(WindowRule.TCMR, 17, largest);
    compare(WindowRule.TCMR, 30, largest);
    compare(WindowRule.TCMR_TRAINER, 16, largest);
    compare(WindowRule.TCMR_TRAINER, 40, largest);
    compare(WindowRule.GLOT, 23, largest);
    for (int frames : new int[] {16, 35}) {
      int[] targets = Windows.plan(WindowRule.VIBE, frames, WINDOW, OutputKind.SEQUENCE).targets();
      double[] expected = cases.doubles("windows.VIBE." + frames);
      largest.add(targets.length, expected.length);
      for (int i = 0; i < Math.min(targets.length, expected.length); i++) {
        largest.add(targets[i], expected[i]);
      }
    }
  }

  private void compare(WindowRule rule, int frames, LargestDifference largest) {
    WindowPlan plan = Windows.plan(rule, frames, WINDOW, OutputKind.MIDDLE_FRAME);
    double[] expected = cases.doubles("windows.%s.%d".formatted(rule, frames));
    largest.add(plan.rows().size(), expected.length / (WINDOW + 1.0));
    for (int r = 0; r < Math.min(plan.rows().size(), expected.length / (WINDOW + 1)); r++) {
      WindowPlan.Row row = plan.rows().get(r);
      List<Integer> window = plan.windows().get(row.window()).frames();
      for (int i = 0; i < WINDOW; i++) {
        largest.add(window.get(i), expected[r * (WINDOW + 1) + i]);
      }
      largest.add(row.target(), expected[r * (WINDOW + 1) + WINDOW]);
    }
  }

  /** One value under every pickle protocol; what must be text differs by 1 where it is not. */
  void pickles(LargestDifference largest) {
    double[] numbers = {0, 1, -1, 255, 65536, -2147483648.0, 1099511627776.0, 0.5, -1.25e-9};
    for (int protocol = 0; protocol < PICKLE_PROTOCOLS; protocol++) {
      String name = "pickle." + protocol;
      long[] stored = cases.array(name).longs();
      byte[] stream = new byte[stored.length];
      for (int i = 0; i < stream.length; i++) {
        stream[i] = (byte) stored[i];
      }
      TreeNode root = Pickle.read(ByteSource.owning(name, stream));
      List<TreeNode> items = root.key("numbers").items();
      for (int i = 0; i < numbers.length; i++) {
        largest.add(items.get(i).number(), numbers[i]);
      }
      largest.add("F\u00fc\u00dfe".equals(root.key("text").text()) ? 0 : 1, 0);
      largest.add(root.key("truth").items().get(2).isNone() ? 0 : 1, 0);
      largest.add(root.key("tuple").items().get(1).items().get(1).number(), 3);
      largest.add(root.key("empty").items().size(), 2);
    }
  }

  private static JointTrack track(FloatGrid metres) {
    return new JointTrack(JointSet.COMMON14, CoordinateFrame.CAMERA, FPS, metres);
  }
}
