package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.Joint;
import hmrbench.data.DataFormats;
import hmrbench.data.mocap.Mocap;
import hmrbench.data.mocap.MocapReading;
import hmrbench.data.mocap.MocapReading.Sides;
import hmrbench.data.mocap.MocapReading.Unit;
import hmrbench.data.mocap.MocapReading.Up;
import hmrbench.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a mocap set, and rates. */
class MocapKeysTest {

  private static final Vocabulary WORDS =
      new Vocabulary(
          Models.all().keys(),
          DataFormats.all().readers(),
          List.of("tcmr"),
          List.of("tcmr"),
          name -> Optional.empty());

  private static final String JOINTS =
      """
      pelvis: Root
      neck: Throat
      left-hip: LThigh
      right-hip: RThigh
      left-knee: LShin
      right-knee: RShin
      left-ankle: LFoot
      right-ankle: RFoot
      left-shoulder: LArm
      right-shoulder: RArm
      left-elbow: LFore
      right-elbow: RFore
      left-wrist: LHand
      right-wrist: "R: Hand"
      """;

  @TempDir private Path project;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(project.resolve("motion/more"));
    Files.writeString(project.resolve("motion/a.bvh"), "a");
    Files.writeString(project.resolve("motion/b.bvh"), "b");
    Files.writeString(project.resolve("joints.yaml"), JOINTS);
  }

  private ConfigReader reader() {
    return new ConfigReader(project, Optional.empty(), project, WORDS);
  }

  private ConfigReader.Result check(String keys, String rates) throws IOException {
    String yaml =
        """
        name: mine
        models: [{name: float16, architecture: reference, reference: float16-truth}]
        datasets:
          - name: walks
            format: mocap
        %s
        frame-rates: [%s]
        report: {title: Mine}
        """
            .formatted(keys.indent(4).stripTrailing(), rates);
    Path file = Files.writeString(project.resolve("mine.yaml"), yaml);
    return reader().check(file, List.of(), true);
  }

  private List<String> mistakes(String keys) throws IOException {
    return check(keys, "native").mistakes();
  }

  private Mocap mocap(String keys) throws IOException {
    ConfigReader.Result result = check(keys, "native");
    assertThat(result.mistakes()).isEmpty();
    return (Mocap) result.experiment().orElseThrow().datasets().get(0);
  }

  @Test
  void everything_is_detected_where_no_key_says_otherwise() throws IOException {
    assertThat(mocap("files: [motion]").reading()).isEqualTo(MocapReading.DETECTED);
  }

  @Test
  void keys_say_what_files_do_not() throws IOException {
    MocapReading reading =
        mocap(
                """
                files: [motion/a.bvh]
                recorded-fps: 119.88012
                up: -z
                sides: exchanged
                unit: inch
                joints: joints.yaml
                """)
            .reading();
    assertThat(reading.recordedFps()).contains(119.88);
    assertThat(reading.up()).contains(Up.MINUS_Z);
    assertThat(reading.sides()).contains(Sides.EXCHANGED);
    assertThat(reading.unit()).contains(Unit.INCH);
    assertThat(reading.joints()).hasSize(14).containsEntry(Joint.RIGHT_WRIST, "R: Hand");
  }

  @Test
  void a_resolved_config_reads_the_same_without_the_file_of_joints() throws IOException {
    ExperimentConfig read =
        check(
                """
                files: [motion/a.bvh]
                recorded-fps: 59.94
                up: "y"
                sides: as-named
                unit: cm
                joints: joints.yaml
                """,
                "30, 23.976024")
            .experiment()
            .orElseThrow();
    Files.delete(project.resolve("joints.yaml"));
    Path copy = project.resolve("copy.yaml");
    Files.writeString(copy, ConfigWriter.write(read, reader().roots()));

    assertThat(reader().read(copy, List.of())).isEqualTo(read);
    assertThat(read.frameRates()).containsExactly(FrameRate.of(30), FrameRate.of(23.976));
  }

  @Test
  void wrong_values_are_reported_with_what_is_allowed_there() throws IOException {
    assertThat(
            mistakes(
                """
                files: [motion/a.bvh]
                recorded-fps: 0
                up: w
                sides: left
                unit: feet
                """))
        .containsExactly(
            "mine.yaml:8: datasets.walks.up: expected one of [x, y, z, -x, -y, -z], got \"w\"; did"
                + " you mean x?",
            "mine.yaml:9: datasets.walks.sides: expected one of [as-named, exchanged], got"
                + " \"left\"",
            "mine.yaml:10: datasets.walks.unit: expected one of [m, cm, mm, inch], got \"feet\"");
    assertThat(mistakes("files: [motion/a.bvh]\nrecorded-fps: 0"))
        .containsExactly("mine.yaml:7: datasets.walks.recorded-fps: must be above 0, got 0");
  }

  @Test
  void joints_are_checked_by_name_and_number() throws IOException {
    assertThat(mistakes("files: [motion/a.bvh]\njoints: {left-hips: LThigh}"))
        .containsExactly(
            "mine.yaml:7: datasets.walks.joints: has no joint left-hips; did you mean left-hip?;"
                + " known are [pelvis, neck, left-hip, right-hip, left-knee, right-knee,"
                + " left-ankle, right-ankle, left-shoulder, right-shoulder, left-elbow,"
                + " right-elbow, left-wrist, right-wrist, spine1, spine2, spine3, head,"
                + " left-collar, right-collar]");
    assertThat(mistakes("files: [motion/a.bvh]\njoints: {left-hip: LThigh}"))
        .containsExactly(
            "mine.yaml:7: datasets.walks.joints: lacks pelvis, neck, right-hip, left-knee,"
                + " right-knee, left-ankle, right-ankle, left-shoulder, right-shoulder,"
                + " left-elbow, right-elbow, left-wrist, right-wrist");
    assertThat(mistakes("files: [motion/a.bvh]\njoints: none.yaml")).hasSize(1);
  }

  @Test
  void the_same_file_twice_is_a_mistake_however_it_is_written() throws IOException {
    Path a = project.resolve("motion/a.bvh");
    String again = "mine.yaml:6: datasets.walks.files[1]: %s again; name each file once";
    assertThat(mistakes("files: [motion/a.bvh, motion/a.bvh]")).containsExactly(again.formatted(a));
    assertThat(mistakes("files: [motion/a.bvh, motion/more/../a.bvh]"))
        .containsExactly(again.formatted(a));
    Path link = Files.createSymbolicLink(project.resolve("link.bvh"), a);
    assertThat(mistakes("files: [motion/a.bvh, link.bvh]")).containsExactly(again.formatted(link));
    assertThat(mistakes("files: [motion/a.bvh, motion/b.bvh]")).isEmpty();
    assertThat(mistakes("files: [motion, motion/b.bvh]"))
        .containsExactly(
            "mine.yaml:6: datasets.walks.files[1]: %s, which lies in %s; name one"
                .formatted(project.resolve("motion/b.bvh"), project.resolve("motion")));
  }

  @Test
  void rates_that_are_one_are_a_rate_named_twice() throws IOException {
    assertThat(check("files: [motion]", "120, 120.00004577").mistakes()).hasSize(1);
    assertThat(check("files: [motion]", "119.88, 120").mistakes()).isEmpty();
  }
}
