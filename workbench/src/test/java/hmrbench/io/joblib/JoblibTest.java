package hmrbench.io.joblib;

import static hmrbench.io.Fixtures.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.io.ByteSource;
import hmrbench.io.Fixtures;
import hmrbench.io.FormatException;
import hmrbench.io.pickle.TreeNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoblibTest {

  private static final String P2 = "\u0080\u0002";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.joblib",
        "packed.zlib",
        "packed.gzip",
        "packed.bz2",
        "packed.lzma",
        "packed.xz",
        "packed.lz4"
      })
  void arrays_come_out_of_every_packing(String file) {
    TreeNode all = Joblib.read(Fixtures.file(file));
    assertThat(all.key("c_order").array().floats())
        .containsExactly(0, .5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f, 5, 5.5f);
    assertThat(all.key("f_order").array().row(1).doubles()).containsExactly(4, 5, 6, 7);
    assertThat(all.key("big_endian").array().longs()).containsExactly(0, 1, 2, 3, 4);
    assertThat(all.key("unicode").array().strings()).containsExactly("left", "rechts", "ä");
    assertThat(all.key("objects").array().objects().toString()).isEqualTo("[x, 3, None]");
    assertThat(all.key("zero_d").number()).isEqualTo(3.25);
    assertThat(all.key("empty").array().shape()).containsExactly(0, 3);
    assertThat(all.key("nested").key("again").array().shape()).containsExactly(3, 4);
    assertThat(all.key("nested").key("f").array().row(2).doubles()).containsExactly(0, 0, 1);
  }

  @Test
  void a_plain_pickle_is_read_as_well() {
    assertThat(Joblib.read(Fixtures.file("protocol4.pkl")).key("namespace").key("lr").number())
        .isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.joblib",
        "packed.zlib",
        "packed.gzip",
        "packed.bz2",
        "packed.lzma",
        "packed.xz",
        "packed.lz4"
      })
  void a_file_cut_anywhere_is_a_format_fault(String name) {
    byte[] whole = Fixtures.bytes(name);
    for (int length = 0; length < whole.length - 12; length += 11) { // the last are checksums
      ByteSource cut = ByteSource.owning("cut.pt", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Joblib.read(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void an_array_that_ends_early_says_how_much_is_missing() {
    String whole =
        new String(Fixtures.bytes("plain.joblib"), java.nio.charset.StandardCharsets.ISO_8859_1);
    int values = whole.indexOf("\0\0\0\0\0\0\0?\0\0\u0080?"); // 0, 0.5, 1 in float32
    assertThatThrownBy(() -> Joblib.read(made("cut.pt", whole.substring(0, values + 12))))
        .hasMessage(
            "cut.pt: corrupt at byte %d: values of a <f4 array [3, 4]: expected 48 bytes, "
                    .formatted(values)
                + "got 12 left; fetch the file again");
  }

  @Test
  void the_container_of_old_versions_is_unsupported() {
    assertThatThrownBy(() -> Joblib.read(made("old.pkl", "ZF0x1f                 x")))
        .hasMessage(
            "old.pkl: unsupported at byte 0: joblib file: expected one of joblib 0.10 or later, "
                + "got the ZF container of an earlier one; load it in Python and dump it again");
    String side = P2 + "cjoblib.numpy_pickle\nNDArrayWrapper\n)\u0081.";
    assertThatThrownBy(() -> Joblib.read(made("old.pkl", side)))
        .hasMessage(
            "old.pkl: unsupported at byte 2: pickle: expected names of arrays and plain data, "
                + "got joblib.numpy_pickle.NDArrayWrapper; "
                + "nothing was run; convert it to npz if you trust it");
  }

  @Test
  void code_in_a_packed_file_is_refused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(Fixtures.latin(P2 + "cposix\nsystem\n(S'echo'\ntR."));
    }
    assertThatThrownBy(() -> Joblib.read(ByteSource.owning("evil.pt", packed.toByteArray())))
        .hasMessage(
            "evil.pt: unsupported at byte 2: pickle: expected names of arrays and plain data, "
                + "got posix.system; nothing was run; convert it to npz if you trust it");
  }

  @Test
  void a_bomb_of_zeros_stops_at_its_limit() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      for (int i = 0; i < 400; i++) {
        out.write(zeros);
      }
    }
    long limit = (1L << 28) + 200L * packed.size();
    assertThatThrownBy(() -> Joblib.read(ByteSource.owning("bomb.pt", packed.toByteArray())))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(
            "bomb.pt: corrupt at byte \\d+: packed content: expected at most "
                + limit
                + " bytes once unpacked, got more; unpack it by hand if you trust it");
  }

  @Test
  void damage_in_a_packed_file_names_the_packing() {
    byte[] bytes = Fixtures.bytes("packed.xz");
    bytes[bytes.length / 2] ^= 0x55;
    assertThatThrownBy(() -> Joblib.read(ByteSource.owning("broken.pt", bytes)))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(
            "broken.pt: corrupt at byte \\d+: packed content: expected a whole xz stream, "
                + "got .*; fetch the file again");
  }
}
