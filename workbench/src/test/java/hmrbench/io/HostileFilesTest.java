package hmrbench.io;

import static hmrbench.io.Fixtures.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import hmrbench.io.joblib.Joblib;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchCheckpoint;
import hmrbench.testing.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that want much time or memory, and sound ones that look like another kind. */
class HostileFilesTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PROTO = "\u0080\u0002";

  private static ByteSource testCase(String name) {
    try (var in = HostileFilesTest.class.getResourceAsStream("/cases/hostile-files/" + name)) {
      return ByteSource.owning(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_flipped_bit_in_a_member_is_reported_by_its_check_sum() throws IOException {
    assertThatThrownBy(() -> hmrbench.io.npy.Npz.open(testCase("crc.npz")).get("x"))
        .hasMessage(
            "crc.npz: corrupt at byte 55: check sum (CRC-32) of zip member 'x.npy': expected"
                + " 037093ca, got 49b2819b; fetch the file again");
    byte[] deflated = zipped(zip -> member(zip, "x.npy", "content that is packed"));
    int sum = new String(deflated, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 16;
    deflated[sum] ^= 1;
    assertThatThrownBy(() -> ZipMembers.of(ByteSource.owning("d.npz", deflated)).find("x.npy"))
        .hasMessageMatching(
            "d.npz: corrupt at byte 35: check sum \\(CRC-32\\) of zip member 'x.npy': expected"
                + " [0-9a-f]{8}, got [0-9a-f]{8}; fetch the file again");
  }

  @Test
  void the_storages_of_a_checkpoint_are_checked_when_they_are_read() {
    byte[] bytes = Fixtures.bytes("zip.pth");
    TorchCheckpoint sound = TorchCheckpoint.open(ByteSource.owning("zip.pth", bytes));
    long at = sound.root().key("state").key("whole").array().byteOffset();
    bytes[(int) at] ^= 1;
    TorchCheckpoint damaged = TorchCheckpoint.open(ByteSource.owning("zip.pth", bytes));
    assertThatThrownBy(() -> damaged.root().key("state").key("whole").array())
        .hasMessageMatching(
            "zip.pth: corrupt at byte \\d+: check sum \\(CRC-32\\) of zip member '[a-z]+/data/\\d+':"
                + " expected [0-9a-f]{8}, got [0-9a-f]{8}; fetch the file again");
  }

  @Test
  void members_that_share_bytes_are_refused() {
    byte[] one = zipped(zip -> member(zip, "a.npy", "content that is packed"));
    String text = new String(one, StandardCharsets.ISO_8859_1);
    int entry = text.indexOf("PK\1\2");
    int end = text.indexOf("PK\5\6");
    String twice =
        text.substring(0, end)
            + text.substring(entry, end).replace("a.npy", "b.npy")
            + text.substring(end, end + 8)
            + "\2\0\2\0"
            + Fixtures.i32(2L * (end - entry))
            + text.substring(end + 16);
    assertThatThrownBy(() -> ZipMembers.of(made("twice.npz", twice)))
        .hasMessageMatching(
            "twice.npz: corrupt at byte \\d+: zip member 'b.npy': expected bytes of its own from \\d+"
                + " on, got bytes from 0 on, which another member has; fetch the file again");
  }

  @Test
  void an_archive_that_unpacks_to_far_more_than_it_holds_is_refused_unread() {
    Path bomb = Shared.cases("hostile-files/z_bomb1g.npz");
    assertThatThrownBy(() -> Inspector.describe(bomb))
        .hasMessageEndingWith(
            "z_bomb1g.npz: corrupt at byte 1043811: zip directory: expected members of at most"
                + " 477202056 bytes once inflated (256 MiB and 200 times the file), got 1073741952;"
                + " unpack it by hand if you trust it");
  }

  @Test
  void a_hundred_thousand_members_are_read_in_seconds(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("many.npz");
    byte[] array = Fixtures.latin(npy());
    Files.write(
        file,
        zipped(
            zip -> {
              for (int i = 0; i < 100_000; i++) {
                member(zip, "array%d.npy".formatted(i), array);
              }
            }));
    assertTimeout(
        SOON,
        () ->
            assertThat(Inspector.describe(file))
                .hasSize(2002)
                .endsWith("  ... of 100000 arrays")
                .contains("  array0     float32 [1] = 0.0"));
  }

  private static String npy() {
    String head = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n";
    return "\u0093NUMPY\u0001\0" + (char) head.length() + "\0" + head + "\0\0\0\0";
  }

  @Test
  void layers_of_packing_share_one_limit(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(inner)) {
      for (int i = 0; i < 300; i++) {
        packed.write(new byte[1 << 20]);
      }
    }
    Path file = folder.resolve("bomb.pkl");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
      packed.write(inner.toByteArray());
    }
    assertThatThrownBy(() -> Joblib.read(file))
        .hasMessageMatching(
            ".*bomb.pkl: corrupt at byte \\d+: packed content: expected at most %d bytes once"
                    .formatted((1L << 28) + 200 * Files.size(file))
                + " unpacked, got more; unpack it by hand if you trust it");
  }

  @Test
  void marks_without_end_are_refused() {
    String marks = PROTO + "(".repeat(300_000);
    assertThatThrownBy(() -> Pickle.read(made("marks.pkl", marks)))
        .hasMessage(
            "marks.pkl: unsupported at byte 100002: pickle: expected at most 100000 open marks, got"
                + " more; convert it to npz if you trust it");
  }

  @Test
  void opcodes_that_make_nothing_are_counted() {
    String nothing = PROTO + "(0".repeat(26_000_000);
    assertTimeout(
        SOON,
        () ->
            assertThatThrownBy(() -> Pickle.read(made("nothing.pkl", nothing)))
                .hasMessage(
                    "nothing.pkl: unsupported at byte 50000001: pickle: expected at most 50000000"
                        + " opcodes, got more; convert it to npz if you trust it"));
  }

  @Test
  void a_long_key_that_is_used_again_and_again_costs_text() {
    String text = "X" + Fixtures.i32(1000) + "k".repeat(1000);
    String tuple = "(" + text + "q\1" + "h\1".repeat(63) + "tq\0";
    String pickle = PROTO + tuple + "0}(" + "h\0N".repeat(10_000) + "u.";
    assertTimeout(
        SOON,
        () ->
            assertThatThrownBy(() -> Pickle.read(made("keys.pkl", pickle)))
                .hasMessageMatching(
                    "keys.pkl: unsupported at byte \\d+: pickle: expected at most 268435456 bytes of"
                        + " text, got more; convert it to npz if you trust it"));
  }

  @Test
  void dictionaries_that_hold_each_other_twice_are_not_followed_without_end() {
    TorchCheckpoint checkpoint = TorchCheckpoint.open(testCase("k_lol2.pt"));
    assertTimeout(
        SOON,
        () ->
            assertThatThrownBy(checkpoint::weights)
                .hasMessageMatching(
                    "k_lol2.pt: unsupported at byte 0: names of tensors: expected at most 200000"
                        + " values in dictionaries, got more, such as [ab.]+; check that this is a"
                        + " checkpoint"));
  }

  @Test
  void a_few_values_do_not_make_a_matrix_of_gigabytes() {
    String matrix =
        PROTO
            + "cscipy.sparse._csc\ncsc_matrix\n)\u0081}(X\6\0\0\0_shapeJ"
            + Fixtures.i32(1 << 27)
            + "K\1\u0086X\4\0\0\0dataNub.";
    TreeNode root = Pickle.read(made("sparse.pkl", matrix));
    assertThatThrownBy(root::array)
        .hasMessage(
            "sparse.pkl: top: unsupported at byte 0: sparse matrix: expected 2 axes, at most"
                + " 16777216 elements, got [134217728, 1]; convert the file, or ask for the feature");
  }

  @Test
  void sizes_of_sizes_of_sizes_end() {
    String nested = PROTO + ")" + "\u0085ctorch\nSize\n".repeat(0);
    StringBuilder sizes = new StringBuilder(nested);
    sizes.append("q\0");
    for (int i = 0; i < 50_000; i++) {
      sizes.append("0ctorch\nSize\nh\0\u0085Rq\0");
    }
    sizes.append("0ctorch._utils\n_rebuild_tensor\n(X\1\0\0\0sK\0h\0h\0tR.");
    assertThatThrownBy(() -> TorchCheckpoint.open(made("sizes.pkl", sizes.toString())))
        .hasMessageStartingWith("sizes.pkl: corrupt at byte ");
  }

  @Test
  void a_dictionary_of_ten_thousand_sequences_is_read() {
    StringBuilder pickle = new StringBuilder(PROTO + "}(");
    for (int i = 0; i < 10_000; i++) {
      String name = "sequence_%05d".formatted(i);
      pickle.append('X').append(Fixtures.i32(name.length())).append(name).append("}(");
      for (char key = 'a'; key < 'u'; key++) {
        pickle.append("X\1\0\0\0").append(key).append("](K\1K\2K\3e");
      }
      pickle.append('u');
    }
    TreeNode root = Pickle.read(made("results.pkl", pickle + "u."));
    assertThat(root.keys()).hasSize(10_000);
    assertThat(root.key("sequence_09999").key("t").items()).hasSize(3);
  }

  @Test
  void safetensors_are_reported_whatever_the_length_of_their_header(@TempDir Path folder) {
    for (String name : new String[] {"h376.safetensors", "h640.safetensors"}) {
      ByteSource source = testCase(name);
      assertThat(FileKind.of(source)).isEqualTo(FileKind.SAFETENSORS);
      assertThat(SafeTensors.open(source).array("a").floats()).containsExactly(1);
      assertThat(Compression.of(source)).isEmpty();
    }
    for (int length = 60; length < 1500; length++) {
      assertThat(FileKind.of(safeTensors(length))).isEqualTo(FileKind.SAFETENSORS);
    }
    // The lengths that begin like gzip (1f 8b, then 1f 8b 08).
    for (int length : new int[] {0x8b1f, 0x088b1f}) {
      assertThat(FileKind.of(safeTensors(length))).isEqualTo(FileKind.SAFETENSORS);
      Path file = folder.resolve(length + ".bin");
      write(file, safeTensors(length));
      assertThat(SafeTensors.open(file).array("a").floats()).containsExactly(1);
    }
  }

  @Test
  void a_safetensors_file_that_was_cut_is_no_corrupt_pickle() {
    ByteSource whole = safeTensors(640);
    ByteSource cut = ByteSource.owning("cut.safetensors", whole.bytes(0, 300));
    assertThat(FileKind.of(cut)).isEqualTo(FileKind.SAFETENSORS);
    assertThatThrownBy(() -> SafeTensors.open(cut))
        .hasMessage(
            "cut.safetensors: corrupt at byte 8: safetensors header: expected 640 bytes, got 292"
                + " left; fetch the file again");
  }

  private static ByteSource safeTensors(int length) {
    String head = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    String padded = head + " ".repeat(length - head.length());
    return made("s", Fixtures.i64(length) + padded + "\0\0\u0080?");
  }

  private static void write(Path file, ByteSource source) {
    try {
      Files.write(file, source.bytes(0, (int) source.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void text_is_not_taken_for_what_is_packed() {
    for (String text : new String[] {"x^2 + y^2 = z^2", "BZhang, 2026", "(see below)"}) {
      assertThat(FileKind.of(made("notes", text))).as(text).isEqualTo(FileKind.UNKNOWN);
    }
  }

  @Test
  void an_archive_without_arrays_is_named_with_what_it_holds(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("SMPL_NEUTRAL.pkl");
    Files.write(file, zipped(zip -> member(zip, "models/basic.pkl", "x")));
    assertThatThrownBy(() -> Inspector.describe(file))
        .hasMessage(
            file
                + ": unsupported at byte 0: file: expected arrays or a checkpoint in the archive,"
                + " got a ZIP archive of models/basic.pkl; unpack it and name a file of it");
  }

  /** Writes members. */
  @FunctionalInterface
  private interface Members {
    void writeTo(ZipOutputStream zip) throws IOException;
  }

  private static byte[] zipped(Members members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      members.writeTo(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void member(ZipOutputStream zip, String name, String content) throws IOException {
    member(zip, name, Fixtures.latin(content));
  }

  private static void member(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
