package hmrbench.io.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.FormatException;
import hmrbench.io.NdArray;
import hmrbench.testing.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {

  private static ByteSource file(String dictionary, byte[] values) {
    byte[] header = dictionary.getBytes(ISO_8859_1);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(ISO_8859_1)).put((byte) 1).put((byte) 0);
    bytes.putShort((short) header.length).put(header).put(values);
    return ByteSource.owning("walk.npy", bytes.array());
  }

  private static byte[] doubles(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  @Test
  void column_major_values_come_out_row_major() {
    ByteSource file =
        file(
            "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }\n",
            doubles(11, 21, 12, 22, 13, 23));
    NdArray array = Npy.read(file);
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.doubles()).containsExactly(11, 12, 13, 21, 22, 23);
    assertThat(array.row(1).floats()).containsExactly(21, 22, 23);
    assertThat(array.permuted(1, 0).doubles()).containsExactly(11, 21, 12, 22, 13, 23);
  }

  @Test
  void big_endian_values_are_turned_round() {
    ByteBuffer bytes = ByteBuffer.allocate(12);
    bytes.putInt(7).putInt(-2).putInt(1 << 20);
    NdArray array =
        Npy.read(
            file("{'descr': '>i4', 'fortran_order': False, 'shape': (3,), }\n", bytes.array()));
    assertThat(array.longs()).containsExactly(7, -2, 1 << 20);
    assertThat(array.doubles()).containsExactly(7, -2, 1 << 20);
  }

  @Test
  void a_header_as_python_2_wrote_it_is_read() {
    NdArray array =
        Npy.read(
            file("{'shape': (1L, 2L), 'fortran_order': False, 'descr': '<f8'}", doubles(1, 2)));
    assertThat(array.shape()).containsExactly(1, 2);
  }

  @Test
  void what_is_written_is_read_again(@TempDir Path folder) throws IOException {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("theta", NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    arrays.put("half", NdArray.ofHalf(new float[] {1, -0.5f, 65504}, 3));
    arrays.put("scalar", NdArray.of(new double[] {2.5}));
    arrays.put("names", NdArray.of(new String[] {"a", "läufer", "\uD83C\uDFC3"}, 3));
    arrays.put("seen", NdArray.of(new boolean[] {true, false}, 2));
    arrays.put("frames", NdArray.of(new long[] {1L << 40, -1}, 2));
    Path file = folder.resolve("deep/folder/all.npz");
    Npz.write(file, arrays);
    byte[] first = Files.readAllBytes(file);
    Npz.write(file, arrays);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);

    Npz read = Npz.open(file);
    assertThat(read.names()).containsExactly("theta", "half", "scalar", "names", "seen", "frames");
    assertThat(read.get("theta").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.get("half").dtype()).isEqualTo(DType.F16);
    assertThat(read.get("half").floats()).containsExactly(1, -0.5f, 65504);
    assertThat(read.get("scalar").rank()).isZero();
    assertThat(read.get("scalar").doubles()).containsExactly(2.5);
    assertThat(read.get("names").strings()).containsExactly("a", "läufer", "\uD83C\uDFC3");
    assertThat(read.get("seen").booleans()).containsExactly(true, false);
    assertThat(read.get("frames").longs()).containsExactly(1L << 40, -1);
    assertThat(file.resolveSibling("all.npz.part")).doesNotExist();
  }

  @Test
  void a_regressor_in_fortran_order_has_rows_that_sum_to_one() {
    NdArray regressor = Npy.read(Shared.golden("base_data/J_regressor_h36m.npy"));
    assertThat(regressor.shape()).containsExactly(17, 6890);
    for (int joint = 0; joint < 17; joint++) {
      assertThat(Arrays.stream(regressor.row(joint).doubles()).sum())
          .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }
  }

  @Test
  void golden_archives_open_whole() throws IOException {
    Path expected = Shared.golden("expected/accel.npz").getParent();
    try (var files = Files.walk(expected)) {
      for (Path path : files.filter(p -> p.toString().endsWith(".npz")).sorted().toList()) {
        Npz npz = Npz.open(path);
        assertThat(npz.names()).as("%s", path).isNotEmpty();
        for (String name : npz.names()) {
          NdArray array = npz.get(name);
          assertThat(array.dtype().isText() ? array.strings().length : array.doubles().length)
              .isEqualTo((int) array.count());
        }
      }
    }
  }

  @Test
  void a_cut_file_is_corrupt() {
    byte[] values = doubles(1, 2, 3);
    ByteSource cut =
        file(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }\n",
            Arrays.copyOf(values, 12));
    assertThatThrownBy(() -> Npy.read(cut))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "walk.npy: corrupt at byte 68: values of a <f8 array [3]: expected 24 bytes, "
                + "got 12 left; fetch the file again");
  }

  @Test
  void another_kind_of_file_is_named_as_such() {
    ByteSource text = ByteSource.owning("notes.txt", "hello, world".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Npy.read(text))
        .hasMessage(
            "notes.txt: another format at byte 0: npy magic: expected bytes 93 4e 55 4d 50 59, "
                + "got other bytes; check the path");
    assertThatThrownBy(() -> Npz.open(text))
        .hasMessage(
            "notes.txt: another format at byte 0: zip archive: expected bytes 50 4b 03 04 (PK), "
                + "got other bytes; check the path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }|unsupported at byte 68: "
            + "npy descr: expected numbers, text or objects, got <c16; "
            + "convert the file, or ask for the feature",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }|unsupported at byte 10:"
            + " npy descr: expected one type for all elements, got a record of fields; "
            + "convert the file, or ask for the feature",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776, 1099511627776), }|"
            + "unsupported at byte 93: array shape: expected sizes from 0 to 2147483647, "
            + "got [1099511627776, 1099511627776]; convert the file, or ask for the feature",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 9), }|"
            + "corrupt at byte 90: array shape: expected fewer elements than the file has bytes, "
            + "got [2147483647, 2147483647, 9]; fetch the file again",
        "{'descr': '<f8', 'fortran_order': exit(), 'shape': (1,), }|corrupt at byte 44: "
            + "npy header: expected True or False, got 'e'; fetch the file again"
      })
  void a_header_that_cannot_be_read_says_why(String dictionary, String message) {
    assertThatThrownBy(() -> Npy.read(file(dictionary, new byte[0])))
        .isInstanceOf(FormatException.class)
        .hasMessage("walk.npy: " + message);
  }

  @Test
  void an_archive_lists_what_it_has_when_asked_for_what_it_has_not(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("one.npz");
    Npz.write(file, Map.of("theta", NdArray.of(new float[] {1}, 1)));
    assertThatThrownBy(() -> Npz.open(file).get("pose"))
        .hasMessage("%s: expected an array named pose, got [theta]".formatted(file));
  }

  @Test
  void text_is_no_number_and_says_so() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, NdArray.of(new String[] {"left", "right"}, 2));
    NdArray text = Npy.read(ByteSource.owning("sides.npy", out.toByteArray()));
    assertThatThrownBy(text::floats)
        .hasMessage(
            "sides.npy: unsupported at byte 128: array text(5) [2]: expected numbers, got text(5); "
                + "convert the file, or ask for the feature");
  }
}
