package hmrbench.data.predicted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.Fixes;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.official.PredictionMatch;
import hmrbench.testing.Shared;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files in the layouts of other programs that something is wrong with, made by {@code
 * golden/world/bad.py}: each is refused in the sentence of {@code bad.txt}.
 */
class BadPredictionsTest {

  private static final Path WORLD =
      Shared.projectRoot().resolve("workbench/src/test/resources/golden/world");

  private static final PredictionReading WITH_MAPS =
      new PredictionReading(
          Optional.empty(),
          Optional.empty(),
          PredictionReading.Unit.M,
          PredictionReading.Angles.RADIANS,
          Fixes.NONE,
          Optional.of(WORLD.resolve("sam3d/bridge")));

  /** Folders of files that are read: what is odd about them is no error. */
  private static final List<String> SOUND =
      List.of(
          "amass-rate",
          "amass-shape",
          "camerahmr-300",
          "camerahmr-order",
          "humandata-order",
          "humandata-shape",
          "nlf-shape",
          "own-order",
          "phalp-order",
          "phalp-two",
          "prompthmr-order",
          "prompthmr-two",
          "tram-order",
          "vibe-order",
          "vibe-two",
          "wham-order",
          "wham-two");

  /** How often each file is damaged. */
  private static final int DAMAGES = 80;

  private record Case(String folder, String sentence) {
    @Override
    public String toString() {
      return folder;
    }
  }

