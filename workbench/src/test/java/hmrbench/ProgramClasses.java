package hmrbench;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the program without its tests, read once for all rules about them. */
public final class ProgramClasses {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("hmrbench");

  private ProgramClasses() {}

  /** All of them. */
  public static JavaClasses all() {
    return ALL;
  }
}
