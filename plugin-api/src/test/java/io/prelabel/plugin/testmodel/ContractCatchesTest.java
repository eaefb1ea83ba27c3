package io.prelabel.plugin.testmodel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.contract.SegmentationModelContract;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** A kit that nothing can fail proves nothing: each test breaks one promise. */
class ContractCatchesTest {
  @Test
  void aVersionThatChangesOrIsMalformed() {
    int[] opened = {0};
    Supplier<SegmentationModel> counting =
        () -> {
          String id = "colour-" + opened[0]++;
          return new ColourModel() {
            @Override
            public ModelVersion version() {
              return new ModelVersion("colour", id);
            }
          };
        };
    assertCaught(
        counting, SegmentationModelContract::version_isTheSameWhereverTheCheckpointIsOpened);
    assertCaught(
        () ->
            new ColourModel() {
              @Override
              public ModelVersion version() {
                return new ModelVersion("colour", "Colour 1");
              }
            },
        SegmentationModelContract::version_isWellFormed);
  }

  @Test
  void answersInAnotherOrder() {
    assertCaught(
        answering(
            answers -> {
              List<PromptAnswer> reversed = new ArrayList<>(answers);
              Collections.reverse(reversed);
              return reversed;
            }),
        SegmentationModelContract::everyPromptIsAnsweredInOrder);
  }

  @Test
  void logitsThatAreNotFinite() {
    assertCaught(
        answering(answers -> answers.stream().map(each -> filled(each, Float.NaN)).toList()),
        SegmentationModelContract::answersAreWellFormed);
  }

  @Test
  void logitsThatDependOnChance() {
    float[] value = {0};
    assertCaught(
        answering(answers -> answers.stream().map(each -> filled(each, value[0]++)).toList()),
        SegmentationModelContract::theSameRequestTwice_getsTheSameLogits);
  }

  @Test
  void logitsThatDependOnTheCompany() {
    assertCaught(
        () ->
            new ColourModel() {
              @Override
              public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
                return super.segment(batch).stream()
                    .map(
                        all ->
                            new ImageAnswer(
                                all.prompts().stream()
                                    .map(each -> filled(each, batch.size()))
                                    .toList(),
                                all.attributes()))
                    .toList();
              }
            },
        SegmentationModelContract::aBatchOfTwoPictures_isAnsweredAsEachAlone);
  }

  @Test
  void aBatchThatIsCutOffAtTheBudget() {
    assertCaught(
        () ->
            new ColourModel() {
              @Override
              public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
                return super.segment(batch.subList(0, Math.min(2, batch.size())));
              }
            },
        SegmentationModelContract::aBatchBeyondTheTokenBudget_isAnswered);
  }

  @Test
  void tokensThatDoNotCountPrompts() {
    assertCaught(
        () ->
            new ColourModel() {
              @Override
              public int tokens(SegmentationRequest request) {
                return 64;
              }
            },
        SegmentationModelContract::tokensGrowWithThePrompts);
  }

  private interface Change {
    List<PromptAnswer> of(List<PromptAnswer> answers);
  }

  private static Supplier<SegmentationModel> answering(Change change) {
    return () ->
        new ColourModel() {
          @Override
          public List<ImageAnswer> segment(List<SegmentationRequest> batch) {
            return super.segment(batch).stream()
                .map(each -> new ImageAnswer(change.of(each.prompts()), each.attributes()))
                .toList();
          }
        };
  }

  private static PromptAnswer filled(PromptAnswer answer, float value) {
    float[] values = new float[64];
    Arrays.fill(values, value);
    return new PromptAnswer(
        answer.prompt(), answer.presence(), Optional.of(new LogitGrid(8, 8, values)));
  }

  private static void assertCaught(
      Supplier<SegmentationModel> opener, ThrowingConsumer<SegmentationModelContract> test) {
    SegmentationModelContract contract = new Broken(opener);
    contract.open();
    assertThatThrownBy(() -> test.accept(contract)).isInstanceOf(AssertionError.class);
  }

  private static final class Broken extends SegmentationModelContract {
    private final Supplier<SegmentationModel> opener;

    private Broken(Supplier<SegmentationModel> opener) {
      this.opener = opener;
    }

    @Override
    protected SegmentationModel openModel() {
      return opener.get();
    }

    @Override
    protected List<Picture> pictures() {
      return List.of(ColourModelTest.redAndBlue(40, 24), ColourModelTest.redAndBlue(16, 16));
    }

    @Override
    protected List<Prompt> prompts() {
      return ColourModelTest.PROMPTS;
    }
  }
}
