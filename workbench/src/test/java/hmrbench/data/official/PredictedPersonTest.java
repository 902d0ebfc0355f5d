package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.SmplTrack;
import hmrbench.io.NdArray;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that are read when asked for, and pieces of a track that become one. */
class PredictedPersonTest {

  /** A grid [rows, 1] that holds first, first + 1, ... */
  private static FloatGrid column(int first, int rows) {
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = first + i;
    }
    return FloatGrid.owning(values, rows, 1);
  }

  private static Rows<FloatGrid> rows(int first, int count) {
    return Rows.of(NdArray.of(column(first, count)));
  }

  private static float[] values(FloatGrid grid) {
    float[] values = new float[grid.length()];
    grid.copyTo(0, values, 0, values.length);
    return values;
  }

  @Test
  void rows_come_in_the_order_in_which_they_are_asked_for() {
    Rows<FloatGrid> rows = rows(10, 6);
    assertThat(values(rows.rows(4, 5, 0, 2, 3, 3))).containsExactly(14, 15, 10, 12, 13, 13);
    assertThat(rows.rows().shape()).containsExactly(0, 1);
    assertThat(values(rows.picked(5, 1, 2).rows(2, 0))).containsExactly(12, 15);
    assertThat(rows.picked(5, 1, 2).count()).isEqualTo(3);
    assertThat(values(rows.picked(5, 1, 2).all())).containsExactly(15, 11, 12);
  }

  @Test
  void rows_behind_others_are_counted_on() {
    Rows<FloatGrid> both =
        rows(10, 3).after(rows(0, 2), (a, b) -> FloatGrid.stacked(List.of(a, b)));
    assertThat(both.count()).isEqualTo(5);
    assertThat(values(both.all())).containsExactly(0, 1, 10, 11, 12);
    assertThat(values(both.rows(1, 2))).containsExactly(1, 10);
    assertThat(values(both.rows(0, 1))).containsExactly(0, 1);
    assertThat(values(both.rows(2, 4))).containsExactly(10, 12);
  }

  private static List<String> frames(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
  }

  private static Rows<SmplTrack> bodies(int first, int count) {
    return Rows.of(
        count,
        picked -> {
          FloatGrid betas = FloatGrid.zeros(picked.length, 10);
          float[] camera = new float[picked.length * 3];
          for (int i = 0; i < picked.length; i++) {
            camera[i * 3] = first + picked[i];
          }
          return new SmplTrack(
              FloatGrid.zeros(picked.length, 24, 3, 3),
              betas,
              FloatGrid.owning(camera, picked.length, 3));
        });
  }

  private static PredictedPerson.Joints joints(Optional<JointSet> set, int count, int rows) {
    float[] values = new float[rows * count * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return new PredictedPerson.Joints(
        set, count, Rows.of(NdArray.of(FloatGrid.owning(values, rows, count, 3))));
  }

  private static PredictedPerson person(
      String name,
      int first,
      int count,
      Optional<Rows<SmplTrack>> smpl,
      Optional<Rows<FloatGrid>> turns,
      Optional<PredictedPerson.Joints> joints) {
    return new PredictedPerson("walk", name, frames(first, count), smpl, turns, joints);
  }

  private static PredictedPerson whole(String name, int first, int count) {
    return person(
        name,
        first,
        count,
        Optional.of(bodies(first, count)),
        Optional.of(rows(first, count)),
        Optional.of(joints(Optional.empty(), 2, count)));
  }

  private static PredictedPerson jointsAlone(Optional<JointSet> set, int count) {
    return person("", 0, 2, Optional.empty(), Optional.empty(), Optional.of(joints(set, count, 2)));
  }

  private static PredictedPerson mesh(int first, int count) {
    return PredictedPerson.ofMesh("walk", frames(first, count), rows(first, count));
  }

  @Test
  void pieces_are_joined_in_their_order_with_all_that_each_has() {
    PredictedPerson joined =
        PredictedPerson.joined(
            List.of(whole("1", 0, 2), whole("2", 5, 1).byOrder(9), whole("3", 8, 2)));
    assertThat(joined.name()).isEqualTo("walk_1");
    assertThat(joined.frames()).containsExactly("0", "1", "5", "8", "9");
    FloatGrid cameras = joined.smpl().orElseThrow().all().camera();
    assertThat(IntStream.range(0, 5).mapToDouble(t -> cameras.at(t, 0)).toArray())
        .containsExactly(0, 1, 5, 8, 9);
    assertThat(values(joined.turns().orElseThrow().all())).containsExactly(0, 1, 5, 8, 9);
    PredictedPerson.Joints both = joined.joints().orElseThrow();
    assertThat(both.count()).isEqualTo(2);
    assertThat(both.metres().all().shape()).containsExactly(5, 2, 3);
    assertThat(both.metres().all().at(2, 1, 2)).isEqualTo(5); // the last of the only row
    assertThat(both.metres().all().at(4, 0, 0)).isEqualTo(6);
    assertThat(joined.inOrder()).isEmpty();
    assertThat(joined.mesh()).isEmpty();
    PredictedPerson meshes = PredictedPerson.joined(List.of(mesh(0, 2), mesh(4, 1)));
    assertThat(values(meshes.mesh().orElseThrow().all())).containsExactly(0, 1, 4);
    assertThat(meshes.smpl()).isEmpty();
    assertThat(meshes.name()).isEqualTo("walk");
  }

  @Test
  void what_one_piece_lacks_the_whole_lacks() {
    PredictedPerson noTurns =
        person(
            "",
            7,
            1,
            Optional.of(bodies(7, 1)),
            Optional.empty(),
            Optional.of(joints(Optional.empty(), 3, 1)));
    for (List<PredictedPerson> pieces :
        List.of(List.of(whole("", 0, 2), noTurns), List.of(noTurns, whole("", 0, 2)))) {
      PredictedPerson joined = PredictedPerson.joined(pieces);
      assertThat(joined.smpl()).isPresent();
      assertThat(joined.turns()).isEmpty();
      assertThat(joined.joints()).isEmpty(); // two joints and three
    }
  }

  @Test
  void pieces_join_where_both_have_bodies_or_meshes_or_the_same_joints() {
    PredictedPerson body =
        person("", 0, 2, Optional.of(bodies(0, 2)), Optional.empty(), Optional.empty());
    PredictedPerson two = jointsAlone(Optional.empty(), 2);
    PredictedPerson three = jointsAlone(Optional.empty(), 3);
    PredictedPerson common = jointsAlone(Optional.of(JointSet.COMMON14), 14);
    PredictedPerson smpl14 = jointsAlone(Optional.of(JointSet.SMPL14), 14);
    assertThat(body.joins(body)).isTrue();
    assertThat(two.joins(two)).isTrue();
    assertThat(mesh(0, 1).joins(mesh(1, 1))).isTrue();
    assertThat(two.joins(three)).isFalse();
    assertThat(common.joins(smpl14)).isFalse();
    for (PredictedPerson other : List.of(two, mesh(0, 2))) {
      assertThat(body.joins(other)).isFalse();
      assertThat(other.joins(body)).isFalse();
    }
    assertThat(two.joins(mesh(0, 2))).isFalse();
    assertThat(mesh(0, 2).joins(two)).isFalse();
  }

  @Test
  void arrays_with_another_number_of_rows_are_refused() {
    refused(
        "body parameters have 3 rows for 2 frames",
        Optional.of(bodies(0, 3)),
        Optional.empty(),
        Optional.empty());
    refused(
        "rotations have 1 rows for 2 frames",
        Optional.of(bodies(0, 2)),
        Optional.of(rows(0, 1)),
        Optional.empty());
    refused(
        "joints have 4 rows for 2 frames",
        Optional.empty(),
        Optional.empty(),
        Optional.of(joints(Optional.empty(), 2, 4)));
    refused(
        "neither body parameters nor joints nor meshes",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
    assertThatThrownBy(() -> PredictedPerson.ofMesh("walk", frames(0, 2), rows(0, 3)))
        .hasMessage("meshes have 3 rows for 2 frames");
    assertThatThrownBy(() -> joints(Optional.of(JointSet.COMMON14), 13, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need [T, 14, 3], got 13 joints");
  }

  private static void refused(
      String message,
      Optional<Rows<SmplTrack>> smpl,
      Optional<Rows<FloatGrid>> turns,
      Optional<PredictedPerson.Joints> joints) {
    assertThatThrownBy(() -> person("", 0, 2, smpl, turns, joints))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void some_rows_keep_their_frames_and_what_belongs_to_them() {
    PredictedPerson some = whole("1", 3, 4).byOrder(12).rows("run", 3, 1);
    assertThat(some.name()).isEqualTo("run_1");
    assertThat(some.frames()).containsExactly("6", "4");
    assertThat(values(some.turns().orElseThrow().all())).containsExactly(6, 4);
    assertThat(some.joints().orElseThrow().metres().all().at(0, 0, 0)).isEqualTo(18);
    assertThat(some.smpl().orElseThrow().all().camera().at(1, 0)).isEqualTo(4);
    assertThat(some.inOrder()).isEqualTo(OptionalInt.of(12));
    PredictedPerson renumbered = whole("1", 3, 4).byOrder(12).renumbered(List.of("60", "40"), 3, 1);
    assertThat(renumbered.name()).isEqualTo("walk_1");
    assertThat(renumbered.frames()).containsExactly("60", "40");
    assertThat(renumbered.inOrder()).isEmpty();
    assertThat(values(renumbered.turns().orElseThrow().all())).containsExactly(6, 4);
  }
}
