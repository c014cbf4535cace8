/** The rate of calls through our client against the rate of the stubs underneath. */
@NullMarked
package io.github.milvusrefresh.benchmarks.client;

import org.jspecify.annotations.NullMarked;
