package io.rooftile.costmodel.published;

/// What the host does with a DPU's output, beside scaling and normalising the image.
public enum HostWork {
    /// Little: a class, or boxes.
    LIGHT,
    /// Decides for every pixel among many classes or descriptors: segmentation of street scenes, multi-task networks.
    DENSE,
    /// Finds the peaks of a stack of heat maps: body poses.
    POSE
}
