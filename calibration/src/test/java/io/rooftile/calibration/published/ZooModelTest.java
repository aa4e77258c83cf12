package io.rooftile.calibration.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.costmodel.published.HostWork;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZooModelTest {
    @ParameterizedTest
    @CsvSource({
        "tf_resnetv1_50_imagenet_224_224_0.38_4.3G, resnet50, resnet",
        "pt_OFA-resnet50_imagenet_160_160_0.88_1.8G, resnet50, resnet",
        "pt_personreid-res18_market1501_176_80_1.1G, resnet18, resnet",
        "dk_tiny-yolov3_416_416_5.46G, yolov3_tiny, yolo",
        "tf_mobilenetv1_0.25_imagenet_128_128_27M, mobilenet_v1_0.25, mobilenet",
        "tf2_2d-unet_nuclei_128_128_5.31G, unet, unet",
    })
    void name_saysTopologyAndFamily(String name, String topology, String family) {
        assertEquals(Optional.of(topology), ZooModel.of(name).topology());
        assertEquals(family, ZooModel.of(name).family());
    }

    @Test
    void name_ofAHeadOnABackbone_isNotTheBackbone() {
        ZooModel model = ZooModel.of("cf_FPN-resnet18_EDD_320_320_45.3G");
        assertTrue(model.topology().isEmpty());
        assertEquals("fpn", model.family());
        assertEquals(HostWork.DENSE, model.hostWork());
    }

    @Test
    void imageSize_isHeightThenWidth() {
        assertEquals(
                Optional.of(new ZooModel.ImageSize(288, 512)),
                ZooModel.of("dk_yolov3_bdd_288_512_53.7G").imageSize());
        assertTrue(ZooModel.of("pt_CLOCs_kitti").imageSize().isEmpty());
    }

    @Test
    void isPruned_whereTheNameHasAShare() {
        assertTrue(ZooModel.of("dk_yolov2_voc_448_448_0.66_11.56G").isPruned());
        assertFalse(ZooModel.of("dk_yolov2_voc_448_448_34G").isPruned());
    }

    @Test
    void detectorsOnStreetScenes_leaveLittleToTheHost() {
        assertEquals(
                HostWork.LIGHT,
                ZooModel.of("dk_yolov3_cityscapes_256_512_0.9_5.46G").hostWork());
        assertEquals(
                HostWork.DENSE, ZooModel.of("pt_ENet_cityscapes_512_1024_11.3G").hostWork());
        assertEquals(
                HostWork.POSE, ZooModel.of("cf_hourglass_mpii_256_256_10.2G").hostWork());
    }
}
