package hmrbench.data.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.Remark;
import hmrbench.data.mocap.MocapReading.Sides;
import hmrbench.data.mocap.MocapReading.Unit;
import hmrbench.data.mocap.MocapReading.Up;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.bvh.BvhSkeleton;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users' files are like, each with what has to come of it. */
class MocapCasesTest {

  /** Six decimals of a degree in the files, over a chain of joints of a metre, in metres. */
  private static final float ROUNDING = 2e-6f;

  /** The same after rotations of a root were written and taken back, in metres. */
  private static final float TWICE_ROUNDED = 2e-5f;

  @TempDir private Path folder;

  private static final MocapReading DETECTED = MocapReading.DETECTED;

  private static MocapDataset set(MocapReading reading, Path... files) {
    return new MocapDataset("m", List.of(files), Optional.empty(), 1, Optional.empty(), reading, 8);
  }

  /** The file under a name that all share, since camera and noise depend on it. */
  private Path renamed(Path file) throws IOException {
    return written(Files.readString(file));
  }

  private Path written(String text) throws IOException {
    Path place = Files.createTempDirectory(folder, "case").resolve("walk.bvh");
    return Files.writeString(place, text);
  }

  private static Clip clip(MocapReading reading, Path file) {
    MocapDataset set = set(reading, file);
    return set.clip(0, set.nativeFramesPerSecond());
  }

  private static void assertSameTruth(Clip actual, Clip expected, float tolerance) {
    FloatGrid a = actual.truth().metres();
    FloatGrid b = expected.truth().metres();
    assertThat(a.shape()).isEqualTo(b.shape());
    for (int i = 0; i < a.length(); i++) {
      assertThat(a.get(i)).isCloseTo(b.get(i), within(tolerance));
    }
  }

  private static MocapReading up(Up up) {
    return new MocapReading(
        Optional.empty(), Optional.of(up), Optional.empty(), Optional.empty(), Map.of());
  }

  private static MocapReading sides(Sides sides) {
    return new MocapReading(
        Optional.empty(), Optional.empty(), Optional.of(sides), Optional.empty(), Map.of());
  }

  @Test
  void a_root_that_its_children_turn_back_gives_the_same_truth() throws IOException {
    Path a = renamed(Shared.cases("bvh-free-root/a.bvh"));
    Path b = renamed(Shared.cases("bvh-free-root/b.bvh"));

    assertSameTruth(clip(DETECTED, b), clip(DETECTED, a), TWICE_ROUNDED);
    assertThat(set(DETECTED, a).remarks()).isEmpty();
    assertThat(set(DETECTED, b).remarks())
        .containsExactly(
            Remark.note(
                "retargeting",
                b.toString(),
                "following the rotations of the file leaves the pelvis up to 95.0 degrees off"
                    + " (frame 74); they are taken from the positions of its joints instead, and"
                    + " agree with these now"));
  }

  @Test
  void so_does_one_that_turns_anew_in_every_frame() throws IOException {
    Path a = renamed(Shared.cases("bvh-free-root/a.bvh"));
    Path free = written(freed(Files.readString(a), Bvh.read(a)));

    assertSameTruth(clip(DETECTED, free), clip(DETECTED, a), TWICE_ROUNDED);
    assertThat(set(DETECTED, free).remarks())
        .extracting(Remark::kind)
        .containsExactly("retargeting");
  }

