package io.rooftile.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may import whom, and rules that hold everywhere. The scan must have seen enough classes, so that a rule
/// over nothing cannot pass.
@NullMarked
final class ArchitectureTest {
    private static final int LEAST_CLASSES = 250;

    /// Module packages, each with the modules whose packages it may use.
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("core", List.of()),
            Map.entry("resourcedb", List.of("core")),
            Map.entry("modelimport", List.of("core")),
            Map.entry("quantization", List.of("core")),
            Map.entry("costmodel", List.of("core")),
            Map.entry("rtl", List.of("core", "quantization")),
            Map.entry("dse", List.of("core", "costmodel", "quantization")),
            Map.entry("calibration", List.of("core", "costmodel", "rtl", "quantization")),
            Map.entry("reports", List.of("core", "costmodel", "dse", "calibration")),
            Map.entry("campaign", List.of("core", "costmodel", "rtl", "quantization", "dse", "calibration", "reports")),
            Map.entry(
                    "gui",
                    List.of(
                            "core",
                            "resourcedb",
                            "modelimport",
                            "quantization",
                            "costmodel",
                            "rtl",
                            "dse",
                            "calibration",
                            "reports")),
            Map.entry(
                    "benchmarks",
                    List.of("core", "resourcedb", "modelimport", "quantization", "costmodel", "dse", "rtl")),
            Map.entry(
                    "cli",
                    List.of(
                            "core",
                            "resourcedb",
                            "modelimport",
                            "quantization",
                            "costmodel",
                            "rtl",
                            "dse",
                            "calibration",
                            "reports",
                            "campaign",
                            "benchmarks")));

    private static JavaClasses scanned = new ClassFileImporter().importClasses();

    @BeforeAll
    static void scan() {
        scanned = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("jmh_generated"))
                // The window's tests, which come as a library of their own.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.rooftile");
    }

    @Test
    void scan_ofAllModules_seesEnoughClasses() {
        assertTrue(scanned.size() > LEAST_CLASSES, "saw only " + scanned.size() + " classes");
        for (String module : MAY_USE.keySet()) {
            assertTrue(
                    scanned.stream().anyMatch(type -> type.getPackageName().startsWith("io.rooftile." + module)),
                    "saw nothing of " + module);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "core",
        "resourcedb",
        "modelimport",
        "quantization",
        "costmodel",
        "rtl",
        "dse",
        "calibration",
        "reports",
        "campaign",
        "benchmarks",
        "cli",
        "gui"
    })
    void module_usesOnlyWhatItMay(String module) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(module)
                        && !MAY_USE.getOrDefault(module, List.of()).contains(other))
                .map(other -> "io.rooftile." + other + "..")
                .toArray(String[]::new);
        if (forbidden.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage("io.rooftile." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(scanned);
        }
    }

    @Test
    void packages_areFreeOfCycles() {
        slices().matching("io.rooftile.(**)").should().beFreeOfCycles().check(scanned);
    }

    @Test
    void coreAndCostModel_needNothingAtRunTimeButJSpecify() {
        classes()
                .that()
                .resideInAnyPackage("io.rooftile.core..", "io.rooftile.costmodel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.rooftile..", "java..", "org.jspecify.annotations..")
                .check(scanned);
    }

    @Test
    void coreCostModelAndSearch_doNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage("io.rooftile.core..", "io.rooftile.costmodel..", "io.rooftile.dse..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
                .check(scanned);
    }

    @Test
    void search_namesNoLayerType() {
        noClasses()
                .that()
                .resideInAPackage("io.rooftile.dse..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are layer types",
                        (JavaClass type) ->
                                type.isAssignableTo("io.rooftile.core.network.Layer") && !type.isInterface()))
                .check(scanned);
    }

    @Test
    void viewModels_knowNoView() {
        noClasses()
                .that()
                .resideInAPackage("io.rooftile.gui..")
                .and()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..", "javafx.animation..")
                .check(scanned);
    }

    @Test
    void chanceAndClocks_areParameters() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.rooftile.cli..", "io.rooftile.gui", "io.rooftile.examples..")
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(scanned);
    }

    @Test
    void standardStreams_belongToTheCommandLineAndTheStartOfTheWindow() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.rooftile.cli..", "io.rooftile.gui", "io.rooftile.examples..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(scanned);
    }

    @Test
    void packages_areNullMarked() {
        classes()
                .should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getPackageName() + " has no @NullMarked package-info"));
                        }
                    }
                })
                .check(scanned);
    }

    @Test
    void numericRecordComponents_sayTheirUnit() {
        classes()
                .that()
                .resideInAnyPackage("io.rooftile.core.device..", "io.rooftile.core.design..")
                .and()
                .areAssignableTo(Record.class)
                .should(new ArchCondition<JavaClass>("name units in numeric components") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaField field : type.getFields()) {
                            if (!field.getModifiers().contains(JavaModifier.STATIC)
                                    && isNumeric(field)
                                    && !saysUnit(field.getName())) {
                                events.add(SimpleConditionEvent.violated(
                                        field, field.getFullName() + " does not say its unit"));
                            }
                        }
                    }
                })
                .check(scanned);
    }

    private static boolean isNumeric(JavaField field) {
        return List.of("int", "long", "double", "float")
                .contains(field.getRawType().getName());
    }

    /// Ends with a unit, or is one of the counts that the field names by itself.
    private static boolean saysUnit(String name) {
        List<String> units = List.of(
                "bits", "bytes", "words", "hertz", "cycles", "fraction", "milliwatts", "persecond", "inputs", "block");
        List<String> counts = List.of(
                "lut", "ff", "dsp", "bram", "uram", "pp", "icp", "ocp", "pe", "simd", "cores", "tileoy", "tileox",
                "tilek", "value");
        String lower = name.toLowerCase(Locale.ROOT);
        return counts.contains(lower) || units.stream().anyMatch(lower::endsWith);
    }
}
