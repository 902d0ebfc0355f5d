package hmrbench.io.pickle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A JSON file as the tree that a pickle of the same values is. */
public final class JsonTree {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_BYTES = 64 << 20;

  private static final ObjectMapper JSON = StrictJson.reader(MAX_DEPTH);

  private JsonTree() {}

  /**
   * Reads a file.
   *
   * @throws Fault if it is no JSON, or larger than such files are
   */
  public static TreeNode read(Path path) {
    ByteSource source = ByteSource.open(path);
    if (source.size() > MAX_BYTES) {
      throw Fault.asked(
          "%s: expected JSON of at most %d bytes, got %d", path, MAX_BYTES, source.size());
    }
    String text = new String(source.bytes(0, (int) source.size()), StandardCharsets.UTF_8);
    try {
      return TreeNode.root(source.name(), value(JSON.readTree(text)));
    } catch (JsonProcessingException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: expected JSON, which ends or breaks off in line %d; write the file again"
              .formatted(path, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      PyDict dict = new PyDict("dict");
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        dict.put(entry.getKey(), entry.getKey(), value(entry.getValue()));
      }
      return dict;
    }
    if (node.isArray()) {
      PyList list = new PyList();
      node.forEach(item -> list.add(value(item)));
      return list;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    return node.isNumber() ? (Object) node.doubleValue() : PyNone.NONE;
  }
}
