package io.rooftile.modelimport.tensorflow;

import org.bytedeco.javacpp.Loader;

/// TensorFlow's native library, which only the variables of SavedModels need.
public final class NativeLibrary {
    private NativeLibrary() {}

    /// Whether the library for this platform is on the class path, in words; does not load it.
    public static String state() {
        String platform = Loader.getPlatform();
        String library = "/org/tensorflow/internal/c_api/" + platform + "/" + System.mapLibraryName("jnitensorflow");
        return NativeLibrary.class.getResource(library) == null
                ? "missing for " + platform
                : "on the class path for " + platform;
    }
}
