/** Tests of the classes of this package alone. */
package io.github.milvusrefresh.embedded.internal.work;
