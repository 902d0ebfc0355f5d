package hmrbench.run;

import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.model.BranchAnswers;
import hmrbench.model.NetworkPredictor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Attention weights that are averaged or fitted over people.
 *
 * <p>Fitted weights are least squares on the rotation matrices of all joints against the truth: a
 * step of Gauss and Newton from the network's own weights, with the change of the rotations by each
 * weight taken as a finite difference. Weights sum to 1 and are else free. What follows the frame
 * is a linear function of a constant, of the network's own weights in that frame, and of how far
 * the bodies of the branches lie apart in it.
 */
final class AttentionRefit {

  /** How far a weight is moved for a finite difference. */
  private static final float STEP = 0.05f;

  private static final int PAST = 0;
  private static final int CURRENT = 1;
  private static final int FUTURE = 2;

  /** Values of a body that are rotations: 24 joints of 6. */
  private static final int ROTATIONS = 144;

  private final int free;
  private final int inputs;
  private final Map<String, Person> people = new LinkedHashMap<>();

  /**
   * @param current whether there is a branch of the current frame
   */
  AttentionRefit(boolean current) {
    this.free = current ? 2 : 1;
    this.inputs = 1 + 2 * free;
  }

  /** What is known of one person. */
  private final class Person {
    private final double[] weights = new double[FUTURE + 1];
    private double rows;
    private final LeastSquares constant = new LeastSquares(free);
    private final LeastSquares frames = new LeastSquares(free * inputs);
  }

  /** The branches whose weights are free; that of the future is what is left to 1. */
  private int branch(int index) {
    return index == 0 ? PAST : CURRENT;
  }

  /**
   * Takes a sequence in.
   *
   * @param truth of the rows
   */
  void add(String person, BranchAnswers answers, SmplTrack truth, NetworkPredictor model) {
    Person it = people.computeIfAbsent(person, name -> new Person());
    average(it, answers.attention());
    FloatGrid own = answers.attention();
    FloatGrid rotations = model.integrate(answers, own).smpl().rotations();
    FloatGrid[] moved = new FloatGrid[free];
    for (int j = 0; j < free; j++) {
      moved[j] = model.integrate(answers, shifted(own, branch(j))).smpl().rotations();
    }
    int perRow = rotations.length() / answers.rows();
    double[] slopes = new double[free];
    double[] factors = new double[free * inputs];
    for (int row = 0; row < answers.rows(); row++) {
      double[] x = inputs(answers, row);
      for (int i = row * perRow; i < (row + 1) * perRow; i++) {
        double value = truth.rotations().get(i) - rotations.get(i);
        for (int j = 0; j < free; j++) {
          slopes[j] = (moved[j].get(i) - rotations.get(i)) / STEP;
          value += slopes[j] * own.at(row, branch(j));
          for (int m = 0; m < inputs; m++) {
            factors[j * inputs + m] = slopes[j] * x[m];
          }
        }
        it.constant.add(slopes, value);
        it.frames.add(factors, value);
      }
    }
  }

  /** Takes the weights of a sequence in, of which no truth is known. */
  void addWeights(String person, BranchAnswers answers) {
    average(people.computeIfAbsent(person, name -> new Person()), answers.attention());
  }

  private static void average(Person person, FloatGrid own) {
    for (int row = 0; row < own.size(0); row++) {
      for (int k = 0; k <= FUTURE; k++) {
        person.weights[k] += Float.isNaN(own.at(row, k)) ? 0 : own.at(row, k);
      }
    }
    person.rows += own.size(0);
  }

  private static FloatGrid shifted(FloatGrid own, int branch) {
    float[] values = own.toArray();
    for (int row = 0; row < own.size(0); row++) {
      values[row * 3 + branch] += STEP;
      values[row * 3 + FUTURE] -= STEP;
    }
    return FloatGrid.owning(values, own.size(0), 3);
  }

  /**
   * What weights may follow: 1, the free own weights, and how far their bodies are from the
   * future's.
   */
  private double[] inputs(BranchAnswers answers, int row) {
    double[] x = new double[inputs];
    x[0] = 1;
    for (int j = 0; j < free; j++) {
      x[1 + j] = answers.attention().at(row, branch(j));
      double square = 0;
      for (int i = 0; i < ROTATIONS; i++) {
        double apart = answers.bodies().at(row, branch(j), i) - answers.bodies().at(row, FUTURE, i);
        square += apart * apart / ROTATIONS;
      }
      x[1 + free + j] = Math.sqrt(square);
    }
    return x;
  }

  /** The mean weights of all people but one. */
  FloatGrid meanOfOthers(String person, int rows) {
    double[] sum = new double[FUTURE + 1];
    double all = 0;
    for (Map.Entry<String, Person> it : people.entrySet()) {
      if (!it.getKey().equals(person) || people.size() == 1) {
        all += it.getValue().rows;
        for (int k = 0; k <= FUTURE; k++) {
          sum[k] += it.getValue().weights[k];
        }
      }
    }
    float[] values = new float[rows * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (sum[i % 3] / all);
    }
    return FloatGrid.owning(values, rows, 3);
  }

  /**
   * Constant weights fitted to people.
   *
   * @param seen whether the person is among those that they are fitted to
   */
  FloatGrid constant(String person, boolean seen, int rows) {
    LeastSquares sum = new LeastSquares(free);
    others(person, seen).forEach((name, it) -> sum.add(it.constant));
    double[] fitted = sum.solve();
    float[] values = new float[rows * 3];
    for (int row = 0; row < rows; row++) {
      fill(values, row, fitted);
    }
    return FloatGrid.owning(values, rows, 3);
  }

  /** As {@link #constant}, weights that follow the frame. */
  FloatGrid followingFrames(String person, boolean seen, BranchAnswers answers) {
    LeastSquares sum = new LeastSquares(free * inputs);
    others(person, seen).forEach((name, it) -> sum.add(it.frames));
    double[] fitted = sum.solve();
    float[] values = new float[answers.rows() * 3];
    for (int row = 0; row < answers.rows(); row++) {
      double[] x = inputs(answers, row);
      double[] weights = new double[free];
      for (int j = 0; j < free; j++) {
        for (int m = 0; m < inputs; m++) {
          weights[j] += fitted[j * inputs + m] * x[m];
        }
      }
      fill(values, row, weights);
    }
    return FloatGrid.owning(values, answers.rows(), 3);
  }

  private Map<String, Person> others(String person, boolean seen) {
    Map<String, Person> others = new LinkedHashMap<>(people);
    if (!seen && others.size() > 1) {
      Objects.requireNonNull(others.remove(person));
    }
    return others;
  }

  private void fill(float[] values, int row, double[] weights) {
    double left = 1;
    for (int j = 0; j < free; j++) {
      values[row * 3 + branch(j)] = (float) weights[j];
      left -= weights[j];
    }
    values[row * 3 + FUTURE] = (float) left;
  }
}
