/** Tests of the embedded server, over real loopback connections with raw stubs. */
package io.github.milvusrefresh.embedded;
