/** What the quickstart programs share. */
@NullMarked
package io.github.milvusrefresh.examples;

import org.jspecify.annotations.NullMarked;
