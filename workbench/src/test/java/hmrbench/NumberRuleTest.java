package hmrbench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Numbers that a gradient needs are kept until it has been taken: {@code tensor.KeptNumbers}. */
class NumberRuleTest {

  /** Operations of which PyTorch keeps the second operand. */
  private static final Set<String> KEPT = Set.of("mul", "div", "pow", "maximum", "minimum", "mod");

  /** No gradient flows through what these do. */
  private static final Set<String> WITHOUT_GRADIENTS =
      Set.of("hmrbench.train.Adam", "hmrbench.train.Muon", "hmrbench.tensor.Grids");

  private static final class Wrong {
    @SuppressWarnings("unused")
    static NDArray twice(NDArray tensor) {
      return tensor.mul(2);
    }

    @SuppressWarnings("unused")
    static NDArray inverse(NDArray tensor) {
      return NDArrays.div(1, tensor);
    }
  }

  private static List<String> found(Iterable<JavaClass> classes) {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass each : classes) {
      for (JavaMethodCall call : each.getMethodCallsFromSelf()) {
        if (KEPT.contains(call.getTarget().getName())
            && (call.getTargetOwner().isAssignableTo(NDArray.class)
                || call.getTargetOwner().isEquivalentTo(NDArrays.class))
            && call.getTarget().getRawParameterTypes().stream()
                .anyMatch(it -> it.isEquivalentTo(Number.class))
            && !WITHOUT_GRADIENTS.contains(each.getName())) {
          found.add("%s: %s".formatted(call.getSourceCodeLocation(), call.getTarget().getName()));
        }
      }
    }
    return List.copyOf(found);
  }

  @Test
  void no_class_through_which_gradients_flow_uses_numbers_that_are_let_go_of() {
    assertThat(found(ProgramClasses.all())).isEmpty();
  }

  @Test
  void a_class_that_did_would_be_found() {
    assertThat(found(new ClassFileImporter().importClasses(Wrong.class))).hasSize(2);
  }
}
