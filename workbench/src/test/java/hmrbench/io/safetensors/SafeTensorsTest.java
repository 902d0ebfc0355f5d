package hmrbench.io.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.io.ByteSource;
import hmrbench.io.FormatException;
import hmrbench.io.NdArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {

  private static ByteSource file(String json, byte... values) {
    byte[] header = json.getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put(values);
    return ByteSource.owning("w.safetensors", bytes.array());
  }

  @Test
  void a_file_of_the_specification_is_read() {
    SafeTensors weights =
        SafeTensors.open(
            file(
                "{\"__metadata__\":{\"seed\":\"3\"},\"b\":{\"dtype\":\"BF16\",\"shape\":[2],"
                    + "\"data_offsets\":[0,4]},\"w\":{\"dtype\":\"F16\",\"shape\":[1,1],"
                    + "\"data_offsets\":[4,6]}}  ",
                new byte[] {(byte) 0x80, 0x3f, 0x00, (byte) 0xc0, 0x00, 0x3c}));
    assertThat(weights.names()).containsExactly("b", "w");
    assertThat(weights.metadata()).isEqualTo(Map.of("seed", "3"));
    assertThat(weights.floats("b").toArray()).containsExactly(1, -2);
    assertThat(weights.floats("w").toArray()).containsExactly(1);
    assertThat(weights.shape("w")).containsExactly(1, 1);
  }

  @Test
  void a_sum_tells_of_one_other_bit(@TempDir Path folder) throws IOException {
    Map<String, NdArray> tensors =
        Map.of("a", NdArray.of(new float[] {1, 2}, 2), "b", NdArray.of(new float[] {3}, 1));
    Path file = folder.resolve("s.safetensors");
    SafeTensors.writeSummed(file, tensors, Map.of("step", "7"));
    assertThat(SafeTensors.open(file).hasItsSum()).contains(true);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);
    assertThat(SafeTensors.open(file).hasItsSum()).contains(false);
    SafeTensors.write(file, tensors, Map.of("step", "7"));
    assertThat(SafeTensors.open(file).hasItsSum()).isEmpty();
  }

  @Test
  void what_is_written_is_read_again_and_always_the_same_bytes(@TempDir Path folder)
      throws IOException {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    tensors.put("regressor.fc1.weight", NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    tensors.put("scale", NdArray.of(new double[] {0.25}));
    tensors.put("half", NdArray.ofHalf(new float[] {1, 2}, 2));
    Path file = folder.resolve("w.safetensors");
    SafeTensors.write(file, tensors, Map.of("seed", "3", "name", "tcmr"));
    byte[] first = Files.readAllBytes(file);
    SafeTensors.write(file, tensors, Map.of("name", "tcmr", "seed", "3"));
    assertThat(Files.readAllBytes(file)).isEqualTo(first);

    SafeTensors read = SafeTensors.open(file);
    assertThat(read.names()).containsExactlyElementsOf(tensors.keySet());
    assertThat(read.metadata()).isEqualTo(Map.of("seed", "3", "name", "tcmr"));
    assertThat(read.floats("regressor.fc1.weight").toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.floats("scale").rank()).isZero();
    assertThat(read.floats("half").toArray()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|corrupt at byte 8: "
            + "tensor a data_offsets: expected two positions within 4 bytes of values, got [0,8]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|corrupt at byte 62: "
            + "values of a <f4 array [2]: expected 8 bytes, got 4 left",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}|corrupt at byte 8: "
            + "tensor a: expected values from byte 0 on, without gap or overlap, got from byte 1",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}|corrupt at byte 8: "
            + "safetensors values: expected 2 bytes, got 4 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|corrupt at byte 8: "
            + "tensor a shape: expected whole numbers, got [-1]",
        "{\"a\":1,\"a\":2}|corrupt at byte 8: safetensors header: expected JSON, "
            + "got Duplicate field 'a'"
      })
  void a_damaged_header_says_what_is_wrong(String json, String message) {
    assertThatThrownBy(() -> SafeTensors.open(file(json, new byte[4])))
        .isInstanceOf(FormatException.class)
        .hasMessage("w.safetensors: " + message + "; fetch the file again");
  }

  @Test
  void an_unknown_type_is_unsupported() {
    assertThatThrownBy(
            () ->
                SafeTensors.open(
                    file("{\"a\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,1]}}")))
        .hasMessage(
            "w.safetensors: unsupported at byte 8: tensor a: expected a dtype of [BF16, BOOL, F16, "
                + "F32, F64, I16, I32, I64, I8, U16, U32, U64, U8], got F4; "
                + "convert the file, or ask for the feature");
  }

  @Test
  void another_kind_of_file_is_named_as_such() {
    ByteSource text = ByteSource.owning("notes.txt", "hello, world".getBytes(UTF_8));
    assertThatThrownBy(() -> SafeTensors.open(text))
        .hasMessage(
            "notes.txt: another format at byte 8: safetensors header length: expected 2 to "
                + "100000000, got 8583909746840200552; check the path");
  }

  @Test
  void a_header_of_brackets_does_not_run_deep() {
    assertThatThrownBy(() -> SafeTensors.open(file("{\"a\":" + "[".repeat(100_000))))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(
            "w.safetensors: corrupt at byte 8: safetensors header: expected JSON, got Document "
                + "nesting depth");
  }
}
