package hmrbench.data.predicted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.Fixes;
import hmrbench.data.official.PredictionFile;
import hmrbench.testing.GoldenLayouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the layout of every program, also for one that is added. */
class EveryLayoutTest {

  private static final PredictionReading WITH_MAPS =
      new PredictionReading(
          Optional.empty(),
          Optional.empty(),
          PredictionReading.Unit.M,
          PredictionReading.Angles.RADIANS,
          Fixes.NONE,
          Optional.of(GoldenLayouts.folder("SAM 3D Body").resolve("bridge")));

  private static final Set<String> TWINS = Set.of("TRAM", "JOSH");

  @TempDir Path temporary;

  static List<String> programs() {
    return PredictionFormats.all().stream().map(PredictionFormat::program).toList();
  }

  /** A copy of all files of a layout. */
  private Path copied(String program) throws IOException {
    Path from = GoldenLayouts.folder(program);
    Path to = temporary.resolve(Objects.requireNonNull(from.getFileName()).toString());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
      }
    }
    return to.resolve(GoldenLayouts.file(program));
  }

  private static String known() {
    return String.join(", ", programs());
  }

  @Test
  void has_a_golden_file() {
    assertThat(GoldenLayouts.programs()).containsExactlyElementsOf(programs());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void is_known_by_its_keys_and_read(String program) throws IOException {
    Path file = copied(program);

    assertThat(PredictionFormats.of(OpenedFile.of(file)).program()).isEqualTo(program);
    assertThat(PredictionFormats.mayHold(file)).isTrue();
    assertThat(PredictionFile.read(file, WITH_MAPS).people())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.frames()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void a_file_that_breaks_off_is_refused(String program) throws IOException {
    Path file = copied(program);
    byte[] whole = Files.readAllBytes(file);
    for (int part = 0; part < 8; part++) {
      Files.write(file, Arrays.copyOf(whole, whole.length * part / 8));
      assertThatThrownBy(() -> PredictionFile.read(file, WITH_MAPS))
          .as("%d eighths of %s", part, file)
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY))
          .hasMessageStartingWith(file.toString())
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void a_foreign_file_under_its_name_is_refused_with_what_it_holds(String program)
      throws IOException {
    Path file = copied(program);
    Path bad = GoldenLayouts.world().resolve("bad");
    Files.write(file, Files.readAllBytes(bad.resolve("foreign-pickle/a.pkl")));
    assertThatThrownBy(() -> PredictionFile.read(file, WITH_MAPS))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": expected predictions of "
                + known()
                + "; got pickle or joblib with v_template, weights; docs/prediction-files.md has the"
                + " keys of each");
    Files.write(file, Files.readAllBytes(bad.resolve("foreign/a.npz")));
    assertThatThrownBy(() -> PredictionFile.read(file, WITH_MAPS))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": expected predictions of "
                + known()
                + "; got NumPy arrays (npz) with pred_cam_R, pred_cam_T; docs/prediction-files.md has"
                + " the keys of each");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void a_file_of_another_program_under_its_name_is_read_as_the_other_or_refused(String program)
      throws IOException {
    Path file = copied(program);
    List<String> taken = new ArrayList<>();
    for (String other : programs()) {
      Path from = GoldenLayouts.folder(other).resolve(GoldenLayouts.file(other));
      Files.write(file, Files.readAllBytes(from));
      try {
        PredictionFile read = PredictionFile.read(file, WITH_MAPS);
        // TRAM and JOSH have the same keys; the folder tells one from the other.
        boolean twins = TWINS.contains(program) && TWINS.contains(other);
        assertThat(PredictionFormats.of(OpenedFile.of(file)).program())
            .isEqualTo(twins ? program : other);
        assertThat(read.people()).isNotEmpty();
        taken.add(other);
      } catch (Fault e) {
        assertThat(e.kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY);
        assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      }
    }
    assertThat(taken).contains(program);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void has_a_file_in_other_axes(String program) throws IOException {
    try (Stream<Path> files = Files.walk(GoldenLayouts.otherAxes(program))) {
      List<String> found =
          files
              .filter(Files::isRegularFile)
              .filter(PredictionFormats::mayHold)
              .map(OpenedFile::of)
              .map(it -> PredictionFormats.of(it).program())
              .distinct()
              .collect(Collectors.toList());
      assertThat(found).containsExactly(program);
    }
  }
}
