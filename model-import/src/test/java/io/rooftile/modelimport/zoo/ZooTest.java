package io.rooftile.modelimport.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZooTest {
    /// Sources: `keras.applications` model totals (VGG, deep ResNets, MobileNets, Inception v3, DenseNet);
    /// torchvision's `alexnet` and `squeezenet1_1`, and its `resnet18` and `resnet34` with 11,689,512 and
    /// 21,797,672 learned
    /// parameters plus mean and variance of 4,800 and 8,512 normalised channels; Caffe's `bvlc_googlenet`; the
    /// sizes of Darknet's weight files, (35,434,956 - 20) / 4 and (248,007,048 - 20) / 4; LeNet and U-Net by hand.
    @ParameterizedTest
    @CsvSource(textBlock = """
            vgg16,             138357544
            vgg19,             143667240
            resnet18,           11699112
            resnet34,           21814696
            resnet50,           25636712
            resnet101,          44707176
            resnet152,          60419944
            mobilenet_v1_0.25,    475544
            mobilenet_v1_0.5,    1342536
            mobilenet_v1_1.0,    4253864
            lenet5,                61706
            alexnet,            61100840
            mobilenet_v2_1.0,    3538984
            mobilenet_v2_1.4,    6156712
            inception_v1,        6998552
            inception_v3,       23851784
            squeezenet1.1,       1235496
            densenet121,         8062504
            yolov3_tiny,         8858734
            yolov3,             62001757
            unet,               31031685
            """)
    void storesAsManyParametersAsTheUsualCheckpoint(String name, long parameters) {
        assertEquals(parameters, Zoo.topology(name).storedParameters());
    }

    /// Sources: VGG 15.5 and 19.6 G, ResNet-18 to -152 1.8, 3.6, 3.8, 7.6 and 11.3 G (He et al., table 1, where one
    /// FLOP is one multiply-add); MobileNet v1 569, 149 and 41 M (Howard et al., table 6); v2 300 and 585 M
    /// (Sandler et al., table 4); Inception v1 1.58 G (Caffe's network), v3 5.7 G, v4 12.3 G, DenseNet-121 2.85 G,
    /// SqueezeNet
    /// 0.35 G, AlexNet 0.71 G (counts of torchvision's and timm's models); EfficientNet-B0 0.39 G (Tan and Le,
    /// table 2), of which squeeze-and-excite has less than 1 M; YOLOv3 65.86 and tiny 5.56 GFLOP (Darknet's page),
    /// SSD 3.775
    /// GFLOP (Open Model Zoo, ssd_mobilenet_v2_coco), 2 FLOP each; LeNet by hand.
    @ParameterizedTest
    @CsvSource(textBlock = """
            vgg16,             15.5e9
            vgg19,             19.6e9
            resnet18,           1.8e9
            resnet34,           3.6e9
            resnet50,           3.8e9
            resnet101,          7.6e9
            resnet152,         11.3e9
            mobilenet_v1_0.25,   41e6
            mobilenet_v1_0.5,   149e6
            mobilenet_v1_1.0,   569e6
            lenet5,            416520
            alexnet,            714e6
            mobilenet_v2_1.0,   300e6
            mobilenet_v2_1.4,   585e6
            inception_v1,      1.58e9
            inception_v3,      5.71e9
            inception_v4,      12.27e9
            squeezenet1.1,      349e6
            efficientnet_lite0, 390e6
            densenet121,       2.85e9
            yolov3_tiny,       2.78e9
            yolov3,           32.93e9
            ssd_mobilenet_v2, 1.8875e9
            """)
    void takesAsManyMacsAsPublished(String name, double macs) {
        assertEquals(macs, (double) Zoo.network(name).macs(), 0.02 * macs);
    }

    /// Published counts leave out mean and variance (timm's `inception_v4`, which has a scale that TF-Slim does not
    /// have; TensorFlow's `efficientnet-lite0`).
    @ParameterizedTest
    @CsvSource({"inception_v4, 42679816, 1", "efficientnet_lite0, 4652008, 2"})
    void learnsAsManyParametersAsPublished(String name, long learned, int vectorsLess) {
        Topology topology = Zoo.topology(name);
        long normalisedChannels = topology.network().layers().stream()
                .filter(Convolution.class::isInstance)
                .mapToLong(layer -> layer.output().shape().channels())
                .sum();

        assertEquals(learned, topology.storedParameters() - vectorsLess * normalisedChannels);
    }

    /// Source: Open Model Zoo, ssd_mobilenet_v2_coco, 16.818 M parameters after folding.
    @Test
    void detectorHasAsManyFoldedParametersAsPublished() {
        assertEquals(16.818e6, (double) Zoo.network("ssd_mobilenet_v2").parameters(), 500);
    }

    /// By hand, with 65536 / 4^l pixels and 64 * 2^l channels on level l.
    @Test
    void unetsMacsAreThoseOfItsLevels() {
        long macs = 65536L * (9 * 64 * 2 + 2);
        for (int level = 0; level < 5; level++) {
            long pixels = 65536 >> (2 * level);
            long width = 64L << level;
            long into = level == 0 ? 1 : width / 2;
            macs += pixels * 9 * (into * width + width * width);
            macs += level == 4 ? 0 : pixels * width * (4 * 2 * width + 9 * 2 * width + 9 * width);
        }
        assertEquals(macs, Zoo.network("unet").macs());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyTopologyIsBuiltForAHeightThatIsNotItsWidth(String name) {
        Network network = Zoo.network(name + "@320x448");

        assertEquals(320, network.inputs().getFirst().shape().height());
        assertEquals(448, network.inputs().getFirst().shape().width());
        assertTrue(network.macs() > 0);
    }

    private static List<String> names() {
        return Zoo.names();
    }

    @Test
    void inputSizeIsHeightTimesWidth() {
        Network network = Zoo.network("mobilenet_v1_0.5@160x96");

        assertEquals(Shape.of(1, 160, 96, 3), network.inputs().getFirst().shape());
        assertEquals(
                Shape.of(1, 80, 48, 16), network.layers().getFirst().output().shape());
    }

    @Test
    void unknownNameIsAnsweredWithTheNearest() {
        var error = assertThrows(UserInputException.class, () -> Zoo.network("resnet5O"));

        assertTrue(error.toString().contains("did you mean resnet50?"), error.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "vgg16@",
        "vgg16@0",
        "vgg16@99999",
        "vgg16@12x",
        "vgg16@-4",
        "vgg16@16",
        "vgg16@224x8",
        "unet@250",
        "yolov3@400x416",
        "inception_v3@64"
    })
    void impossibleSizesAreTheUsersError(String name) {
        var error = assertThrows(UserInputException.class, () -> Zoo.network(name));

        assertTrue(error.toString().contains("zoo:" + name), error.toString());
    }
}
