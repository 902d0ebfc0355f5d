package hmrbench.io;

import static hmrbench.io.Fixtures.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.io.npy.Npz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipMembersTest {

  private static byte[] archive(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void archives_of_numpy_are_read(String file) {
    Npz npz = Npz.open(Fixtures.file(file));
    assertThat(npz.names()).contains("c_order", "f_order", "half", "unicode", "zero_d");
    assertThat(npz.get("f_order").row(1).doubles()).containsExactly(4, 5, 6, 7);
    assertThat(npz.get("raw_text").strings()).containsExactly("ab", "c");
    assertThat(npz.get("big_endian").longs()).containsExactly(0, 1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd.npy", "/etc/passwd.npy", "a/../../b.npy", "C:x.npy", "a\\b.npy"})
  void a_name_that_leads_out_of_the_archive_is_refused(String name) throws IOException {
    ByteSource evil = ByteSource.owning("evil.npz", archive(name, new byte[4]));
    assertThatThrownBy(() -> Npz.open(evil))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(
            "evil.npz: corrupt at byte \\d+: zip member name: expected a name inside the archive, "
                + "got '"
                + java.util.regex.Pattern.quote(name)
                + "'; fetch the file again");
  }

  @Test
  void a_member_that_claims_more_than_deflate_can_give_is_refused() throws IOException {
    byte[] bytes = archive("a.npy", new byte[1000]);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int entry = text.indexOf("PK\1\2");
    int claimed = 200_000_000;
    for (int i = 0; i < 4; i++) {
      bytes[entry + 24 + i] = (byte) (claimed >>> (8 * i)); // unpacked size
    }
    assertThatThrownBy(() -> Npz.open(ByteSource.owning("bomb.npz", bytes)).get("a"))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(
            "bomb.npz: corrupt at byte \\d+: size of zip member 'a.npy': expected at most \\d+ bytes "
                + "from \\d+ packed ones, got 200000000; fetch the file again");
  }

  @Test
  void a_member_that_unpacks_to_more_than_it_says_is_refused() throws IOException {
    byte[] bytes = archive("a.npy", new byte[100_000]);
    int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    bytes[entry + 24] = 100;
    bytes[entry + 25] = 0;
    bytes[entry + 26] = 0;
    assertThatThrownBy(() -> Npz.open(ByteSource.owning("bomb.npz", bytes)).get("a"))
        .hasMessage(
            "bomb.npz: corrupt at byte 35: zip member 'a.npy': expected 100 bytes once inflated, "
                + "got more; fetch the file again");
  }

  @Test
  void other_ways_to_pack_and_secrets_are_unsupported() throws IOException {
    byte[] bytes = archive("a.npy", new byte[1000]);
    int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    byte[] packed = bytes.clone();
    packed[entry + 10] = 93; // zstd
    assertThatThrownBy(() -> Npz.open(ByteSource.owning("z.npz", packed)).get("a"))
        .hasMessage(
            "z.npz: unsupported at byte 4: zip member 'a.npy': expected stored or deflated, "
                + "got method 93; convert the file, or ask for the feature");
    byte[] secret = bytes.clone();
    secret[entry + 8] |= 1;
    assertThatThrownBy(() -> Npz.open(ByteSource.owning("z.npz", secret)).get("a"))
        .hasMessage(
            "z.npz: unsupported at byte 4: zip member 'a.npy': expected no encryption, "
                + "got encryption; convert the file, or ask for the feature");
  }

  @Test
  void an_archive_without_its_end_is_cut() {
    byte[] whole = Fixtures.bytes("stored.npz");
    ByteSource cut = ByteSource.owning("cut.npz", Arrays.copyOf(whole, whole.length - 30));
    assertThatThrownBy(() -> Npz.open(cut))
        .hasMessage(
            "cut.npz: corrupt at byte %d: zip end record: expected the directory of the archive, "
                    .formatted(whole.length - 30)
                + "got the end of the file; fetch the file again");
  }

  @Test
  void sizes_beyond_4_gib_are_read_from_zip64_fields() {
    // One stored member of 5 bytes whose sizes and position stand in a Zip64 extra field.
    String local = "PK\3\4-\0\0\0\0\0\0\0\0\0\0\0\0\0" + "\u00ff".repeat(8) + "\1\0\0\0a" + "12345";
    String extra = "\1\0\30\0" + Fixtures.i64(5) + Fixtures.i64(5) + Fixtures.i64(0);
    String entry =
        "PK\1\2-\0-\0\0\0\0\0\0\0\0\0"
            + "\u001c:\u00f5\u00cb" // CRC-32 of 12345, as Python's zlib.crc32 gives it
            + "\u00ff".repeat(8)
            + "\1\0\34\0\0\0\0\0\0\0\0\0\0\0"
            + "\u00ff".repeat(4)
            + "a"
            + extra;
    String end64 =
        "PK\6\6"
            + Fixtures.i64(44)
            + "-\0-\0"
            + "\0".repeat(8)
            + Fixtures.i64(1)
            + Fixtures.i64(1)
            + Fixtures.i64(entry.length())
            + Fixtures.i64(local.length());
    String locator = "PK\6\7\0\0\0\0" + Fixtures.i64(local.length() + entry.length()) + "\1\0\0\0";
    String end = "PK\5\6\0\0\0\0" + "\u00ff".repeat(12) + "\0\0";
    ZipMembers zip = ZipMembers.of(made("big.zip", local + entry + end64 + locator + end));
    assertThat(zip.names()).containsExactly("a");
    ByteSource content = zip.find("a");
    assertThat(content).isNotNull();
    assertThat(content.bytes(0, 5)).containsExactly('1', '2', '3', '4', '5');
  }
}
