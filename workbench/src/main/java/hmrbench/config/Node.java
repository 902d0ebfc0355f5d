package hmrbench.config;

import hmrbench.core.VisibleText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parsed piece of a config, with its position in the file. */
sealed interface Node {

  Place place();

  /** What it is, for messages. */
  String kind();

  /** One value. */
  record Scalar(Place place, Type type, String text) implements Node {

    /** As YAML reads an unquoted value. */
    enum Type {
      TEXT,
      INTEGER,
      DECIMAL,
      TRUTH,
      NOTHING
    }

    @Override
    public String kind() {
      return type == Type.NOTHING ? "nothing" : "\"%s\"".formatted(VisibleText.value(text));
    }
  }

  /** A list. */
  record Listing(Place place, List<Node> items) implements Node {
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A map, in the order of the file. */
  record Mapping(Place place, Map<String, Node> entries) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The same map with one entry replaced or added. */
    Mapping with(String key, Node value) {
      Map<String, Node> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      return new Mapping(place, changed);
    }

    @Override
    public String kind() {
      return "a map";
    }
  }
}
