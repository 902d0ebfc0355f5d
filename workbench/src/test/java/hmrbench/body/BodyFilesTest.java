package hmrbench.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.FormatException;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFilesTest {

  @ParameterizedTest
  @ValueSource(strings = {"small_chumpy_py2.pkl", "small_clean_py3.pkl"})
  void reads_pickles_as_the_same_arrays_in_an_npz(String name) {
    BodyArrays expected = BodyFiles.readArrays(Shared.golden("base_data/small_arrays.npz"));
    BodyArrays actual = BodyFiles.readArrays(Shared.golden("base_data/" + name));
    assertThat(actual.template()).isEqualTo(expected.template());
    assertThat(actual.shapeDirections()).isEqualTo(expected.shapeDirections());
    assertThat(actual.poseDirections()).isEqualTo(expected.poseDirections());
    assertThat(actual.jointRegressor()).isEqualTo(expected.jointRegressor());
    assertThat(actual.skinning()).isEqualTo(expected.skinning());
    assertThat(actual.parents()).isEqualTo(SmallBody.PARENTS);
    assertThat(actual.faces()).isEqualTo(expected.faces());
  }

  @Test
  void takes_the_first_ten_of_more_shapes(@TempDir Path folder) {
    BodyArrays body = SmallBody.ofVertices(12, 1);
    Map<String, NdArray> arrays = written(body, folder);
    float[] many = new float[12 * 3 * 14];
    for (int i = 0; i < 36; i++) {
      body.shapeDirections().copyTo(i * 10, many, i * 14, 10);
    }
    arrays.put("shapedirs", NdArray.of(many, 12, 3, 14));
    Path file = folder.resolve("many.npz");
    Npz.write(file, arrays);
    assertThat(BodyFiles.readArrays(file).shapeDirections()).isEqualTo(body.shapeDirections());
  }

  @Test
  void reads_the_joint_regressors_beside_the_model(@TempDir Path folder) {
    BodyArrays body = SmallBody.ofVertices(12, 1);
    BodyFiles.write(body, folder.resolve("SMPL_NEUTRAL.npz"));
    SparseRows h36m = SparseRows.ofDense(new double[17 * 12], 17, 12);
    Npy.write(folder.resolve("J_regressor_h36m.npy"), NdArray.of(h36m.toDense(), 17, 12));
    assertThat(BodyFiles.read(folder).arrays().regressors())
        .containsOnlyKeys(JointSource.Regressor.H36M)
        .containsValue(h36m);
  }

  @Test
  void refuses_the_regressor_of_another_project(@TempDir Path folder) {
    BodyFiles.write(SmallBody.ofVertices(12, 1), folder.resolve("SMPL_NEUTRAL.npz"));
    Path other = folder.resolve("J_regressor_extra.npy");
    Npy.write(other, NdArray.of(new double[14 * 12], 14, 12));
    assertThatThrownBy(() -> BodyFiles.read(folder))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: joint regressor: expected shape [9, 12], got [14, 12]", other);
  }

  @Test
  void says_what_is_missing(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> BodyFiles.read(folder))
        .hasMessage(
            "folder %s has no body model; expected one of [SMPL_NEUTRAL.pkl, SMPL_NEUTRAL.npz]",
            folder);
    Path gone = folder.resolve("gone.pkl");
    assertThatThrownBy(() -> BodyFiles.read(gone))
        .hasMessage(
            "body model %s: there is no such file; expected a folder with SMPL_NEUTRAL.pkl, or a"
                + " model file",
            gone);
    Path foreign = Files.writeString(folder.resolve("text.pkl"), "no model");
    assertThatThrownBy(() -> BodyFiles.read(foreign)).isInstanceOf(FormatException.class);
    Path cut = folder.resolve("cut.npz");
    BodyFiles.write(SmallBody.ofVertices(12, 1), cut);
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> BodyFiles.read(cut)).isInstanceOf(FormatException.class);
  }

  @Test
  void names_an_array_of_another_shape(@TempDir Path folder) {
    Map<String, NdArray> arrays = written(SmallBody.ofVertices(12, 1), folder);
    arrays.put("posedirs", NdArray.of(FloatGrid.zeros(12, 3, 459)));
    Path file = folder.resolve("smplx.npz");
    Npz.write(file, arrays);
    assertThatThrownBy(() -> BodyFiles.read(file))
        .hasMessage("%s: posedirs: expected shape [12, 3, 207], got [12, 3, 459]", file);
  }

  @Test
  void reads_the_mean_body() {
    Path folder = Shared.golden("base_data/smpl_mean_params.npz").resolveSibling("");
    BodyFiles.MeanBody mean = BodyFiles.mean(folder).orElseThrow();
    assertThat(mean.pose6d().shape()).containsExactly(144);
    assertThat(mean.betas().shape()).containsExactly(10);
    assertThat(mean.camera().toArray()).containsExactly(0.9f, 0, 0);
  }

  private static Map<String, NdArray> written(BodyArrays body, Path folder) {
    Path file = folder.resolve("written.npz");
    BodyFiles.write(body, file);
    Npz npz = Npz.open(file);
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    npz.names().forEach(name -> arrays.put(name, npz.get(name)));
    return arrays;
  }
}
