package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.FloatGrid;
import hmrbench.model.Models;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which features of a window a training decodes and compares. */
class SupervisedBranchesTest {

  private static final int WINDOWS = 2;
  private static final int FRAMES = 16;
  private static final int FEATURES = 6;

  private static NDArray windows(NDManager manager) {
    float[] values = new float[WINDOWS * FRAMES * FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return manager.create(values, new Shape(WINDOWS, FRAMES, FEATURES));
  }

  /** The rows that the first step of a training compares. */
  private static FloatGrid compared(String architecture, boolean branches, List<float[]> answers) {
    try (NDManager manager = TensorEngine.newManager()) {
      ModelConfig.Network model = Models.all().named(architecture).network("it", List.of());
      Weights initial =
          StartWeights.initial(
              Models.all(),
              model,
              FEATURES,
              new TrainingConfig.Sizes(5, 1, 8, 8),
              ClipStore.MeanBody.atRest(),
              1);
      TrainableParameters parameters = new TrainableParameters(initial, manager);
      TrainableNetwork network = Models.all().trainable(model, parameters);
      answers.add(network.forward(windows(manager)).pose6d().toFloatArray());
      List<FloatGrid> rows = new ArrayList<>();
      Lesson lesson =
          (scope, step) ->
              new Lesson.Batch(
                  windows(scope),
                  FRAMES / 2,
                  1,
                  List.of("here"),
                  predicted -> {
                    rows.add(predicted);
                    return new BodyLoss.Result(
                        1, 0, 0, 0, FloatGrid.zeros(predicted.size(0), BodyLoss.ROW));
                  },
                  () -> FloatGrid.zeros(0),
                  hidden -> hidden);
      new Trainer(network, parameters, lesson, Optional.empty(), 100, branches, manager).step(1e-3);
      return rows.get(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"tcmr, true, 6", "tcmr, false, 2", "middle, true, 2", "middle, false, 2"})
  void branches_of_a_network_that_integrates_them_are_supervised_unless_told_otherwise(
      String architecture, boolean branches, int rows) {
    List<float[]> answers = new ArrayList<>();
    FloatGrid compared = compared(architecture, branches, answers);
    assertThat(compared.size(0)).isEqualTo(rows);
    // The last row of a window is what the network answers.
    for (int window = 0; window < WINDOWS; window++) {
      int row = (window + 1) * rows / WINDOWS - 1;
      for (int i = 0; i < 144; i++) {
        assertThat(compared.at(row, i)).isCloseTo(answers.get(0)[window * 144 + i], within(1e-6f));
      }
    }
  }
}
