package io.rooftile.modelimport.zoo;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Built-in topologies by name: `resnet50`, `mobilenet_v1_0.5@160`, `yolov3_tiny@224x416` (height x width).
public final class Zoo {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?");

    private static final List<Entry> ENTRIES = List.of(
            entry("lenet5", 28, LeNet5::build),
            entry("alexnet", 224, AlexNet::build),
            entry("vgg16", 224, (name, size) -> Vgg.build(name, size, 2, 2, 3, 3, 3)),
            entry("vgg19", 224, (name, size) -> Vgg.build(name, size, 2, 2, 4, 4, 4)),
            entry("resnet18", 224, (name, size) -> ResNet.shallow(name, size, 2, 2, 2, 2)),
            entry("resnet34", 224, (name, size) -> ResNet.shallow(name, size, 3, 4, 6, 3)),
            entry("resnet50", 224, (name, size) -> ResNet.deep(name, size, 3, 4, 6, 3)),
            entry("resnet101", 224, (name, size) -> ResNet.deep(name, size, 3, 4, 23, 3)),
            entry("resnet152", 224, (name, size) -> ResNet.deep(name, size, 3, 8, 36, 3)),
            entry("mobilenet_v1_0.25", 224, (name, size) -> MobileNetV1.build(name, size, 0.25)),
            entry("mobilenet_v1_0.5", 224, (name, size) -> MobileNetV1.build(name, size, 0.5)),
            entry("mobilenet_v1_1.0", 224, (name, size) -> MobileNetV1.build(name, size, 1.0)),
            entry("mobilenet_v2_1.0", 224, (name, size) -> MobileNetV2.build(name, size, 1.0)),
            entry("mobilenet_v2_1.4", 224, (name, size) -> MobileNetV2.build(name, size, 1.4)),
            entry("inception_v1", 224, InceptionV1::build),
            entry("inception_v3", 299, InceptionV3::build),
            entry("inception_v4", 299, InceptionV4::build),
            entry("squeezenet1.1", 224, SqueezeNet::build),
            entry("efficientnet_lite0", 224, EfficientNetLite::build),
            entry("densenet121", 224, DenseNet::build),
            entry("yolov3_tiny", 416, YoloV3::tiny),
            entry("yolov3", 416, YoloV3::full),
            entry("ssd_mobilenet_v2", 300, SsdMobileNetV2::build),
            entry("unet", 256, UNet::build));

    private Zoo() {}

    /// Makes a topology for an input size.
    @FunctionalInterface
    private interface Family {
        Topology build(String name, InputSize size);
    }

    private record Entry(String name, InputSize usual, Family family) {}

    private static Entry entry(String name, int side, Family family) {
        return new Entry(name, InputSize.square(side), family);
    }

    /// The names, in the order of the help page.
    public static List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    /// A topology, before graph passes.
    ///
    /// @param name as after `zoo:`; behind an `@` the side of the input image in pixels, or its height `x` width
    /// @throws UserInputException when there is no such topology or its input size is not possible
    public static Network network(String name) {
        return topology(name).network();
    }

    /// A topology with the size of its usual checkpoint.
    ///
    /// @param name as for [#network(String)]
    /// @throws UserInputException when there is no such topology or its input size is not possible
    public static Topology topology(String name) {
        int at = name.indexOf('@');
        String base = at < 0 ? name : name.substring(0, at);
        Entry entry = ENTRIES.stream()
                .filter(candidate -> candidate.name().equals(base))
                .findFirst()
                .orElseThrow(() -> UserInputException.of(
                        "zoo:" + name,
                        "",
                        "there is no topology " + base,
                        "did you mean " + nearest(base) + "? There are " + String.join(", ", names())));
        return entry.family().build(name, at < 0 ? entry.usual() : size(name, name.substring(at + 1)));
    }

    private static InputSize size(String name, String text) {
        Matcher matcher = SIZE.matcher(text);
        if (matcher.matches()) {
            int height = Integer.parseInt(matcher.group(1));
            int width = matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2));
            if (Math.min(height, width) >= 1 && Math.max(height, width) <= InputSize.LIMIT) {
                return new InputSize(height, width);
            }
        }
        throw UserInputException.of(
                "zoo:" + name,
                "",
                "the input size '" + text + "' is not possible",
                "give pixels as @SIDE or @HEIGHTxWIDTH, at most " + InputSize.LIMIT + ", for example @224 or @160x96");
    }

    private static String nearest(String wanted) {
        return names().stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .orElseThrow();
    }

    /// Levenshtein distance.
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