  static List<Case> cases() throws IOException {
    return Files.readAllLines(WORLD.resolve("bad.txt"), StandardCharsets.UTF_8).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" [|] ", 2))
        .map(parts -> new Case(parts[0], parts[1]))
        .toList();
  }

  private static PredictionMatch matched(Path folder) {
    return matched(folder, WITH_MAPS.meshMaps());
  }

  private static PredictionMatch matched(Path folder, Optional<Path> maps) {
    PredictionReading reading =
        new PredictionReading(
            WITH_MAPS.joints(),
            WITH_MAPS.fps(),
            WITH_MAPS.unit(),
            WITH_MAPS.angles(),
            WITH_MAPS.fixes(),
            maps);
    Path read =
        Files.isDirectory(folder.resolve("P9_01_walk")) ? folder.resolve("P9_01_walk") : folder;
    List<PredictionFile> files = PredictionFile.readAll(read, reading);
    Map<String, List<String>> six =
        Map.of("walk", IntStream.range(0, 6).mapToObj(Integer::toString).toList());
    return PredictionMatch.of(six, files, Map.of(files.get(0).people().get(0).name(), "walk"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void is_refused_in_one_sentence(Case wrong) {
    Path bad = WORLD.resolve("bad");
    assertThatThrownBy(() -> matched(bad.resolve(wrong.folder())))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY))
        .hasMessage(
            wrong
                .sentence()
                .replace("BAD", bad.toString())
                .replace(
                    "PROGRAMS",
                    PredictionFormats.all().stream()
                        .map(PredictionFormat::program)
                        .collect(Collectors.joining(", "))));
  }

  @Test
  void every_folder_has_a_sentence_or_a_reason_to_have_none() throws IOException {
    try (Stream<Path> folders = Files.list(WORLD.resolve("bad"))) {
      assertThat(folders.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(cases().stream().map(Case::folder), SOUND.stream()).toList());
    }
  }

  /** By program and fault, the folder that shows it, or why its layout cannot have it. */
  private static List<List<String>> faults() throws IOException {
    try (CSVParser rows =
        CSVParser.parse(WORLD.resolve("faults.csv"), StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      return rows.stream().map(CSVRecord::toList).toList();
    }
  }

  @Test
  void every_layout_has_a_file_for_every_fault_or_a_reason_to_have_none() throws IOException {
    Set<String> reasons =
        Set.of(
            "rows are frames",
            "no rate",
            "one person",
            "shape of SMPL-X",
            "mesh",
            "as TRAM",
            "golden file");
    List<String> known = Stream.concat(cases().stream().map(Case::folder), SOUND.stream()).toList();
    List<List<String>> rows = faults();

    assertThat(rows.subList(1, rows.size()).stream().map(row -> row.get(0)))
        .containsExactlyElementsOf(
            PredictionFormats.all().stream().map(PredictionFormat::program).toList());
    assertThat(rows.stream().skip(1).flatMap(row -> row.stream().skip(1)))
        .allSatisfy(
            cell -> assertThat(reasons.contains(cell) || known.contains(cell)).as(cell).isTrue());
  }

  static List<String> inOtherOrder() {
    return SOUND.stream().filter(it -> it.endsWith("-order")).toList();
  }

  @ParameterizedTest
  @MethodSource("inOtherOrder")
  void frames_out_of_order_are_put_in_order_by_their_numbers(String folder) {
    PredictionMatch match = matched(WORLD.resolve("bad").resolve(folder));
    assertThat(match.sequences().get(0).frames()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(match.sequences().get(0).rows())
        .isIn(
            new int[] {1, 3, 5, 0, 4, 2},
            // The reader of PHALP takes pictures by their names.
            new int[] {0, 1, 2, 3, 4, 5});
  }

  @ParameterizedTest
  @ValueSource(strings = {"amass-shape", "camerahmr-300", "humandata-shape", "nlf-shape"})
  void more_shape_values_than_are_used_are_named(String folder) {
    assertThat(
            PredictionFile.readAll(WORLD.resolve("bad").resolve(folder), WITH_MAPS).stream()
                .flatMap(file -> file.remarks().stream())
                .map(Remark::sentence))
        .contains("it has 300 shape values: the first 10 are used, as SMPL has them");
  }

  @Test
  void rows_without_names_are_those_of_the_data_set_whatever_it_calls_its_frames() {
    PredictionFile file =
        PredictionFile.read(WORLD.resolve("nlf/P9_01_walk.pkl"), PredictionReading.STANDARD);
    // Moments of a clock of 600 Hz, among them 20 and 40, which are numbers of rows too.
    List<String> moments = IntStream.range(0, 110).mapToObj(t -> Integer.toString(20 * t)).toList();
    PredictionMatch match =
        PredictionMatch.of(Map.of("P9_01_walk", moments), List.of(file), Map.of());
    assertThat(match.sequences().get(0).frames())
        .hasSize(108)
        .startsWith(0, 1, 2)
        .doesNotContain(40, 41);
    assertThat(match.sequences().get(0).rows()[40]).isEqualTo(40);
    assertThat(match.sequences().get(0).frames()[40]).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "wham-two, a_0, a_1",
    "vibe-two, a_1, a_2",
    "phalp-two, a_3, a_4",
    "prompthmr-two, prompthmr-two_1, prompthmr-two_2"
  })
  void two_people_are_two_tracks(String folder, String one, String other) {
    List<PredictedPerson> people =
        PredictionFile.readAll(WORLD.resolve("bad").resolve(folder), WITH_MAPS).get(0).people();
    assertThat(people).extracting(PredictedPerson::name).containsExactly(one, other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "axes/wham/P9_01_walk.pkl",
        "axes/prompthmr/P9_01_walk/results.pkl",
        "josh/P9_01_walk/josh/scene.pkl",
        "slahmr/P9_01_walk/track_info.json",
        "slahmr/P9_01_walk/motion_chunks/P9_01_walk_000300_world_results.npz",
        "camerahmr/P9_01_walk.npz",
        "nlf/P9_01_walk.pkl",
        "humandata/mine.npz",
        "amass/P9_01_walk.npz",
        "multihmr/P9_01_walk.pkl",
        "sam3d/bridge/mhr2smpl_mapping.npz"
      })
  void a_damaged_file_is_read_or_refused(String name, @TempDir Path folder) throws IOException {
    Path from = WORLD.resolve(name.substring(0, name.indexOf('/') + 1));
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(from.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(file, to);
      }
    }
    Path damaged = folder.resolve(from.relativize(WORLD.resolve(name)).toString());
    byte[] whole = plain(Files.readAllBytes(damaged));
    Random random = new Random(18);
    int refused = 0;
    for (int i = 0; i < DAMAGES; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k < 3; k++) {
        // Keys and shapes are at the beginning of what is mostly numbers.
        int within = random.nextBoolean() ? Math.min(2000, bytes.length) : bytes.length;
        bytes[random.nextInt(within)] = (byte) random.nextInt(256);
      }
      Files.write(damaged, bytes);
      try {
        matched(folder, Optional.of(folder.resolve("bridge")));
      } catch (Fault e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(refused).isPositive();
  }

  /** What a packed file holds, so that damage reaches the pickle and not the packing alone. */
  private static byte[] plain(byte... bytes) throws IOException {
    if (bytes[0] != 0x78) {
      return bytes;
    }
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  @Test
  void every_layout_is_in_the_table_of_the_documentation() throws IOException {
    String page = Files.readString(Shared.projectRoot().resolve("docs/prediction-files.md"));
    assertThat(PredictionFormats.all())
        .allSatisfy(format -> assertThat(page).contains("| " + format.program() + " | "));
  }
}
