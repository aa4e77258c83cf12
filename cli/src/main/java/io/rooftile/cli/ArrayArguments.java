package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.overlay.OverlayOptions;
import io.rooftile.costmodel.overlay.OverlayPresets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The argument that holds the overlays of a search to one array.
final class ArrayArguments {
    private static final Pattern PRODUCT = Pattern.compile("(\\d{1,4})x(\\d{1,4})x(\\d{1,4})");

    @Option(
            names = "--overlay-shape",
            paramLabel = "SHAPE",
            description = {
                "Search only overlays of this array, PPxICPxOCP or by the name of a DPUCZDX8G: b512 (4x8x8), b800",
                "(4x10x10), b1024 (8x8x8), b1152 (4x12x12), b1600 (8x10x10), b2304 (8x12x12), b3136 (8x14x14), b4096",
                "(8x16x16). Shapes from AMD PG338; all else is this engine's. Default: all."
            })
    private @Nullable String shape;

    /// The options that the argument leaves.
    ///
    /// @throws UserInputException when it names no array
    OverlayOptions narrow(OverlayOptions options) {
        return array().map(options::withArray).orElse(options);
    }

    /// Checks the argument before the long work.
    ///
    /// @param families that are searched
    /// @throws UserInputException when it names no array, or no overlay is searched
    void check(List<Family> families) {
        if (array().isPresent() && !families.contains(Family.OVERLAY)) {
            throw UserInputException.of(
                    "--overlay-shape", "", "no overlay is searched", "leave it out, or add overlay to --family");
        }
    }

    private Optional<ArrayShape> array() {
        return Optional.ofNullable(shape).map(ArrayArguments::array);
    }

    private static ArrayShape array(String word) {
        Map<String, ArrayShape> presets = OverlayPresets.all();
        ArrayShape preset = presets.get(word.toUpperCase(Locale.ROOT));
        if (preset != null) {
            return preset;
        }
        Matcher product = PRODUCT.matcher(word);
        if (!product.matches()) {
            throw fault("there is no array " + word);
        }
        int pp = Integer.parseInt(product.group(1));
        int icp = Integer.parseInt(product.group(2));
        int ocp = Integer.parseInt(product.group(3));
        if (Integer.bitCount(pp) != 1 || icp < 1 || ocp < 1) {
            throw fault("the engine has no array " + word);
        }
        return new ArrayShape(pp, icp, ocp);
    }

    private static UserInputException fault(String what) {
        return UserInputException.of(
                "--overlay-shape",
                "",
                what,
                "name one of "
                        + String.join(", ", OverlayPresets.all().keySet()).toLowerCase(Locale.ROOT)
                        + ", or PPxICPxOCP with a power of two for PP: 4x8x8");
    }
}
