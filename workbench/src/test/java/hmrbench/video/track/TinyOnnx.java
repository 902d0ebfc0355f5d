package hmrbench.video.track;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a small network in the ONNX format (protocol buffers, onnx.proto3) that acts like a YOLO
 * detector for one kind of person: a white cell of 64 x 64 pixels.
 *
 * <p>One convolution takes the mean of each cell as the confidence of class 0; an addition puts a
 * box of 64 x 128 pixels about the cell's middle.
 */
final class TinyOnnx {

  private static final int SIDE = 640;
  private static final int CELL = 64;
  private static final int CELLS = SIDE / CELL;

  /** x, y, width, height, person, one other class. */
  private static final int VALUES = 6;

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private TinyOnnx() {}

  /**
   * A network with output [1, 6, 100], or [1, 100, 7] with objectness 1.
   *
   * @param objectness whether it follows the older layout
   */
  static byte[] model(boolean objectness) {
    int values = objectness ? VALUES + 1 : VALUES;
    int person = objectness ? 5 : 4;
    float[] weights = new float[values * 3 * CELL * CELL];
    for (int i = 0; i < 3 * CELL * CELL; i++) {
      weights[person * 3 * CELL * CELL + i] = 1f / (3 * CELL * CELL);
    }
    float[] offsets = new float[values * CELLS * CELLS];
    for (int cell = 0; cell < CELLS * CELLS; cell++) {
      offsets[cell] = (cell % CELLS + 0.5f) * CELL;
      offsets[CELLS * CELLS + cell] = (Math.floorDiv(cell, CELLS) + 0.5f) * CELL;
      offsets[2 * CELLS * CELLS + cell] = CELL;
      offsets[3 * CELLS * CELLS + cell] = 2 * CELL;
      if (objectness) {
        offsets[4 * CELLS * CELLS + cell] = 1;
      }
    }
    Proto graph = new Proto();
    graph.message(
        1,
        node("Conv", "cells", "images", "weights")
            .message(5, ints("kernel_shape", CELL, CELL))
            .message(5, ints("strides", CELL, CELL)));
    graph.message(1, node("Reshape", "flat", "cells", "shape"));
    graph.message(1, node("Add", objectness ? "sum" : "output", "flat", "offsets"));
    if (objectness) {
      graph.message(1, node("Transpose", "output", "sum").message(5, ints("perm", 0, 2, 1)));
    }
    graph.text(2, "cells");
    graph.message(5, floats("weights", weights, values, 3, CELL, CELL));
    graph.message(5, longs("shape", 1, values, CELLS * CELLS));
    graph.message(5, floats("offsets", offsets, 1, values, CELLS * CELLS));
    graph.message(11, value("images", 1, 3, SIDE, SIDE));
    graph.message(
        12,
        objectness
            ? value("output", 1, CELLS * CELLS, values)
            : value("output", 1, values, CELLS * CELLS));
    Proto model = new Proto();
    model.number(1, 8);
    model.message(7, graph);
    model.message(8, new Proto().number(2, 13));
    return model.bytes();
  }

  private static Proto node(String operation, String output, String... inputs) {
    Proto node = new Proto();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, operation);
  }

  private static Proto ints(String name, long... values) {
    Proto attribute = new Proto().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }

  private static Proto floats(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    return tensor(name, FLOAT, raw.array(), shape);
  }

  private static Proto longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    return tensor(name, INT64, raw.array(), values.length);
  }

  private static Proto tensor(String name, int type, byte[] raw, long... shape) {
    Proto tensor = new Proto();
    for (long size : shape) {
      tensor.number(1, size);
    }
    return tensor.number(2, type).text(8, name).raw(9, raw);
  }

  private static Proto value(String name, long... shape) {
    Proto dimensions = new Proto();
    for (long size : shape) {
      dimensions.message(1, new Proto().number(1, size));
    }
    Proto type = new Proto().number(1, FLOAT).message(2, dimensions);
    return new Proto().text(1, name).message(2, new Proto().message(1, type));
  }

  /** A protocol buffer message that is being written. */
  private static final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Proto text(int field, String value) {
      return raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto message(int field, Proto value) {
      return raw(field, value.bytes());
    }

    Proto raw(int field, byte[] value) {
      varint(((long) field << 3) | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
