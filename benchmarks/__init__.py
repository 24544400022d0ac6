"""Speed and memory of the exact results, as ratios to floating-point peers measured in the same run."""
