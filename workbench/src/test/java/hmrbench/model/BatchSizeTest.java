package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import hmrbench.core.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch that does not fit is halved once, and the run says so. */
class BatchSizeTest {

  private final List<Integer> tried = new ArrayList<>();

  private int fitting(int windows, int most) {
    tried.add(windows);
    if (windows > most) {
      throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
    }
    return windows;
  }

  @Test
  void what_does_not_fit_is_tried_with_half_and_stays_so() {
    BatchSize size = new BatchSize(512);
    assertThat(size.<Integer>run("gpu(0)", windows -> fitting(windows, 300))).isEqualTo(256);
    assertThat(size.<Integer>run("gpu(0)", windows -> fitting(windows, 300))).isEqualTo(256);
    assertThat(tried).containsExactly(512, 256, 256);
    assertThat(size.remark("tcmr", "gpu(0)").orElseThrow())
        .hasToString(
            "tcmr: gpu(0) had too little memory for 512 windows at a time; 256 were taken from then"
                + " on");
  }

  @Test
  void what_does_not_fit_by_half_is_one_sentence() {
    BatchSize size = new BatchSize(8);
    assertThatThrownBy(() -> size.run("gpu(0)", windows -> fitting(windows, 2)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "gpu(0): too little memory for 4 window(s) at a time; end other programs that use it, or"
                + " compute elsewhere: --device cpu, or a larger card");
    assertThat(tried).containsExactly(8, 4);
    assertThatThrownBy(() -> size.run("gpu(0)", windows -> fitting(windows, 2)))
        .isInstanceOf(Fault.class);
    assertThat(tried).containsExactly(8, 4, 4);
  }

  @Test
  void other_failures_pass_through_and_a_batch_that_fits_needs_no_word() {
    BatchSize size = new BatchSize(8);
    assertThatThrownBy(
            () ->
                size.run(
                    "cpu()",
                    windows -> {
                      throw new EngineException("shapes differ");
                    }))
        .isInstanceOf(EngineException.class);
    assertThat(size.<Integer>run("cpu()", windows -> fitting(windows, 8))).isEqualTo(8);
    assertThat(size.remark("tcmr", "cpu()")).isEmpty();
  }
}