  /** Turns the hips by another rotation in every frame, and the joints that lie on them back. */
  private static String freed(String text, Bvh bvh) {
    StringBuilder out = new StringBuilder(text.substring(0, text.indexOf("Frame Time:")));
    out.append("Frame Time: 0.0166667\n");
    for (int t = 0; t < bvh.frames(); t++) {
      double[] turn = zyx(200 * Math.sin(t), 70 * Math.cos(2.0 * t), 3.0 * t);
      double[] values = new double[bvh.skeleton().channels()];
      for (int c = 0; c < values.length; c++) {
        values[c] = bvh.value(t, c);
      }
      turn(bvh.skeleton(), "Hips", values, RotationMath.identity(), turn);
      for (String child : List.of("LHipJoint", "RHipJoint", "LowerBack")) {
        turn(bvh.skeleton(), child, values, RotationMath.transposed(turn), RotationMath.identity());
      }
      for (double value : values) {
        out.append(String.format(Locale.ROOT, "%.9f ", value));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** Rotation channels Z, Y, X of a joint, its rotation between two others. */
  private static void turn(
      BvhSkeleton skeleton, String name, double[] values, double[] before, double[] after) {
    BvhSkeleton.Joint joint = skeleton.joints().get(skeleton.indexOf(name).orElseThrow());
    int at = joint.firstChannel() + joint.channels().size() - 3;
    double[] m = zyx(values[at], values[at + 1], values[at + 2]);
    m = RotationMath.times(before, RotationMath.times(m, after));
    values[at] = Math.toDegrees(Math.atan2(m[3], m[0]));
    values[at + 1] = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, -m[6]))));
    values[at + 2] = Math.toDegrees(Math.atan2(m[7], m[8]));
  }

  private static double[] zyx(double z, double y, double x) {
    double[] a = {Math.toRadians(z), Math.toRadians(y), Math.toRadians(x)};
    double[] rz = {Math.cos(a[0]), -Math.sin(a[0]), 0, Math.sin(a[0]), Math.cos(a[0]), 0, 0, 0, 1};
    double[] ry = {Math.cos(a[1]), 0, Math.sin(a[1]), 0, 1, 0, -Math.sin(a[1]), 0, Math.cos(a[1])};
    double[] rx = {1, 0, 0, 0, Math.cos(a[2]), -Math.sin(a[2]), 0, Math.sin(a[2]), Math.cos(a[2])};
    return RotationMath.times(rz, RotationMath.times(ry, rx));
  }

  @Test
  void a_byte_order_mark_changes_nothing() throws IOException {
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    Path bom = renamed(Shared.cases("bvh-text/bom.bvh"));

    assertThat(clip(DETECTED, bom)).isEqualTo(clip(DETECTED, plain));
  }

  @Test
  void z_that_points_up_is_seen_and_told() throws IOException {
    Path y = renamed(Shared.cases("bvh-zup/yup.bvh"));
    Path z = renamed(Shared.cases("bvh-zup/zup.bvh"));

    assertSameTruth(clip(DETECTED, z), clip(DETECTED, y), ROUNDING);
    assertSameTruth(clip(up(Up.Z), z), clip(DETECTED, y), ROUNDING);
    assertThat(set(DETECTED, y).remarks()).isEmpty();
    assertThat(set(up(Up.Z), z).remarks()).isEmpty();
    assertThat(set(DETECTED, z).remarks())
        .containsExactly(
            Remark.note(
                "up-axis",
                z.toString(),
                "z points up: in the rest pose and in the mean over the motion, (0.04, -0.13,"
                    + " 0.99), the person stands along it; if the person lies, set up: y"));
    assertThat(set(up(Up.Y), z).remarks())
        .containsExactly(
            Remark.note(
                "up-axis",
                z.toString(),
                "the person lies: with up: y, the mean direction from ankles to neck is (0.04,"
                    + " -0.13, 0.99)"));
  }

  /** A root of -90 degrees about x lays a person down whose rest pose stands. */
  @Test
  void a_person_who_lies_is_doubted_until_the_key_says_so() throws IOException {
    Path y = Shared.cases("bvh-zup/yup.bvh");
    Bvh bvh = Bvh.read(y);
    StringBuilder text = new StringBuilder(Files.readString(y));
    text.setLength(text.indexOf("Frame Time:"));
    text.append("Frame Time: 0.0166667\n");
    for (int t = 0; t < bvh.frames(); t++) {
      double[] values = new double[bvh.skeleton().channels()];
      for (int c = 0; c < values.length; c++) {
        values[c] = bvh.value(t, c);
      }
      turn(bvh.skeleton(), "Hips", values, zyx(0, 0, -90), RotationMath.identity());
      for (double value : values) {
        text.append(String.format(Locale.ROOT, "%.9f ", value));
      }
      text.append('\n');
    }
    Path lying = written(text.toString());

    assertThat(set(DETECTED, lying).remarks())
        .containsExactly(
            Remark.doubt(
                "up-axis",
                lying.toString(),
                "the person lies: the mean direction from ankles to neck is (0.04, 0.13, -0.99),"
                    + " and y points up; if -z does, set up: \"-z\"; else set up: y"));
    assertThat(set(up(Up.Y), lying).remarks())
        .extracting(Remark::weight)
        .containsExactly(Remark.Weight.NOTE);
    assertSameTruth(clip(up(Up.MINUS_Z), lying), clip(DETECTED, renamed(y)), ROUNDING);
  }

  @Test
  void names_that_exchange_left_and_right_are_seen_by_the_knees_and_told() throws IOException {
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    String text = Files.readString(plain);
    Path exchanged =
        written(
            text.replace("Left", "#")
                .replace("Right", "Left")
                .replace("#", "Right")
                .replace("LHip", "#")
                .replace("RHip", "LHip")
                .replace("#", "RHip"));

    assertThat(clip(DETECTED, exchanged).truth()).isEqualTo(clip(DETECTED, plain).truth());
    assertThat(clip(sides(Sides.EXCHANGED), exchanged).truth())
        .isEqualTo(clip(DETECTED, plain).truth());
    assertThat(set(sides(Sides.EXCHANGED), exchanged).remarks()).isEmpty();
    assertThat(set(DETECTED, exchanged).remarks())
        .containsExactly(
            Remark.note(
                "sides",
                exchanged.toString(),
                "knees bend backwards (mean sine -0.40) and toes point backwards under the names of"
                    + " the file, so left and right are taken the other way round; set sides:"
                    + " as-named if they are right"));
    assertThat(set(sides(Sides.AS_NAMED), exchanged).remarks())
        .containsExactly(
            Remark.note(
                "sides", exchanged.toString(), "with sides: as-named, knees bend backwards"));
  }

  @Test
  void positions_of_zero_in_every_joint_are_added_to_the_offsets() throws IOException {
    Path six = Shared.cases("bvh-displacement/six_zero.bvh");
    Path three = written(withoutPositions(Files.readString(six), Bvh.read(six)));

    assertThat(set(DETECTED, six).remarks())
        .containsExactly(
            Remark.note(
                "joint-positions",
                six.toString(),
                "its joints have positions near 0 beside their OFFSETs, so they are added to"
                    + " these"));
    assertSameTruth(clip(DETECTED, renamed(six)), clip(DETECTED, three), ROUNDING);
  }

  /** The same file with three channels in all joints but the root. */
  private static String withoutPositions(String text, Bvh bvh) {
    String six = "CHANNELS 6 Xposition Yposition Zposition";
    int root = text.indexOf(six) + six.length();
    StringBuilder out =
        new StringBuilder(text.substring(0, root))
            .append(text.substring(root, text.indexOf("MOTION")).replace(six, "CHANNELS 3"))
            .append("MOTION\nFrames: %d\nFrame Time: 0.0166667\n".formatted(bvh.frames()));
    for (int t = 0; t < bvh.frames(); t++) {
      for (int c = 0; c < bvh.skeleton().channels(); c++) {
        out.append(c < 6 || c % 6 >= 3 ? bvh.value(t, c) + " " : "");
      }
      out.append('\n');
    }
    return out.toString();
  }

  @Test
  void nearly_equal_rates_of_amass_are_one() {
    Path amass = Shared.cases("mixed-rates/amass");
    MocapDataset set = set(up(Up.Y), amass);

    assertThat(set.nativeFramesPerSecond()).isEqualTo(120);
    assertThat(set.clip(0, 120).framesPerSecond()).isEqualTo(120);
    assertThat(set.clip(1, 120).framesPerSecond()).isEqualTo(120);
    assertThat(set.remarks()).isEmpty();
    assertThat(set(DETECTED, amass).remarks().get(0))
        .isEqualTo(
            Remark.doubt(
                "up-axis",
                amass.resolve("S1/a_poses.npz").toString(),
                "the person lies: the mean direction of the trunk is (-0.04, 0.98, -0.03), and z"
                    + " points up, as in AMASS; if y does, set up: y; else set up: z"));
  }

  @Test
  void keys_about_bvh_files_are_refused_where_there_are_none() {
    Path amass = Shared.cases("mixed-rates/amass");
    assertThatThrownBy(() -> set(sides(Sides.AS_NAMED), amass))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "data set m: sides, unit and joints are about BVH files, and it has files of AMASS"
                + " alone; leave the keys out");
  }

  private static MocapReading unit(Unit unit) {
    return new MocapReading(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(unit), Map.of());
  }

  @Test
  void a_unit_gives_the_body_the_legs_of_the_file() throws IOException {
    // Legs of 0.42 + 0.40 m in the file's centimetres; ours are 0.8210 m.
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    float[] lengths = new float[2];
    int k = 0;
    for (String scale : List.of("1.0", "1.1")) {
      Path file = scale.equals("1.0") ? plain : scaled(plain, 1.1);
      FloatGrid metres = clip(unit(Unit.CENTIMETRE), file).truth().metres();
      double thigh = 0;
      for (int axis = 0; axis < 3; axis++) {
        thigh += Math.pow(metres.at(0, 4, axis) - metres.at(0, 3, axis), 2);
      }
      lengths[k++] = (float) Math.sqrt(thigh);
    }
    assertThat(lengths[0]).isCloseTo(0.4005f, within(0.003f));
    // A tenth longer, of which the prior takes a part.
    assertThat(lengths[1] / lengths[0]).isBetween(1.06f, 1.1f);
    assertThatThrownBy(() -> clip(unit(Unit.METRE), plain))
        .isInstanceOf(Fault.class)
        .hasMessage(
            plain
                + ": unit: expected one in which a leg is 0.300 to 1.30 m long, got m, in which it"
                + " is 82.0 m; correct unit, or leave it out");
  }

  @Test
  void lengths_in_no_known_unit_are_reported_and_change_nothing() throws IOException {
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    Path odd = scaled(plain, 0.05);

    assertThat(set(DETECTED, odd).remarks())
        .containsExactly(
            Remark.note(
                "unit",
                odd.toString(),
                "a leg is 4.10 long, which no person's is in metres, centimetres, millimetres,"
                    + " inches or the unit of CMU's files; our body has its own size, so the"
                    + " numbers do not depend on it"));
    assertSameTruth(clip(DETECTED, odd), clip(DETECTED, plain), ROUNDING);
  }

  private Path scaled(Path file, double scale) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readString(file).split("\n", -1)) {
      if (!line.strip().startsWith("OFFSET")) {
        text.append(line).append('\n');
        continue;
      }
      String[] words = line.strip().split("\\s+", -1);
      text.append("OFFSET");
      for (int i = 1; i < 4; i++) {
        text.append(' ').append(scale * Double.parseDouble(words[i]));
      }
      text.append('\n');
    }
    return written(text.toString());
  }

  private static Map<Joint, String> cmuNames() {
    Map<Joint, String> names = new EnumMap<>(Joint.class);
    names.put(Joint.PELVIS, "Hips");
    names.put(Joint.NECK, "Neck1");
    for (String side : List.of("LEFT", "RIGHT")) {
      String word = side.equals("LEFT") ? "Left" : "Right";
      names.put(Joint.valueOf(side + "_HIP"), word + "UpLeg");
      names.put(Joint.valueOf(side + "_KNEE"), word + "Leg");
      names.put(Joint.valueOf(side + "_ANKLE"), word + "Foot");
      names.put(Joint.valueOf(side + "_SHOULDER"), word + "Arm");
      names.put(Joint.valueOf(side + "_ELBOW"), word + "ForeArm");
      names.put(Joint.valueOf(side + "_WRIST"), word + "Hand");
    }
    return names;
  }

  private static MocapReading joints(Map<Joint, String> names) {
    return new MocapReading(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), names);
  }

  @Test
  void a_mapping_makes_an_unknown_skeleton_known() throws IOException {
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    Path other = written(Files.readString(plain).replace("Left", "L_x").replace("Hips", "Root"));
    Map<Joint, String> names = cmuNames();
    names.replaceAll((joint, name) -> name.replace("Left", "L_x").replace("Hips", "Root"));
    Clip clip = clip(joints(names), other);

    assertThatThrownBy(() -> set(DETECTED, other))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("say with the key joints what the file calls them");
    assertThat(clip.tags()).containsEntry("naming", "mapped");
    // Our trunk is then one piece; the walk of the case bends it by a few degrees.
    assertSameTruth(clip, clip(DETECTED, plain), 0.05f);
  }

  @Test
  void a_mapping_that_names_no_joint_of_the_file_is_refused() throws IOException {
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    Map<Joint, String> names = cmuNames();
    names.put(Joint.NECK, "Throat");
    assertThatThrownBy(() -> set(joints(names), plain))
        .isInstanceOf(Fault.class)
        .hasMessage(
            plain
                + ": has no Throat, which the key joints names; its joints are Hips, LHipJoint,"
                + " LeftUpLeg, LeftLeg, LeftFoot, LeftToeBase, RHipJoint, RightUpLeg, RightLeg,"
                + " RightFoot, RightToeBase, LowerBack, Spine, Spine1, Neck, Neck1, Head,"
                + " LeftShoulder, LeftArm, LeftForeArm, LeftHand, RightShoulder, RightArm,"
                + " RightForeArm, RightHand; correct the key");
  }

  @Test
  void what_cannot_be_repaired_is_refused_with_line_frame_and_angle() throws IOException {
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    Map<Joint, String> names = cmuNames();
    names.put(Joint.LEFT_SHOULDER, "RightArm");
    names.put(Joint.RIGHT_SHOULDER, "LeftArm");
    assertThatThrownBy(() -> clip(joints(names), plain))
        .isInstanceOf(Fault.class)
        .hasMessage(
            plain
                + ": our body cannot be made to move as the file's: shoulder line 180.0 degrees off"
                + " in frame 0 (20 allowed); check which joints are meant (key joints), or leave"
                + " the file out");
  }

  @Test
  void joints_that_lie_on_each_other_are_refused() throws IOException {
    Path plain = Shared.cases("bvh-text/plain.bvh");
    String text = Files.readString(plain);
    int at = text.indexOf("OFFSET 0 -42 0");
    Path flat = written(text.substring(0, at) + "OFFSET 0 0 0" + text.substring(at + 14));
    assertThatThrownBy(() -> clip(DETECTED, flat))
        .isInstanceOf(Fault.class)
        .hasMessage(
            flat
                + ": frame 0: LeftUpLeg and LeftLeg lie on each other, so the left thigh has no"
                + " direction; correct the file, or say with the key joints which joints are"
                + " meant");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0083333, 120, ''",
    ".0083333, 120, ''",
    "0.04, 25, ''",
    "0.041667, 24, ''",
    "0.0416667, 24, ''",
    "0.0417083, 23.976, ''",
    "0.033367, 29.97, ''",
    "0.033, 30, NOTE",
    "0.0333, 30, NOTE",
    "0.0167, 60, NOTE",
    "0.03, 33.333333333333336, DOUBT",
    "0.008, 125, DOUBT",
    "0.01428571, 70, ''"
  })
  void a_time_between_frames_is_the_rate_that_rounds_to_it(String time, double hertz, String weight)
      throws IOException {
    RecordedRate rate = rate(time, Optional.empty());

    assertThat(rate.hertz()).isEqualTo(hertz);
    assertThat(rate.remark().map(it -> it.weight().name()).orElse("")).isEqualTo(weight);
  }

  private RecordedRate rate(String time, Optional<Double> asked) throws IOException {
    String text =
        "HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\n}\nMOTION\nFrames: 0\nFrame Time: " + time;
    Path file = Files.writeString(folder.resolve("walk.bvh"), text);
    return RecordedRate.of(Bvh.readSkeleton(file), asked, file);
  }

  @Test
  void a_rate_that_was_cut_off_is_reported_with_what_is_taken() throws IOException {
    assertThat(rate("0.033", Optional.empty()).remark().orElseThrow().sentence())
        .isEqualTo(
            "Frame Time: 0.033 is 30.303 frames per second, or 30 with its digits cut off; 30 is"
                + " taken; if it is another, set recorded-fps");
    assertThat(rate("0.03", Optional.empty()).remark().orElseThrow().sentence())
        .isEqualTo(
            "Frame Time: 0.03 is 33.333 frames per second, or 30 with its digits cut off; 33.333 is"
                + " taken; if it is another, set recorded-fps");
  }

  @Test
  void a_rate_where_a_time_belongs_is_refused_unless_the_key_says_the_rate() throws IOException {
    assertThatThrownBy(() -> rate("60", Optional.empty()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            folder.resolve("walk.bvh")
                + ": Frame Time: 60: expected the seconds between frames, from 0.001 to below 1,"
                + " got what looks like a rate; correct the file, or set recorded-fps");
    RecordedRate asked = rate("60", Optional.of(60.0));
    assertThat(asked.hertz()).isEqualTo(60);
    assertThat(asked.remark().orElseThrow().sentence())
        .isEqualTo(
            "recorded-fps says 60 frames per second, and the file 0.017 (Frame Time: 60); 60 is"
                + " taken");
    assertThat(rate("0.0166667", Optional.of(60.0)).remark()).isEmpty();
  }

  @Test
  void a_copy_of_a_file_is_doubted() throws IOException {
    Path plain = renamed(Shared.cases("bvh-text/plain.bvh"));
    Path copy = renamed(plain);

    assertThat(set(DETECTED, plain, copy).remarks())
        .containsExactly(
            Remark.doubt(
                "same-file-twice",
                copy.toString(),
                "holds the same bytes as %s, so this motion counts twice; leave one out"
                    .formatted(plain)));
  }
}
