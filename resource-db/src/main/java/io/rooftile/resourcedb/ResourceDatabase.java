package io.rooftile.resourcedb;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.Part;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The parts, boards and coefficient sets that come with Rooftile, and the user's own in the same format. A look-up
/// reads only the files it needs, each time anew; nothing is cached or changed.
public final class ResourceDatabase {
    /// The coefficient set that needs no measurement.
    public static final String THEORY = "theory";

    /// The coefficient set that was fitted to measurements of our own dataflow hardware; of overlays, and of parts that
    /// nothing was measured on, it says what [#THEORY] does.
    public static final String OWN = "rooftile";

    private static final String PARTS = "parts";
    private static final String BOARDS = "boards";
    private static final String COEFFICIENTS = "coefficients";
    private static final String ARCHITECTURES = "architectures";

    private final Map<String, List<String>> index;

    private ResourceDatabase(Map<String, List<String>> index) {
        this.index = index;
    }

    public static ResourceDatabase builtIn() {
        return new ResourceDatabase(DataFiles.index());
    }

    /// Built-in boards, sorted.
    public List<String> boardNames() {
        return names(BOARDS);
    }

    /// Built-in parts, sorted.
    public List<String> partNames() {
        return names(PARTS);
    }

    /// Built-in coefficient sets, sorted.
    public List<String> coefficientNames() {
        return names(COEFFICIENTS);
    }

    /// Architectures whose blocks are described, sorted.
    public List<String> architectureNames() {
        return names(ARCHITECTURES);
    }

    /// A board.
    ///
    /// @param nameOrFile a built-in name, or a path ending in `.yaml` or `.yml` of the user's own board, whose
    /// `part` is a
    ///     built-in name or a whole description
    /// @throws UserInputException when there is none, with the nearest names, or when the file has a mistake, with
    /// its line
    public Board board(String nameOrFile) {
        return BoardFile.of(tree(BOARDS, "board", nameOrFile), this::partOf);
    }

    /// A built-in part.
    ///
    /// @throws UserInputException when there is none, with the nearest names
    public Part part(String name) {
        return PartFile.of(DataFiles.builtIn(PARTS, known(PARTS, "part", name)), this::architecture);
    }

    /// A coefficient set; its id is its name and a short hash of its values.
    ///
    /// @param nameOrFile a built-in name, or a path ending in `.yaml` or `.yml`
    /// @throws UserInputException as for a board
    public Coefficients coefficients(String nameOrFile) {
        return CoefficientFile.of(tree(COEFFICIENTS, "coefficient set", nameOrFile), this::builtInCoefficients);
    }

    /// A base has no base of its own, so that none can lead back to itself.
    private Coefficients builtInCoefficients(String name) {
        return CoefficientFile.of(
                DataFiles.builtIn(COEFFICIENTS, known(COEFFICIENTS, "coefficient set", name)), base -> {
                    throw UserInputException.of(
                            "coefficient set " + name, "", "it has the base " + base, "name a set that has none");
                });
    }

    private YamlNode tree(String folder, String what, String nameOrFile) {
        return DataFiles.isFile(nameOrFile)
                ? DataFiles.file(nameOrFile)
                : DataFiles.builtIn(folder, known(folder, what, nameOrFile));
    }

    private Part partOf(YamlNode node) {
        if (node instanceof YamlNode.Mapping) {
            return PartFile.of(node, this::architecture);
        }
        String name = Fields.text(node, "part");
        if (!names(PARTS).contains(name)) {
            throw node.place()
                    .mistake(
                            "unknown part " + name + nearest(name, PARTS),
                            "`rooftile parts` lists all, or describe the part here");
        }
        return part(name);
    }

    private ArchitectureFile architecture(Place place, String name) {
        if (!names(ARCHITECTURES).contains(name)) {
            throw place.mistake("unknown architecture " + name, "it must be one of " + names(ARCHITECTURES));
        }
        return ArchitectureFile.of(DataFiles.builtIn(ARCHITECTURES, name));
    }

    private List<String> names(String folder) {
        return index.getOrDefault(folder, List.of());
    }

    private String known(String folder, String what, String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (names(folder).contains(lowerCase)) {
            return lowerCase;
        }
        throw UserInputException.of(
                what + " " + name,
                "",
                "unknown " + what + nearest(lowerCase, folder),
                "`rooftile parts` lists all; a path of your own file must end in .yaml or .yml");
    }

    private String nearest(String name, String folder) {
        List<String> near = Nearest.of(name, names(folder));
        return near.isEmpty() ? "" : " (nearest: " + String.join(", ", near) + ")";
    }
}
