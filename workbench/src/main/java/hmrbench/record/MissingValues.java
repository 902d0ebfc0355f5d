package hmrbench.record;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that a record read from a file lacks, which nothing but a file can leave out. */
final class MissingValues {

  private static final PropertyNamingStrategies.SnakeCaseStrategy KEYS =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private final List<String> found = new ArrayList<>();

  private MissingValues() {}

  /**
   * The keys of components that are null and may not be, for example {@code question.config_hash},
   * in records within records and in lists of them.
   */
  static List<String> of(Record read) {
    MissingValues missing = new MissingValues();
    missing.look(read, "");
    return List.copyOf(missing.found);
  }

  private void look(@Nullable Object value, String place) {
    if (value instanceof List<?> list) {
      list.forEach(each -> look(each, place));
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        look(record, component, place.isEmpty() ? "" : place + ".");
      }
    }
  }

  private void look(Record record, RecordComponent component, String before) {
    String place = before + KEYS.translate(component.getName());
    Object value = valueOf(record, component);
    boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (value == null && !mayBeNull) {
      found.add(place);
    }
    look(value, place);
  }

  private static @Nullable Object valueOf(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
