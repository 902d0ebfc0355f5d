package hmrbench.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** YAML text to {@link Node}s that know their line. */
final class YamlText {

  /** Deeper than any config, shallow enough for the stack. */
  static final int DEEPEST = 30;

  /** Far more than any experiment names. */
  static final int MOST_VALUES = 100_000;

  private static final YAMLFactory YAML = new YAMLFactory();

  private final YAMLParser parser;
  private final String source;
  private final int firstLine;
  private final Path folder;
  private final Mistakes mistakes;
  private int values;

  private YamlText(
      YAMLParser parser, String source, int firstLine, Path folder, Mistakes mistakes) {
    this.parser = parser;
    this.source = source;
    this.firstLine = firstLine;
    this.folder = folder;
    this.mistakes = mistakes;
  }

  /** Parses a file's text; if it is no YAML, empty with a mistake reported. */
  static Optional<Node> ofFile(String text, Path file, String source, Mistakes mistakes) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return parse(text, source, 0, folder == null ? file : folder, mistakes);
  }

  /** Parses the value of an option of the command line. */
  static Optional<Node> ofOption(String text, String source, Path folder, Mistakes mistakes) {
    return parse(text, source, -1, folder, mistakes);
  }

  private static Optional<Node> parse(
      String text, String source, int firstLine, Path folder, Mistakes mistakes) {
    Place unlined = new Place(source, 0, folder);
    try (YAMLParser parser = YAML.createParser(text)) {
      YamlText reader = new YamlText(parser, source, firstLine, folder, mistakes);
      if (parser.nextToken() == null) {
        return Optional.of(new Scalar(reader.place(), Scalar.Type.NOTHING, ""));
      }
      Node node = reader.node(0);
      if (parser.nextToken() != null) {
        mistakes.add(reader.place(), "document", "expected one document, got a second one");
      }
      return Optional.of(node);
    } catch (JsonProcessingException e) {
      YamlProblem problem = YamlProblem.of(e, text);
      Place place = firstLine < 0 ? unlined : new Place(source, problem.line(), folder);
      mistakes.add(place, "document", "%s", problem.sentence());
      return Optional.empty();
    } catch (IOException e) {
      mistakes.add(unlined, "document", "cannot be read: %s", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Place place() {
    int line = firstLine < 0 ? 0 : Math.max(1, parser.currentTokenLocation().getLineNr());
    return new Place(source, line, folder);
  }

  private Node node(int depth) throws IOException {
    Place place = place();
    JsonToken token = parser.currentToken();
    if (depth > DEEPEST) {
      throw refused("is nested deeper than %s levels".formatted(DEEPEST));
    }
    if (++values > MOST_VALUES) {
      throw refused("has more than %s values".formatted(MOST_VALUES));
    }
    if (parser.isCurrentAlias()) {
      mistakes.add(place, "*" + parser.getText(), "aliases are not supported; write it out");
      return new Scalar(place, Scalar.Type.NOTHING, "");
    }
    return switch (token) {
      case START_OBJECT -> mapping(place, depth);
      case START_ARRAY -> listing(place, depth);
      case VALUE_NUMBER_INT -> new Scalar(place, Scalar.Type.INTEGER, parser.getText());
      case VALUE_NUMBER_FLOAT -> new Scalar(place, Scalar.Type.DECIMAL, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, Scalar.Type.TRUTH, parser.getText());
      case VALUE_NULL -> new Scalar(place, Scalar.Type.NOTHING, "");
      default -> new Scalar(place, Scalar.Type.TEXT, parser.getText());
    };
  }

  private JsonParseException refused(String why) {
    return new JsonParseException(parser, why, parser.currentTokenLocation());
  }

  private Node mapping(Place place, int depth) throws IOException {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Place keyPlace = place();
      parser.nextToken();
      Node value = node(depth + 1);
      if (entries.putIfAbsent(key, value) != null) {
        mistakes.add(keyPlace, key, "is there twice");
      }
    }
    return new Mapping(place, entries);
  }

  private Node listing(Place place, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Listing(place, items);
  }
}
