package io.rooftile.calibration.published;

import io.rooftile.costmodel.published.HostWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a model of AMD's zoo says: `tf_resnetv1_50_imagenet_224_224_0.38_4.3G` is a ResNet-50 on images of
/// 224 x 224, of whose operations 38 % are pruned away and 4.3 giga remain.
final class ZooModel {
    private static final Pattern FRAMEWORK = Pattern.compile("^(pt|tf2|tf|cf|dk|torchvision)_");
    private static final Pattern SIZE = Pattern.compile("_(\\d{2,5})_(\\d{2,5})(?=_|$)");
    private static final Pattern PRUNED = Pattern.compile("_(0\\.\\d+)_[\\d.]+[GM]$");

    /// Topologies that come with Rooftile, and how the zoo calls them; the first that matches.
    private static final Map<String, Pattern> TOPOLOGIES = ordered(
            "yolov3_tiny", "^(tiny[-_]?yolov3|yolov3[-_]?tiny)",
            "yolov3", "^yolov3",
            "resnet152", "^resnet(v[12])?_?152",
            "resnet101", "^resnet(v[12])?_?101",
            "resnet50", "^(ofa-|mlperf_|personreid-)?res(net)?(v[12])?_?50",
            "resnet34", "^(ofa-|personreid-)?res(net)?(v[12])?_?34",
            "resnet18", "^(ofa-|personreid-)?res(net)?(v[12])?_?18",
            "inception_v1", "^inceptionv1",
            "inception_v3", "^inceptionv3",
            "inception_v4", "^inceptionv4",
            "vgg16", "^vgg16",
            "vgg19", "^vgg19",
            "mobilenet_v1_0.25", "^mobilenetv1_0\\.25",
            "mobilenet_v1_0.5", "^mobilenetv1_0\\.5",
            "mobilenet_v1_1.0", "^mobilenetv1",
            "mobilenet_v2_1.4", "^mobilenetv2_1\\.4",
            "mobilenet_v2_1.0", "^mobilenetv2",
            "squeezenet1.1", "^squeezenet",
            "densenet121", "^densenet",
            "unet", "unet");

    /// Kinds of network that share an architecture, whatever they were trained for; left out together in tests.
    private static final List<String> FAMILIES = List.of(
            "fpn",
            "yolo",
            "mobilenet",
            "inception",
            "resnet",
            "res50",
            "res18",
            "vgg",
            "fadnet",
            "efficient",
            "facerec",
            "densebox",
            "pointp",
            "hourglass",
            "ssd",
            "unet",
            "refinedet");

    private static final Pattern DENSE = Pattern.compile("cityscapes|edd|endov|multitask|superpoint|mt-");
    private static final Pattern POSE = Pattern.compile("mpii|openpose|hourglass");
    private static final Pattern SEPARABLE = Pattern.compile("mobile|efficient|nano|depthwise|mnas");
    private static final Pattern HARD_SWISH = Pattern.compile("mobilenetv3");

    private final String name;

    private ZooModel(String name) {
        this.name = name;
    }

    static ZooModel of(String fullName) {
        return new ZooModel(FRAMEWORK.matcher(fullName).replaceFirst("").toLowerCase(Locale.ROOT));
    }

    private static Map<String, Pattern> ordered(String... pairs) {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            patterns.put(pairs[i], Pattern.compile(pairs[i + 1]));
        }
        return patterns;
    }

    /// An image of more than a pixel.
    record ImageSize(int height, int width) {}

    Optional<ImageSize> imageSize() {
        Matcher matcher = SIZE.matcher(name);
        return matcher.find()
                ? Optional.of(new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /// Whether operations were pruned away, as far as the name says.
    boolean isPruned() {
        return PRUNED.matcher(name.toUpperCase(Locale.ROOT)).find();
    }

    Optional<String> topology() {
        return TOPOLOGIES.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(name).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    String family() {
        return FAMILIES.stream()
                .filter(name::contains)
                .findFirst()
                .map(family -> family.startsWith("res") ? "resnet" : family)
                .orElse(name.split("[_-]", 2)[0]);
    }

    HostWork hostWork() {
        if (POSE.matcher(name).find()) {
            return HostWork.POSE;
        }
        boolean isDetector = name.contains("yolo") || name.contains("ssd") || name.contains("refinedet");
        return DENSE.matcher(name).find() && !isDetector ? HostWork.DENSE : HostWork.LIGHT;
    }

    boolean isSeparable() {
        return SEPARABLE.matcher(name).find();
    }

    /// Whether its activation is hard-swish, which DPUs learnt late.
    boolean hasHardSwish() {
        return HARD_SWISH.matcher(name).find();
    }
}
