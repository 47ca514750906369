"""Whether the two commands hold on any machine, any day: scripts that a maintainer runs. `.ci/run` runs their quick part."""
