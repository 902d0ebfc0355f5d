package hmrbench.io.tensorflow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.FormatException;
import hmrbench.io.Inspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a file that was written out by hand, and against {@link BundleOut}, a writer of this
 * test. TensorFlow itself is not at hand.
 */
class TensorBundleTest {

  /** 188 bytes: fc1/biases, fc1/weights, global_step. */
  private static final String INDEX =
      "00000608011a020801000a0f6663312f6269617365730801120412020802280835593ce5350407157765696768"
          + "74730801120812020802120208032008281835bb89697b000b0d676c6f62616c5f73746570080912002020"
          + "280835fc0fc72300000000010000000049eeb3dc000000000100000000c0f2a1b000010268006700000000"
          + "01000000008aa856966c08790e000000000000000000000000000000000000000000000000000000000000"
          + "00000000000057fb808b247547db";

  private static final String VALUES =
      "0000803f00000040000000000000003f000080bf00004040000080400000a0404816110000000000";

  @TempDir private Path folder;

  private Path byHand() throws IOException {
    Path index = folder.resolve("m.ckpt-7.index");
    Files.write(index, HexFormat.of().parseHex(INDEX));
    Files.write(folder.resolve("m.ckpt-7.data-00000-of-00001"), HexFormat.of().parseHex(VALUES));
    return index;
  }

  @Test
  void a_file_written_by_hand_is_read() throws IOException {
    Path file = byHand();
    assertThat(FileKind.of(ByteSource.open(file))).isEqualTo(FileKind.TENSORFLOW);
    TensorBundle bundle = TensorBundle.open(file);
    assertThat(bundle.names()).containsExactly("fc1/biases", "fc1/weights", "global_step");
    assertThat(bundle.floats("fc1/biases").toArray()).containsExactly(1, 2);
    assertThat(bundle.shape("fc1/weights")).containsExactly(2, 3);
    assertThat(bundle.floats("fc1/weights").toArray()).containsExactly(0, 0.5f, -1, 3, 4, 5);
    assertThat(bundle.array("global_step").longs()).containsExactly(1_119_816);
    assertThat(bundle.shape("global_step")).isEmpty();
    assertThat(bundle.metadata()).isEmpty();
    assertThat(TensorBundle.files(file))
        .containsExactly(file, folder.resolve("m.ckpt-7.data-00000-of-00001"));
  }

