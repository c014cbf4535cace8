/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */
package io.github.milvusrefresh.embedded.internal.rpc;

import io.github.milvusrefresh.embedded.internal.model.ExternalSpec;
import io.github.milvusrefresh.embedded.internal.model.Job;
import io.github.milvusrefresh.embedded.internal.model.Submission;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;

/** Jobs as they go over the wire. */
final class JobMessages {

  private final boolean withSpec;

  JobMessages(boolean withSpec) {
    this.withSpec = withSpec;
  }

  RefreshExternalCollectionJobInfo of(Job job) {
    Submission submission = job.submission();
    RefreshExternalCollectionJobInfo.Builder message =
        RefreshExternalCollectionJobInfo.newBuilder()
            .setJobId(job.id())
            .setCollectionName(submission.collectionName())
            .setStateValue(job.state())
            .setProgress(job.progress())
            .setReason(job.reason())
            .setExternalSource(submission.source())
            .setStartTime(submission.startTime().toEpochMilli());
    if (job.endTime() != null) {
      message.setEndTime(job.endTime().toEpochMilli());
    }
    if (withSpec) {
      message.setExternalSpec(ExternalSpec.redact(submission.spec()));
    }
    return message.build();
  }
}
