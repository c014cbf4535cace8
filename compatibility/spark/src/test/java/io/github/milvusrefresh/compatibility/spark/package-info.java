/** What every supported Spark version must do with the packaged jar. */
package io.github.milvusrefresh.compatibility.spark;
