package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

/** A program in TorchScript, made of its source. */
class ScriptTest {

  private static final String FORWARD = "def forward(self: __torch__.M, x: Tensor) -> Tensor:\n";

  @Test
  void results_belong_to_the_scope_whoever_owns_the_inputs() {
    try (Script twice = Script.of(FORWARD + "  return torch.mul(x, 2)\n", ComputeDevice.CPU);
        NDManager owner = TensorEngine.newManager();
        NDManager scope = owner.newSubManager()) {
      NDArray result =
          twice.run(scope, new NDList(owner.create(new float[] {1, 3}))).singletonOrThrow();
      assertThat(result.toFloatArray()).containsExactly(2, 6);
      assertThat(result.getManager()).isSameAs(scope);
    }
  }

  @Test
  void what_is_no_program_is_refused() {
    assertThatThrownBy(
            () -> Script.of(FORWARD + "  return torch.no_such_thing(x)\n", ComputeDevice.CPU))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no_such_thing");
  }
}
