package hmrbench.io.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleGoldenTest {

  @ParameterizedTest
  @ValueSource(strings = {"small_chumpy_py2.pkl", "small_clean_py3.pkl"})
  void a_body_model_holds_the_arrays_of_its_npz_twin(String file) {
    TreeNode model = Pickle.read(Shared.golden("base_data/" + file));
    Npz twin = Npz.open(Shared.golden("base_data/small_arrays.npz"));
    int compared = 0;
    for (String name : twin.names()) {
      if (model.find(name).isEmpty()) {
        continue;
      }
      NdArray expected = twin.get(name);
      NdArray actual = model.key(name).array();
      assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
      assertThat(actual.doubles()).as(name).isEqualTo(expected.doubles());
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(7);
    assertThat(model.key("kintree_table").array().longs()[0]).isEqualTo(4294967295L);
    assertThat(model.key("bs_type").text()).isEqualTo("lrotmin");
  }

  @Test
  void chumpy_objects_show_their_class_and_attributes() {
    TreeNode model = Pickle.read(Shared.golden("base_data/small_chumpy_py2.pkl"));
    PyObject weights = (PyObject) model.key("weights").value();
    assertThat(weights.type()).isEqualTo(new PyGlobal("chumpy.ch", "Ch"));
    assertThat(weights.attribute("_dirty_vars")).isInstanceOf(PySet.class);
    assertThat(model.key("weights").isArray()).isTrue();
  }

  @Test
  void a_sparse_regressor_has_rows_that_sum_to_one() {
    TreeNode model = Pickle.read(Shared.golden("base_data/SMPL_NEUTRAL.pkl"));
    SparseMatrix regressor = model.key("J_regressor").sparse();
    assertThat(regressor.rows()).isEqualTo(24);
    assertThat(regressor.columns()).isEqualTo(6890);
    assertThat(regressor.byColumn()).isTrue();
    NdArray dense = regressor.dense();
    for (int joint = 0; joint < 24; joint++) {
      double sum = java.util.Arrays.stream(dense.row(joint).doubles()).sum();
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
    // Rest joints are the regressor times the template, which the file also holds.
    double[] template = model.key("v_template").array().doubles();
    double[] joints = model.key("J").array().doubles();
    for (int joint = 0; joint < 24; joint++) {
      double[] row = dense.row(joint).doubles();
      double x = 0;
      for (int v = 0; v < 6890; v++) {
        x += row[v] * template[3 * v];
      }
      assertThat(x).isCloseTo(joints[3 * joint], within(1e-9));
    }
  }

  @Test
  void a_raw_3dpw_sequence_of_python_2_is_read() {
    TreeNode sequence =
        Pickle.read(Shared.golden("raw/3dpw/sequenceFiles/test/studio_pacing_00.pkl"));
    assertThat(sequence.key("sequence").text()).isEqualTo("studio_pacing_00");
    List<TreeNode> poses = sequence.key("poses").items();
    assertThat(poses).hasSize(2);
    assertThat(poses.get(1).array().shape()).containsExactly(64, 72);
    assertThat(poses.get(1).path()).isEqualTo("poses[1]");
    assertThat(sequence.key("genders").items().stream().map(TreeNode::text))
        .containsExactly("f", "m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3dpw_test_db_zlib.pt", "3dpw_test_db_joblib12.pt"})
  void every_way_to_dump_a_database_gives_the_same_arrays(String file) {
    TreeNode first = Joblib.read(Shared.golden("preprocessed_data/3dpw_test_db.pt"));
    TreeNode other = Joblib.read(Shared.golden("preprocessed_data/" + file));
    assertThat(other.keys()).isEqualTo(first.keys());
    for (String key : first.keys()) {
      NdArray expected = first.key(key).array();
      NdArray actual = other.key(key).array();
      assertThat(actual.toString()).as(key).isEqualTo(expected.toString());
      if (expected.dtype().isText()) {
        assertThat(actual.strings()).isEqualTo(expected.strings());
      } else {
        assertThat(actual.doubles()).isEqualTo(expected.doubles());
      }
    }
  }

  @Test
  void the_output_of_the_demo_program_is_read() {
    TreeNode people = Joblib.read(Shared.golden("expected/demo_tcmr_output.pkl"));
    assertThat(people.keys()).containsExactly("1");
    TreeNode person = people.key("1");
    assertThat(person.key("joints2d").isNone()).isTrue();
    assertThat(person.key("pose").array().shape()).containsExactly(21, 72);
    assertThat(person.key("frame_ids").array().longs()).hasSize(21).startsWith(0, 1, 2);
  }
}
