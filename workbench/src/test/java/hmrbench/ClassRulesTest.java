package hmrbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Records that can be read, and names that mean one thing. */
class ClassRulesTest {

  private static final int MOST_COMPONENTS = 10;

  /** A record whose constructor nobody could call without counting its arguments. */
  @SuppressWarnings("unused")
  private record Eleven(
      int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) {}

  private static List<String> tooLong(Iterable<JavaClass> classes) {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass each : classes) {
      long components =
          each.getFields().stream()
              .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
              .count();
      if (each.isRecord() && components > MOST_COMPONENTS) {
        found.add("%s has %d".formatted(each.getName(), components));
      }
    }
    return List.copyOf(found);
  }

  @Test
  void records_have_at_most_ten_components() {
    assertThat(tooLong(ProgramClasses.all())).isEmpty();
  }

  @Test
  void a_record_of_eleven_would_be_found() {
    JavaClasses eleven = new ClassFileImporter().importClasses(Eleven.class);
    assertThat(tooLong(eleven)).containsExactly(Eleven.class.getName() + " has 11");
  }

  @Test
  void no_two_files_have_the_same_name() {
    Map<String, List<String>> packages =
        ProgramClasses.all().stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(it -> !it.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    packages.values().removeIf(list -> list.size() == 1);
    assertThat(packages).isEmpty();
  }
}
