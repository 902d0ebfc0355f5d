package hmrbench.io.pickle;

import static hmrbench.io.Fixtures.i32;
import static hmrbench.io.Fixtures.i64;
import static hmrbench.io.Fixtures.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.Fixtures;
import hmrbench.io.FormatException;
import hmrbench.io.NdArray;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleTest {

  private static final String P2 = "\u0080\u0002";
  private static final String NOTHING_RUN = "nothing was run; convert it to npz if you trust it";

  private static List<Object> values(TreeNode list) {
    return list.items().stream().map(TreeNode::value).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void plain_values_of_every_protocol_come_out_alike(int protocol) {
    TreeNode all = Pickle.read(Fixtures.file("protocol" + protocol + ".pkl"));
    assertThat(all.key("none").isNone()).isTrue();
    assertThat(values(all.key("truth"))).containsExactly(true, false);
    assertThat(values(all.key("whole")))
        .containsExactly(
            0L,
            1L,
            255L,
            256L,
            65535L,
            65536L,
            -1L,
            -(1L << 31),
            1L << 31,
            1L << 62,
            Long.MIN_VALUE,
            BigInteger.ONE.shiftLeft(70));
    assertThat(values(all.key("fraction")))
        .containsExactly(
            0.5, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
    assertThat(values(all.key("text")))
        .containsExactly("", "läufer", "\uD83C\uDFC3", "two\nlines\\", "x".repeat(300));
    PyBytes bytes = (PyBytes) all.key("bytes").value();
    assertThat(bytes.source().bytes(0, 6)).containsExactly(0, -1, 0, -1, 0, -1);
    assertThat(all.key("tuple").items().stream().map(t -> t.items().size()))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(((PySet) all.key("set").value()).items()).containsExactly(7L);
    assertThat(((PySet) all.key("frozen").value()).items()).containsExactly(8L);
    assertThat(all.key("keys").key("1").text()).isEqualTo("one");
    assertThat(((PyDict) all.key("keys").value()).size()).isEqualTo(4);
    assertThat(all.key("ordered").keys()).containsExactly("b", "a");
    TreeNode loop = all.key("loop");
    assertThat(loop.items().get(1).value()).isSameAs(loop.value());
    assertThat(all.key("namespace").key("lr").number()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void arrays_of_every_protocol_come_out_alike(int protocol) {
    TreeNode all = Pickle.read(Fixtures.file("protocol" + protocol + ".pkl"));
    double[] twelve = java.util.stream.IntStream.range(0, 12).asDoubleStream().toArray();
    assertThat(all.key("c_order").array().doubles())
        .isEqualTo(Arrays.stream(twelve).map(x -> x / 2).toArray());
    assertThat(all.key("f_order").array().doubles()).isEqualTo(twelve);
    assertThat(all.key("f_order").array().shape()).containsExactly(3, 4);
    assertThat(all.key("big_endian").array().longs()).containsExactly(0, 1, 2, 3, 4);
    assertThat(all.key("half").array().floats()).containsExactly(0.5f, -2, 65504);
    assertThat(all.key("bool").array().booleans()).containsExactly(true, false, true);
    assertThat(all.key("unicode").array().strings()).containsExactly("left", "rechts", "ä");
    assertThat(all.key("raw_text").array().strings()).containsExactly("ab", "c");
    List<?> objects = all.key("objects").array().objects();
    assertThat(objects.toString()).isEqualTo("[x, 3, None]");
    NdArray unsigned = all.key("unsigned").array();
    assertThat(unsigned.doubles()).containsExactly(0x1p64, 1);
    assertThatThrownBy(unsigned::longs).hasMessageContaining("expected numbers below 2^63");
    assertThat(all.key("empty").array().shape()).containsExactly(0, 3);
    assertThat(all.key("scalar").number()).isEqualTo(52.5);
    assertThat(all.key("zero_d").number()).isEqualTo(3.25);
    for (String sparse : List.of("csc", "csr")) {
      assertThat(all.key(sparse).array().shape()).containsExactly(2, 3);
      assertThat(all.key(sparse).array().doubles()).containsExactly(1, 0, 2, 0, 0, 3);
      assertThat(all.key(sparse).sparse().nonZeros()).isEqualTo(3);
    }
  }

  @Test
  void names_of_numpy_2_mean_the_same() {
    String old = new String(Fixtures.bytes("protocol2.pkl"), StandardCharsets.ISO_8859_1);
    String renamed = old.replace("cnumpy.core.multiarray\n", "cnumpy._core.multiarray\n");
    assertThat(renamed).isNotEqualTo(old);
    TreeNode all = Pickle.read(made("numpy2.pkl", renamed));
    assertThat(all.key("half").array().floats()).containsExactly(0.5f, -2, 65504);
  }

  @Test
  void strings_of_python_2_are_latin_1_and_their_truth_is_a_number() {
    TreeNode list =
        Pickle.read(made("old.pkl", "(lp0\nS'l\\xe4ufer \\'s\\''\np1\naI01\naI00\naL12L\na."));
    assertThat(values(list)).containsExactly("läufer 's'", true, false, 12L);
    assertThat(Pickle.read(made("old.pkl", P2 + "U\u0002\u00e4x.")).text()).isEqualTo("äx");
    assertThat(Pickle.read(made("old.pkl", "Vl\\u00e4ufer\n.")).text()).isEqualTo("läufer");
  }

  @Test
  void objects_of_protocol_0_are_made_from_class_and_base() {
    String point =
        "ccopy_reg\n_reconstructor\n(cchumpy.ch\nCh\nc__builtin__\nobject\nNtR(dS'x'\nI3\nsb.";
    PyObject object = (PyObject) Pickle.read(made("ch.pkl", point)).value();
    assertThat(object.type().toString()).isEqualTo("chumpy.ch.Ch");
    assertThat(object.attribute("x")).isEqualTo(3L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "os.system by REDUCE|cos\\nsystem\\n(S'echo'\\ntR.|2|os.system",
        "builtins.eval by INST|(S'1'\\ni__builtin__\\neval\\n.|8|builtins.eval",
        "posix.system by OBJ|(cposix\\nsystem\\nS'x'\\no.|3|posix.system",
        "a class named by a stack|S'subprocess'\\nS'Popen'\\n\u0093.|25|subprocess.Popen",
        "builtins.getattr|c__builtin__\\ngetattr\\n.|2|builtins.getattr",
        "numpy's own loader|cnumpy\\nload\\n.|2|numpy.load",
        "a partial function|cfunctools\\npartial\\n.|2|functools.partial"
      })
  void what_could_run_is_named_and_refused(String what, String ops, int at, String named) {
    assertThatThrownBy(() -> Pickle.read(made("evil.pkl", P2 + ops.replace("\\n", "\n"))))
        .as(what)
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "evil.pkl: unsupported at byte "
                + at
                + ": pickle: expected names of arrays and plain data, got "
                + named
                + "; "
                + NOTHING_RUN)
        .extracting(e -> ((FormatException) e).reason())
        .isEqualTo(FormatException.Reason.UNSUPPORTED);
  }

  @Test
  void calling_a_class_that_is_only_a_name_is_refused() {
    assertThatThrownBy(() -> Pickle.read(made("x.pkl", P2 + "c__builtin__\nint\n(I3\ntR.")))
        .hasMessage(
            "x.pkl: unsupported at byte 24: pickled call: expected one that makes an array or "
                + "plain data, got builtins.int with 1 arguments; "
                + NOTHING_RUN);
  }

  @Test
  void references_that_double_cost_no_memory_to_read_or_print() {
    StringBuilder laughs = new StringBuilder(P2 + "]q\u0000");
    for (int i = 0; i < 200; i++) { // 2^200 leaves, if anyone followed every reference
      laughs.append("0]q").append((char) (i + 1)).append('(');
      laughs.append("h").append((char) i).append("h").append((char) i).append("e");
    }
    laughs.append('.');
    Assertions.assertThatCode(
            () ->
                assertThat(Pickle.read(made("laughs.pkl", laughs.toString())).toString())
                    .isEqualTo("top: list of 2"))
        .doesNotThrowAnyException();
  }

  @Test
  void deep_nesting_needs_no_deep_stack() {
    String deep = P2 + "]".repeat(100_000) + "a".repeat(99_999) + ".";
    assertThat(Pickle.read(made("deep.pkl", deep)).items()).hasSize(1);
    String tuples = P2 + ")" + "\u0085".repeat(100_000) + ".";
    assertThat(Pickle.read(made("deep.pkl", tuples)).items()).hasSize(1);
  }

  @Test
  void a_key_of_tuples_in_tuples_is_refused_not_hashed() {
    StringBuilder key = new StringBuilder(P2 + "}(K\u0001");
    for (int i = 0; i < 60; i++) {
      key.append("2\u0086"); // DUP, TUPLE2
    }
    key.append("K\u0001u.");
    assertThatThrownBy(() -> Pickle.read(made("key.pkl", key.toString())))
        .hasMessage(
            "key.pkl: unsupported at byte 128: dictionary key: expected a tuple of up to 64 plain "
                + "values, got tuple of 2; convert the file, or ask for the feature");
  }

  @Test
  void copies_of_a_list_are_counted_so_that_a_small_file_cannot_fill_the_memory() {
    StringBuilder bomb = new StringBuilder(P2 + "c__builtin__\nset\nq\u0001");
    bomb.append("](").append("K\u0001".repeat(10_000)).append("e\u0085q\u0002");
    bomb.append("h\u0001h\u0002R0".repeat(5_000)).append('.');
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> Pickle.read(made("bomb.pkl", bomb.toString())))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching(
                    "bomb.pkl: unsupported at byte \\d+: pickle: expected at most 10000000 values, "
                        + "got more; convert it to npz if you trust it"));
  }

  private static String array(String shape, String bytes) {
    return P2
        + "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\u0000tU\u0001btR(K\u0001"
        + shape
        + "cnumpy\ndtype\n(U\u0002f4K\u0000K\u0001tR(K\u0003U\u0001<NNNJ\u00ff\u00ff\u00ff\u00ff"
        + "J\u00ff\u00ff\u00ff\u00ffK\u0000tb\u0089"
        + bytes
        + "tb.";
  }

  @Test
  void an_array_of_2_to_the_40_elements_needs_its_bytes() {
    String shape = "(\u008a\u0006\u0000\u0000\u0000\u0000\u0000\u0001t"; // 2^40
    assertThatThrownBy(() -> Pickle.read(made("huge.pkl", array(shape, "U\u0004abcd"))))
        .hasMessage(
            "huge.pkl: unsupported at byte 131: array shape: expected sizes from 0 to 2147483647, "
                + "got [1099511627776]; convert the file, or ask for the feature");
    String product = "(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007fK\u0009t";
    assertThatThrownBy(() -> Pickle.read(made("huge.pkl", array(product, "U\u0004abcd"))))
        .hasMessageStartingWith("huge.pkl: corrupt at byte ")
        .hasMessageContaining("array shape: expected fewer elements than the file has bytes");
    assertThatThrownBy(() -> Pickle.read(made("short.pkl", array("(K\u0002t", "U\u0004abcd"))))
        .hasMessageStartingWith("short.pkl: corrupt at byte ")
        .hasMessageEndingWith("expected 8 bytes, got 4 left; fetch the file again");
    assertThat(Pickle.read(made("ok.pkl", array("(K\u0001t", "U\u0004\0\0\0?"))).array().floats())
        .containsExactly(0.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "K|3|number: expected 1 byte, got 0 left",
        "X\u0005\u0000\u0000\u0000ab|7|text: expected 5 bytes, got 2 left",
        "h\u0005.|2|memo: expected a value under 5, got none",
        "K\u0001s.|4|pickle: expected 2 values on the stack, got fewer",
        "K\u0001e.|4|pickle: expected a mark on the stack, got none",
        "(K\u0001(.|6|pickle: expected a value on the stack, got none",
        "K\u0001\u00ff.|4|pickle opcode: expected one of protocols 0 to 5, got byte ff",
        "K\u0001K\u0002b.|6|pickle: expected an object to complete, got 1",
        "I1x\\n.|2|number: expected decimal digits, got 1x",
        "T\u00ff\u00ff\u00ff\u00ff.|7|string: expected 4294967295 bytes, got 1 left"
      })
  void a_damaged_pickle_says_where_and_what(String ops, int at, String message) {
    assertThatThrownBy(() -> Pickle.read(made("cut.pkl", P2 + ops.replace("\\n", "\n"))))
        .isInstanceOf(FormatException.class)
        .hasMessage("cut.pkl: corrupt at byte " + at + ": " + message + "; fetch the file again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocol0.pkl", "protocol2.pkl", "protocol5.pkl"})
  void a_file_cut_anywhere_is_a_format_fault(String name) {
    byte[] whole = Fixtures.bytes(name);
    for (int length = 0; length < whole.length; length += 13) {
      ByteSource cut = ByteSource.owning("cut.pkl", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Pickle.read(cut)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void another_kind_of_file_is_named_as_such() {
    assertThatThrownBy(() -> Pickle.read(made("notes.txt", "hello, world")))
        .hasMessage(
            "notes.txt: another format at byte 0: memo: expected a value under 101, got none; "
                + "check the path");
  }

  @Test
  void what_a_pickle_may_do_beyond_data_is_unsupported() {
    String advice = "; convert the file, or ask for the feature";
    assertThatThrownBy(() -> Pickle.read(made("x.pkl", P2 + "K\u0001Q.")))
        .hasMessage(
            "x.pkl: unsupported at byte 4: pickle: expected all objects in it, "
                + "got one that lies outside: 1"
                + advice);
    assertThatThrownBy(() -> Pickle.read(made("x.pkl", P2 + "\u0082\u0001.")))
        .hasMessage(
            "x.pkl: unsupported at byte 2: pickle: expected names in full, "
                + "got an extension registry code"
                + advice);
    assertThatThrownBy(() -> Pickle.read(made("x.pkl", "\u0080\u0005\u0097.")))
        .hasMessage(
            "x.pkl: unsupported at byte 2: pickle: expected all bytes in one file, "
                + "got an out-of-band buffer"
                + advice);
    assertThatThrownBy(() -> Pickle.read(made("x.pkl", "\u0080\u0009.")))
        .hasMessage(
            "x.pkl: unsupported at byte 0: pickle protocol: expected 0 to 5, got 9" + advice);
    assertThatThrownBy(() -> Pickle.read(made("x.pkl", P2 + "\u008b" + i32(2000) + i64(0))))
        .hasMessage(
            "x.pkl: unsupported at byte 2: number: expected at most 1024 bytes, got 2000 bytes"
                + advice);
  }

  @Test
  void asking_a_tree_for_what_is_not_there_names_the_way() {
    TreeNode all = Pickle.read(Fixtures.file("protocol4.pkl"));
    assertThatThrownBy(() -> all.key("ordered").key("c"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "protocol4.pkl: ordered: expected a key c, got [b, a]; "
                + "check that this is the right file");
    assertThatThrownBy(() -> all.key("truth").items().get(0).array())
        .hasMessage(
            "protocol4.pkl: truth[0]: expected an array, got true; "
                + "check that this is the right file");
    assertThatThrownBy(() -> all.key("none").text())
        .hasMessage(
            "protocol4.pkl: none: expected text, got None; check that this is the right file");
  }
}