  @Test
  void the_writer_of_this_test_gives_the_same_file() throws IOException {
    byte[] step = {0x48, 0x16, 0x11, 0, 0, 0, 0, 0};
    Path file =
        new BundleOut(16)
            .floats("fc1/biases", new int[] {2}, 1, 2)
            .floats("fc1/weights", new int[] {2, 3}, 0, 0.5f, -1, 3, 4, 5)
            .tensor("global_step", 9, new int[0], step)
            .write(folder, "again");
    // Up to the index block, whose keys may be any between two blocks: there it has a shorter one.
    int same = 2 * 121;
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)).substring(0, same))
        .isEqualTo(INDEX.substring(0, same));
  }

  @Test
  void the_check_sum_is_that_of_the_description() {
    byte[] digits = "123456789".getBytes(US_ASCII);
    assertThat(BundleOut.sum(digits)).isEqualTo(0xe3069283);
    assertThat(CheckSum.of(ByteSource.owning("digits", digits), 0, 9)).isEqualTo(0xc78ab0e5);
  }

  @Test
  void inspect_shows_every_tensor() throws IOException {
    Path file = byHand();
    assertThat(Inspector.describe(file))
        .containsExactly(
            file + ": TensorFlow checkpoint, 188 bytes",
            "  fc1/biases   float32 [2]",
            "  fc1/weights  float32 [2, 3]",
            "  global_step  int64 [] = 1119816.0",
            "  3 tensors");
    assertThat(Inspector.wrong(file)).isEmpty();
    Path values = folder.resolve("m.ckpt-7.data-00000-of-00001");
    assertThatThrownBy(() -> Inspector.describe(values))
        .hasMessageContaining(
            "got the values of a TensorFlow checkpoint, whose .index file lies beside it");
  }

  @Test
  void a_table_of_many_blocks_and_restarts_is_read_to_its_end() throws IOException {
    for (int perBlock : new int[] {1, 7, 20, 1000}) {
      BundleOut out = new BundleOut(perBlock);
      for (int i = 0; i < 50; i++) {
        out.floats("scope/layer_%02d/weights".formatted(i), new int[] {1, 2}, i, -i);
      }
      TensorBundle bundle = TensorBundle.open(out.write(folder, "many-" + perBlock));
      assertThat(bundle.names()).hasSize(50);
      for (int i = 0; i < 50; i++) {
        assertThat(bundle.floats("scope/layer_%02d/weights".formatted(i)).toArray())
            .containsExactly(i, -i);
      }
    }
  }

  @Test
  void every_type_of_the_list_is_read_and_others_are_named() throws IOException {
    BundleOut out =
        new BundleOut(8)
            .tensor("f64", 2, new int[] {1}, new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf8, 0x3f})
            .tensor("i32", 3, new int[] {1}, new byte[] {-2, -1, -1, -1})
            .tensor("u8", 4, new int[] {1}, new byte[] {-1})
            .tensor("i8", 6, new int[] {1}, new byte[] {-1})
            .tensor("bool", 10, new int[] {1}, new byte[] {1})
            .tensor("bf16", 14, new int[] {1}, new byte[] {(byte) 0xc0, 0x3f})
            .tensor("u16", 17, new int[] {1}, new byte[] {-1, -1})
            .tensor("f16", 19, new int[] {1}, new byte[] {0, 0x3e})
            .tensor("u32", 22, new int[] {1}, new byte[] {-1, -1, -1, -1})
            .tensor("text", 7, new int[] {2}, new byte[] {1, 1, 'a', 'b'})
            .tensor("complex", 8, new int[] {1}, new byte[8]);
    Path file = out.write(folder, "types");
    TensorBundle bundle = TensorBundle.open(file);
    double[] found =
        Arrays.stream(new String[] {"f64", "i32", "u8", "i8", "bf16", "u16", "f16", "u32"})
            .mapToDouble(name -> bundle.array(name).doubles()[0])
            .toArray();
    assertThat(found).containsExactly(1.5, -2, 255, -1, 1.5, 65535, 1.5, 4294967295.0);
    assertThat(Inspector.describe(file))
        .contains("  bool     bool [1] = 1.0", "  text     text [2]", "  complex  type 8 [1]");
    assertThatThrownBy(() -> bundle.array("text"))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(
            ".*types.index: unsupported at byte \\d+: tensor text: expected numbers or truth values,"
                + " got text; convert the file, or ask for the feature");
    assertThatThrownBy(() -> bundle.array("none"))
        .hasMessage(file + ": expected a tensor named none, got none");
  }

  // ------------------------------------------------------------------------------------- bad files

  @Test
  void a_changed_value_is_noticed_when_its_tensor_is_asked_for() throws IOException {
    Path file = byHand();
    Path values = folder.resolve("m.ckpt-7.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(values);
    bytes[9] ^= 1;
    Files.write(values, bytes);
    TensorBundle bundle = TensorBundle.open(file);
    assertThat(bundle.floats("fc1/biases").toArray()).containsExactly(1, 2);
    for (int look = 0; look < 2; look++) {
      assertThatThrownBy(() -> bundle.floats("fc1/weights"))
          .isInstanceOf(FormatException.class)
          .hasMessageMatching(
              ".*: corrupt at byte 8: check sum of tensor fc1/weights: expected 7b6989bb, got"
                  + " [0-9a-f]{8} of its values; fetch the file again");
    }
  }

  @Test
  void a_cut_file_of_values_is_refused_at_once() throws IOException {
    Path file = byHand();
    Path values = folder.resolve("m.ckpt-7.data-00000-of-00001");
    Files.write(values, Arrays.copyOf(Files.readAllBytes(values), 20));
    assertThatThrownBy(() -> TensorBundle.open(file))
        .hasMessage(
            values
                + ": corrupt at byte 8: values of tensor fc1/weights: expected 24 bytes from byte 8"
                + " on, got a file of 20; fetch the file again");
    assertThat(Inspector.wrong(file)).isPresent();
  }

  @Test
  void a_missing_file_of_values_is_named() throws IOException {
    Path file = byHand();
    Files.delete(folder.resolve("m.ckpt-7.data-00000-of-00001"));
    assertThatThrownBy(() -> TensorBundle.open(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": its values are in m.ckpt-7.data-00000-of-00001, which is missing; put it beside"
                + " the .index file, under the name that it was saved with");
  }

  private static void assertRefused(byte[] table, String message) {
    assertThatThrownBy(() -> SortedTable.read(ByteSource.owning("x.index", table)))
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @Test
  void another_kind_of_file_and_a_cut_table_are_refused() {
    assertRefused(
        "hello, world".getBytes(US_ASCII),
        "x.index: another format at byte 0: TensorFlow table: expected a file that ends with its 8"
            + " marking bytes, got other bytes; check the path");
    byte[] table = HexFormat.of().parseHex(INDEX);
    assertRefused(
        Arrays.copyOf(table, 150),
        "x.index: another format at byte 0: TensorFlow table: expected a file that ends with its 8"
            + " marking bytes, got other bytes; check the path");
    assertRefused(
        Arrays.copyOfRange(table, 30, table.length),
        "x.index: corrupt at byte 112: place of a block: expected bytes before the footer at 110, got 8"
            + " bytes from byte 108 on; fetch the file again");
  }

  @Test
  void a_changed_byte_of_a_block_is_noticed() {
    byte[] table = HexFormat.of().parseHex(INDEX);
    table[20] ^= 4;
    assertThatThrownBy(() -> SortedTable.read(ByteSource.owning("x.index", table)))
        .hasMessageMatching(
            "x.index: corrupt at byte 0: check sum of a block: expected dcb3ee49, got [0-9a-f]{8} of"
                + " its bytes; fetch the file again");
  }

  @Test
  void a_packed_block_is_unsupported() {
    byte[] table = HexFormat.of().parseHex(INDEX);
    table[103] = 1;
    int sum = BundleOut.masked(BundleOut.sum(Arrays.copyOf(table, 104)));
    for (int i = 0; i < 4; i++) {
      table[104 + i] = (byte) (sum >>> (8 * i));
    }
    assertRefused(
        table,
        "x.index: unsupported at byte 0: packing of a block: expected none, got snappy; save the"
            + " checkpoint with TensorFlow's own Saver, which packs nothing");
  }

  @Test
  void what_the_header_forbids_is_refused() throws IOException {
    Path big = new BundleOut(4).header(1, 1).write(folder, "big");
    assertThatThrownBy(() -> TensorBundle.open(big))
        .hasMessageContaining(
            "header of a checkpoint: expected little-endian values, got big-endian");
    Path none = new BundleOut(4).header(0, 0).write(folder, "none");
    assertThatThrownBy(() -> TensorBundle.open(none))
        .hasMessageContaining("header of a checkpoint: expected 1 to 99999 files of values, got 0");
  }

  @Test
  void a_shape_that_is_not_that_of_the_bytes_is_refused() throws IOException {
    byte[] data = new byte[8];
    int sum = BundleOut.masked(BundleOut.sum(data));
    Path file =
        new BundleOut(4)
            .entry("few", BundleOut.message(1, new int[] {1}, 0, 8, sum), data)
            .entry("many", BundleOut.message(1, new int[] {3}, 0, 8, sum), new byte[0])
            .write(folder, "shape");
    TensorBundle bundle = TensorBundle.open(file);
    assertThatThrownBy(() -> bundle.array("few"))
        .hasMessageContaining("tensor few: expected 4 bytes, got 8 bytes");
    assertThatThrownBy(() -> bundle.array("many"))
        .hasMessageContaining("values of a <f4 array [3]: expected 12 bytes, got 8 left");
  }

  @Test
  void damage_behind_a_right_check_sum_gives_nothing_but_faults() throws IOException {
    BundleOut out = new BundleOut(5);
    for (int i = 0; i < 12; i++) {
      out.floats("layer_%d/weights".formatted(i), new int[] {1, 2}, i, -i);
    }
    out.write(folder, "sound");
    Random random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] table =
          out.table(
              block -> {
                byte[] changed = block.clone();
                for (int change = random.nextInt(3); change >= 0; change--) {
                  changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                return changed;
              });
      Path file = Files.write(folder.resolve("sound.index"), table);
      try {
        TensorBundle bundle = TensorBundle.open(file);
        for (String name : bundle.names()) {
          bundle.words(name);
          bundle.array(name);
        }
      } catch (Fault expected) {
        assertThat(expected).hasMessageContaining("sound");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2000);
  }
}
