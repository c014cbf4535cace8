/** How soon a polling client notices the end of a job, and for how many polls; in virtual time. */
@NullMarked
package io.github.milvusrefresh.benchmarks.simulate;

import org.jspecify.annotations.NullMarked;
