package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.testing.TensorMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorEngineTest {

  @Test
  void grids_come_back_bit_for_bit() {
    FloatGrid grid =
        FloatGrid.copyOf(new float[] {1f, -0f, Float.MIN_VALUE, 3.1415927f, 1e30f, -2f}, 2, 3);
    try (NDManager manager = TensorEngine.newManager()) {
      assertThat(Grids.toGrid(Grids.toTensor(manager, grid))).isEqualTo(grid);
    }
  }

  @Test
  void a_scope_frees_what_it_makes_and_hands_its_results_over() {
    try (NDManager owner = TensorEngine.newManager()) {
      NDArray weight = owner.ones(new Shape(4, 4));
      int before = owner.getManagedArrays().size();
      NDList results =
          Scope.tensors(
              owner, new NDList(weight), lent -> new NDList(lent.get(0).mul(2f).add(1f).exp()));
      assertThat(owner.getManagedArrays()).hasSize(before + 1);
      assertThat(results.get(0).toFloatArray()[0]).isCloseTo((float) Math.exp(3), near());
      assertThat(weight.toFloatArray()).containsOnly(1f);
    }
  }

  @Test
  void a_scope_frees_what_it_made_when_the_work_fails() {
    try (NDManager owner = TensorEngine.newManager()) {
      NDArray weight = owner.ones(new Shape(4, 4));
      int before = owner.getManagedArrays().size();
      assertThatThrownBy(
              () ->
                  Scope.values(
                      owner,
                      new NDList(weight),
                      scope -> {
                        weight.mul(2f);
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");
      assertThat(owner.getManagedArrays()).hasSize(before);
      assertThat(weight.toFloatArray()).containsOnly(1f);
    }
  }

  @Test
  void nan_and_infinity_are_seen() {
    try (NDManager manager = TensorEngine.newManager()) {
      assertThat(Grids.isFinite(manager.create(new float[] {1f, 2f}))).isTrue();
      assertThat(Grids.isFinite(manager.create(new float[] {1f, Float.NaN}))).isFalse();
      assertThat(Grids.isFinite(manager.create(new float[] {Float.NEGATIVE_INFINITY}))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu", "gpu:", "gpu:x", ""})
  void an_unknown_device_is_refused(String asked) {
    assertThatThrownBy(() -> ComputeDevice.parse(asked))
        .isInstanceOf(Fault.class)
        .hasMessage("device: expected auto, cpu, gpu, gpu:N or gpu:all, got '" + asked + "'");
  }

  @Test
  void a_device_that_is_not_there_is_refused_where_none_is_needed_too() {
    ComputeDevice.check("auto");
    assertThatThrownBy(() -> ComputeDevice.check("gpu:99")).isInstanceOf(Fault.class);
    assertThatThrownBy(() -> ComputeDevice.check("tpu"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("expected auto, cpu, gpu");
  }

  @Test
  void a_gpu_that_is_not_there_is_refused() {
    assertThatThrownBy(() -> ComputeDevice.parse("gpu:99"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("device gpu:99: ");
  }

  @Test
  void six_numbers_become_the_rotation_that_spin_starts_from() {
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray sixD = manager.create(new float[] {1, 0, 0, -1, 0, 0}).reshape(1, 6);
      assertThat(SixD.toMatrices(sixD, 1).toFloatArray())
          .containsExactly(new float[] {1, 0, 0, 0, -1, 0, 0, 0, -1}, near());
    }
  }

  @Test
  void gradients_reach_the_leaves_and_add_up() {
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray x = manager.create(new float[] {1f, 2f, 3f});
      x.setRequiresGradient(true);
      Gradients.backward(() -> x.square().sum());
      assertThat(x.getGradient().toFloatArray()).containsExactly(2f, 4f, 6f);
      Gradients.backward(() -> x.square().sum());
      assertThat(x.getGradient().toFloatArray()).containsExactly(4f, 8f, 12f);
    }
  }

  @Test
  void wrapped_names_are_found_and_every_tensor_is_accounted_for() {
    TensorMap file =
        new TensorMap()
            .put("gen_state_dict.module.fc.weight", new float[6], 2, 3)
            .put("gen_state_dict.module.fc.bias", new float[2], 2)
            .put("gen_state_dict.module.other", new float[2], 2)
            .put("gen_state_dict.regressor.smpl.betas", new float[1], 1)
            .put("gen_optimizer.state.0.exp_avg", new float[2], 2);
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = new CheckpointParameters(file, "a.pth.tar", manager);
      Linear linear = Linear.of(parameters, "fc", Parameters.ANY, 3);
      assertThat(linear.out()).isEqualTo(2);
      assertThat(parameters.usage().unused()).containsExactly("gen_state_dict.module.other");
      assertThat(parameters.usage().extras()).hasSize(2);
      assertThatThrownBy(() -> parameters.requireAllUsed("spin"))
          .hasMessageStartingWith("a.pth.tar: 1 tensors have no place in a spin network");
      assertThatThrownBy(() -> Linear.of(parameters, "fc", 2, 4))
          .hasMessage("a.pth.tar: tensor fc.weight: expected shape [2, 4], got [2, 3]");
    }
  }

  private static org.assertj.core.data.Offset<Float> near() {
    return org.assertj.core.data.Offset.offset(1e-5f);
  }
}
