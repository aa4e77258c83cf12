package io.rooftile.modelimport.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZooTest {
    /// Sources: Keras applications table and `model.summary()` totals (VGG, deep ResNets, MobileNet v1); torchvision's
    /// `resnet18`/`resnet34` 11,689,512 and 21,797,672 learned parameters, plus mean and variance of 4,800 and
    /// 8,512 normalised channels.
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
            """)
    void storesAsManyParametersAsTheUsualCheckpoint(String name, long parameters) {
        assertEquals(parameters, Zoo.topology(name).storedParameters());
    }

    /// Sources: VGG 15.5 and 19.6 G, ResNet-18 to -152 1.8, 3.6, 3.8, 7.6 and 11.3 G (He et al., table 1, where one
    /// FLOP is one multiply-add), MobileNet v1 569, 149 and 41 M (Howard et al., table 6).
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
            """)
    void takesAsManyMacsAsPublished(String name, double macs) {
        assertEquals(macs, (double) Zoo.network(name).macs(), 0.02 * macs);
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
    @CsvSource({"vgg16@", "vgg16@0", "vgg16@99999", "vgg16@12x", "vgg16@-4", "vgg16@16", "vgg16@224x8"})
    void impossibleSizesAreTheUsersError(String name) {
        var error = assertThrows(UserInputException.class, () -> Zoo.network(name));

        assertTrue(error.toString().contains("zoo:" + name), error.toString());
    }
}
