package io.prelabel.integration.labelstudio.client;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** A prediction as the bytes that are sent, written once however often a request is halved. */
@SuppressWarnings("ArrayRecordComponent") // private to one push
record Encoded(long task, String modelVersion, byte[] json) {
  static Encoded of(NewPrediction prediction) {
    byte[] json =
        Json.bytes(
            Map.of(
                "task", prediction.task(),
                "model_version", prediction.modelVersion(),
                "score", prediction.score(),
                "result", prediction.result()));
    return new Encoded(prediction.task(), prediction.modelVersion(), json);
  }

  int size() {
    return json.length + 1;
  }

  static byte[] array(List<Encoded> batch) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    char before = '[';
    for (Encoded each : batch) {
      body.write(before);
      body.writeBytes(each.json());
      before = ',';
    }
    body.write(']');
    return body.toByteArray();
  }
}
