package hmrbench.report.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hmrbench.core.Fault;
import hmrbench.report.view.ResolvedConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the resolved configs of two runs differ. */
final class ConfigDifference {

  private static final YAMLMapper YAML = new YAMLMapper();

  /** Shown in place of a key that a config does not have. */
  private static final String ABSENT = "absent";

  private ConfigDifference() {}

  /** One line per key whose value differs: {@code key: value in the first -> in the second}. */
  static List<String> of(ResolvedConfig first, ResolvedConfig second) {
    Map<String, String> a = flat(first);
    Map<String, String> b = flat(second);
    Set<String> keys = new LinkedHashSet<>(a.keySet());
    keys.addAll(b.keySet());
    List<String> lines = new ArrayList<>();
    for (String key : keys) {
      String before = a.getOrDefault(key, ABSENT);
      String after = b.getOrDefault(key, ABSENT);
      if (!before.equals(after)) {
        lines.add("%s: %s -> %s".formatted(key, before, after));
      }
    }
    return lines;
  }

  private static Map<String, String> flat(ResolvedConfig config) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      put(values, "", YAML.readTree(config.text()));
    } catch (JsonProcessingException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: no YAML: %s".formatted(ResolvedConfig.NAME, e.getOriginalMessage()),
          e);
    }
    return values;
  }

  /**
   * Maps are entered; items of a list are too where they have names, so that order is no change.
   */
  private static void put(Map<String, String> values, String key, JsonNode node) {
    if (node.isObject()) {
      node.properties().forEach(e -> put(values, joined(key, e.getKey()), e.getValue()));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      node.forEach(item -> put(values, joined(key, item.path("name").asText()), item));
    } else {
      values.put(key, node.isValueNode() ? node.asText() : node.toString());
    }
  }

  private static String joined(String key, String next) {
    return key.isEmpty() ? next : key + "." + next;
  }
}
