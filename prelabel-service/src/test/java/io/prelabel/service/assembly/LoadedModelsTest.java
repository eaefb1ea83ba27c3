package io.prelabel.service.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.batch.inference.DeviceModel;
import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationModelProvider;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedModelsTest {
  private static final ModelSettings SETTINGS = ModelSettings.of(Path.of("/c")).on("cuda");

  private final List<FakeModel> opened = new ArrayList<>();

  @Test
  void open_loadsOneModelPerDevice_andCloseClosesAll() {
    try (LoadedModels loaded = LoadedModels.open(new Provider(3), SETTINGS)) {
      assertThat(loaded.models())
          .extracting(DeviceModel::device)
          .containsExactly("cuda:0", "cuda:1", "cuda:2");
      assertThat(loaded.models()).extracting(DeviceModel::model).containsExactlyElementsOf(opened);
      assertThat(loaded.first()).isSameAs(opened.get(0));
      assertThat(opened).extracting(each -> each.device).contains("cuda:2");
    }
    assertThat(opened).hasSize(3).allMatch(each -> each.isClosed);
  }

  @Test
  void open_whereOneDeviceCantBeOpened_leavesNothingOpen() {
    assertThatThrownBy(() -> LoadedModels.open(new Provider(5), SETTINGS))
        .isInstanceOf(PluginException.class)
        .hasMessage("cuda:3 is full");
    assertThat(opened).hasSize(3).allMatch(each -> each.isClosed);
  }

  private final class Provider implements SegmentationModelProvider {
    private final int gpus;

    Provider(int gpus) {
      this.gpus = gpus;
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public boolean recognises(ModelSettings settings) {
      return true;
    }

    @Override
    public List<String> devices(ModelSettings settings) {
      return List.of("cuda:0", "cuda:1", "cuda:2", "cuda:3", "cuda:4").subList(0, gpus);
    }

    @Override
    public SegmentationModel open(ModelSettings settings) {
      if (settings.device().equals("cuda:3")) {
        throw PluginException.badInput("cuda:3 is full");
      }
      opened.add(new FakeModel(settings.device()));
      return opened.get(opened.size() - 1);
    }
  }

  private static final class FakeModel implements SegmentationModel {
    private final String device;
    private boolean isClosed;

    FakeModel(String device) {
      this.device = device;
    }

    @Override
    public ModelVersion version() {
      return new ModelVersion("fake", "fake-1");
    }

    @Override
    public CheckResult check() {
      return CheckResult.ok();
    }

    @Override
    public int tokenBudget() {
      return 1;
    }

    @Override
    public PreparedImage prepare(Picture picture, Tiling tiling) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int tokens(SegmentationRequest request) {
      return 1;
    }

    @Override
    public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
