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
package io.github.milvusrefresh.compatibility.flink.coexistence;

import com.google.rpc.Status;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.protobuf.PbFormatConfig;
import org.apache.flink.formats.protobuf.deserialize.PbRowDataDeserializationSchema;
import org.apache.flink.formats.protobuf.serialize.PbRowDataSerializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;

/**
 * Encodes and decodes each row by the format protobuf, as a connector does that has it; the
 * connector for files refuses it. The message is one of gRPC's, so that nothing is compiled here.
 */
final class ThroughMessages extends RichMapFunction<Row, Row> {

  static final TypeInformation<Row> TYPE =
      Types.ROW_NAMED(new String[] {"code", "message"}, Types.INT, Types.STRING);

  private static final RowType MESSAGE =
      RowType.of(
          new LogicalType[] {new IntType(), VarCharType.STRING_TYPE},
          new String[] {"code", "message"});

  private transient PbRowDataSerializationSchema encoder;
  private transient PbRowDataDeserializationSchema decoder;

  @Override
  public void open(OpenContext context) throws Exception {
    PbFormatConfig format =
        new PbFormatConfig.PbFormatConfigBuilder().messageClassName(Status.class.getName()).build();
    encoder = new PbRowDataSerializationSchema(MESSAGE, format);
    encoder.open(null);
    decoder = new PbRowDataDeserializationSchema(MESSAGE, InternalTypeInfo.of(MESSAGE), format);
    decoder.open(null);
  }

  @Override
  public Row map(Row row) throws Exception {
    RowData data =
        GenericRowData.of(row.getField(0), StringData.fromString((String) row.getField(1)));
    RowData decoded = decoder.deserialize(encoder.serialize(data));
    return Row.of(decoded.getInt(0), decoded.getString(1).toString());
  }
}
