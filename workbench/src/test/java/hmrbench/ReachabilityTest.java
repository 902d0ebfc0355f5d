package hmrbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * No code that only tests reach: from {@code Main} a way leads to every class, over classes that
 * use each other.
 */
class ReachabilityTest {

  private static final String MAIN = "hmrbench.cli.Main";

  /** By class, nested ones under the outermost: the classes that it uses. */
  private static final Map<String, Set<String>> USES = new TreeMap<>();

  @BeforeAll
  static void read() {
    JavaClasses program = ProgramClasses.all();
    for (JavaClass type : program) {
      if (!type.getSimpleName().equals("package-info") && !isOfConstantsAlone(type)) {
        Set<String> uses = USES.computeIfAbsent(outermost(type), name -> new TreeSet<>());
        type.getDirectDependenciesFromSelf()
            .forEach(it -> uses.add(outermost(it.getTargetClass().getBaseComponentType())));
      }
    }
  }

  @Test
  void every_class_is_reached_from_the_command_line() {
    Set<String> left = new TreeSet<>(USES.keySet());
    left.removeAll(reachedFrom(List.of(MAIN)));
    assertThat(left)
        .as("classes that only tests reach: move them to the tests, or delete them")
        .isEmpty();
  }

  private static Set<String> reachedFrom(Collection<String> starts) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(starts);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (reached.add(name)) {
        open.addAll(USES.getOrDefault(name, Set.of()));
      }
    }
    return reached;
  }

  /**
   * The compiler writes constants into the classes that use them, and leaves no trace of the way.
   */
  private static boolean isOfConstantsAlone(JavaClass type) {
    Set<JavaField> fields = type.getFields();
    return type.getMethods().isEmpty()
        && !fields.isEmpty()
        && fields.stream()
            .allMatch(
                it ->
                    it.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL))
                        && (it.getRawType().isPrimitive()
                            || it.getRawType().isEquivalentTo(String.class)));
  }

  private static String outermost(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
