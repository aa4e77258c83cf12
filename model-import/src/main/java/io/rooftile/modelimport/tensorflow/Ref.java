package io.rooftile.modelimport.tensorflow;

/// One output of one node of the flat graph.
record Ref(String node, int output) {
    @Override
    public String toString() {
        return output == 0 ? node : node + ":" + output;
    }
}
