package hmrbench.io.tensorflow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.FormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordFileTest {

  private static byte[] two() {
    byte[] first =
        new RecordOut()
            .integers("meta/N", 2)
            .floats("mosh/shape", 0.5f, -1)
            .bytes("image/encoded", List.of("ab".getBytes(US_ASCII), "c".getBytes(US_ASCII)))
            .record();
    byte[] second = new RecordOut().integers("meta/N", 300, -1).record();
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static List<RecordFile.Example> read(byte[] bytes) {
    return RecordFile.read(ByteSource.owning("x.tfrecord", bytes));
  }

  @Test
  void records_and_their_lists_are_read() {
    List<RecordFile.Example> examples = read(two());
    assertThat(examples).hasSize(2);
    assertThat(examples.get(0).integers("meta/N", 1)).containsExactly(2);
    assertThat(examples.get(0).floats("mosh/shape", 2)).containsExactly(0.5f, -1);
    assertThat(examples.get(0).bytes("image/encoded")).extracting(String::new).contains("ab", "c");
    assertThat(examples.get(1).integers("meta/N", 2)).containsExactly(300, -1);
    assertThat(examples.get(1).has("mosh/shape")).isFalse();
  }

  @Test
  void numbers_that_are_not_packed_are_read_too() {
    byte[] one = {0x0d, 0, 0, (byte) 0x80, 0x3f, 0x0d, 0, 0, 0, 0x40, 0x0d, 0, 0, 0x40, 0x40};
    byte[] two = {0x08, 5, 0x08, (byte) 0xac, 2};
    RecordFile.Example example =
        read(new RecordOut().list("f", 2, one).list("i", 3, two).record()).get(0);
    assertThat(example.floats("f")).containsExactly(1, 2, 3);
    assertThat(example.integers("i", 2)).containsExactly(5, 300);
  }

  @Test
  void what_is_missing_or_of_another_kind_or_length_is_named() {
    RecordFile.Example example = read(two()).get(0);
    assertThatThrownBy(() -> example.floats("mosh/poses"))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "x.tfrecord: another format at byte 12: feature mosh/poses: expected a list of numbers,"
                + " got none; the record has [meta/N, mosh/shape, image/encoded]; check the path");
    assertThatThrownBy(() -> example.floats("meta/N"))
        .hasMessageContaining("feature meta/N: expected a list of numbers, got another kind");
    assertThatThrownBy(() -> example.floats("mosh/shape", 10))
        .hasMessage(
            "x.tfrecord: corrupt at byte 12: feature mosh/shape: expected 10 values, got 2; fetch the"
                + " file again");
  }

  @Test
  void another_kind_of_file_and_damaged_ones_are_refused() {
    assertThatThrownBy(() -> read("hello, world of records".getBytes(US_ASCII)))
        .hasMessage(
            "x.tfrecord: another format at byte 0: TensorFlow records: expected a length with its"
                + " check sum, got other bytes; check the path");
    byte[] bytes = two();
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 5)))
        .hasMessageContaining("corrupt at byte");
    byte[] changed = bytes.clone();
    changed[30] ^= 1;
    assertThatThrownBy(() -> read(changed))
        .hasMessage(
            "x.tfrecord: corrupt at byte 12: record 1: expected its check sum, got another; fetch the"
                + " file again");
  }

  @Test
  void damage_behind_right_check_sums_gives_nothing_but_faults() {
    Random random = new Random(5);
    byte[] sound = new RecordOut().integers("meta/N", 2, 3).floats("f", 1, 2, 3).record();
    for (int round = 0; round < 3000; round++) {
      byte[] example = Arrays.copyOfRange(sound, 12, sound.length - 4);
      example[random.nextInt(example.length)] = (byte) random.nextInt(256);
      byte[] record = sound.clone();
      System.arraycopy(example, 0, record, 12, example.length);
      int sum = BundleOut.masked(BundleOut.sum(example));
      for (int i = 0; i < 4; i++) {
        record[record.length - 4 + i] = (byte) (sum >>> (8 * i));
      }
      try {
        for (RecordFile.Example read : read(record)) {
          read.floats("f");
          read.integers("meta/N", 2);
        }
      } catch (Fault expected) {
        assertThat(expected).hasMessageContaining("x.tfrecord");
      }
    }
  }
}
