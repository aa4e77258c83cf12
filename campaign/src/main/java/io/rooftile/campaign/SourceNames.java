package io.rooftile.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/// Short names for paths: the last element, and as many folders before it as tell the paths apart, so that
/// `digits/frozen.pb` and `gestures/frozen.pb` become `digits-frozen` and `gestures-frozen`.
final class SourceNames {
    private SourceNames() {}

    /// One name each, in the same order; alike only where the paths are.
    static List<String> of(List<String> locations) {
        int longest = locations.stream()
                .mapToInt(location -> elements(location).size())
                .max()
                .orElse(1);
        List<String> names = new ArrayList<>(Collections.nCopies(locations.size(), ""));
        for (int i = 0; i < names.size(); i++) {
            for (int count = 1; count <= longest; count++) {
                int most = count;
                String name = name(locations.get(i), count);
                names.set(i, name);
                if (locations.stream()
                                .filter(other -> name(other, most).equals(name))
                                .count()
                        == 1) {
                    break;
                }
            }
        }
        return new HashSet<>(names).size() == names.size()
                ? names
                : locations.stream().map(location -> name(location, longest)).toList();
    }

    private static String name(String location, int count) {
        List<String> elements = elements(location);
        return String.join("-", elements.subList(Math.max(0, elements.size() - count), elements.size()));
    }

    private static List<String> elements(String location) {
        String path = location.startsWith("zoo:")
                ? location.substring("zoo:".length())
                : location.replaceAll("\\.(tflite|h5|hdf5|keras|json|pb|pbtxt|yaml|yml)$", "");
        return List.of(path.split("[/\\\\]", -1)).stream()
                .filter(element -> !element.isEmpty() && !element.equals(".") && !element.equals(".."))
                .map(SourceNames::plain)
                .toList();
    }

    /// Without characters that a folder's name or a table would stumble over.
    static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
