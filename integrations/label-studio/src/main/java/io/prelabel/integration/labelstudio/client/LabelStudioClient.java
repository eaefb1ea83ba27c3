package io.prelabel.integration.labelstudio.client;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A client for one Label Studio, made once and kept; every call does I/O, making it does none.
 * Thread-safe.
 *
 * <p>Every failure is a {@link LabelStudioException}: {@code BAD_INPUT} where a person must change
 * something (token, URL, certificate, project), {@code UNAVAILABLE} and {@code OVER_CAPACITY} where
 * another try may succeed. Nothing here deletes anything.
 *
 * <p>Requests and answers are those of Label Studio 1.23 (its REST API reference).
 */
public final class LabelStudioClient {
  private final LabelStudioSettings settings;
  private final LabelStudioApi api;

  /** Makes a client that waits for real between two tries. */
  public LabelStudioClient(LabelStudioSettings settings, Clock clock) {
    this(settings, clock, Pause.SLEEP);
  }

  LabelStudioClient(LabelStudioSettings settings, Clock clock, Pause pause) {
    this.settings = settings;
    api = new LabelStudioApi(settings, clock, pause);
  }

  /** Returns what the client was made with. */
  public LabelStudioSettings settings() {
    return settings;
  }

  /** Returns the header for other requests to this Label Studio, such as those for images. */
  public Credentials credentials() {
    return api.credentials();
  }

  /** Returns the server's release, such as "1.23.2". */
  public String version() {
    return api.json(HttpCall.get("/api/version", "its version")).path("release").asString("");
  }

  /** Returns whom the token belongs to; the quickest way to try a token. */
  public LabelStudioUser whoami() {
    JsonNode user = api.withId(HttpCall.get("/api/current-user/whoami", "the token's owner"));
    return new LabelStudioUser(user.path("id").asLong(0), user.path("email").asString(""));
  }

  /** Returns a project. */
  public LabelStudioProject project(long id) {
    JsonNode project = api.withId(HttpCall.get("/api/projects/%d/".formatted(id), "project " + id));
    return new LabelStudioProject(
        project.path("id").asLong(0),
        project.path("title").asString(""),
        project.path("label_config").asString(""),
        project.path("model_version").asString(""),
        project.path("task_number").asLong(0));
  }

  /**
   * Reads tasks in the order of their ids, a page at a time: memory holds one page. Tasks deleted
   * meanwhile may hide as many others from this reading.
   */
  public Iterator<LabelStudioTask> tasks(long project, TaskQuery query) {
    return new TaskPages(api, project, query);
  }

  /** Returns a task's predictions of every version; empty for a task that is not there. */
  public List<StoredPrediction> predictionsOfTask(long task) {
    return predictions("task", task);
  }

  /** Returns a project's predictions; in one answer, so only for projects of some hundred tasks. */
  public List<StoredPrediction> predictionsOfProject(long project) {
    return predictions("project", project);
  }

  private List<StoredPrediction> predictions(String of, long id) {
    String path = "/api/predictions/?%s=%d".formatted(of, id);
    return api.list(HttpCall.get(path, "the predictions of %s %d".formatted(of, id)))
        .map(StoredPrediction::of)
        .toList();
  }

  boolean hasPrediction(long task, String modelVersion) {
    return predictionsOfTask(task).stream()
        .anyMatch(stored -> stored.modelVersion().equals(modelVersion));
  }

  /**
   * Writes predictions in requests of bounded size and says of each what became of it. Failures do
   * not throw: what was not delivered is in the outcome, with the reason.
   *
   * <p>Never sends one again that Label Studio may hold. The caller leaves out tasks that already
   * have a prediction of this version.
   */
  public PushOutcome push(long project, Iterator<NewPrediction> predictions, PushLimits limits) {
    return new PredictionPush(this, api, project).push(predictions, limits);
  }

  /** Lets annotators see the predictions of a version; refused where the project has none. */
  public void showModelVersion(long project, String modelVersion) {
    byte[] body = Json.bytes(Map.of("model_version", modelVersion));
    String what = "showing model version %s in project %d".formatted(modelVersion, project);
    api.json(new HttpCall("PATCH", "/api/projects/%d/".formatted(project), body, what, List.of()));
  }

  /** Returns a project's ML backends in the order of their ids. */
  public List<MlBackend> mlBackends(long project) {
    return api.list(
            HttpCall.get("/api/ml?project=" + project, "the ML backends of project " + project))
        .map(LabelStudioClient::mlBackend)
        .toList();
  }

  /**
   * Connects an ML backend. Where the outcome is unknown, look at {@link #mlBackends} before
   * connecting again.
   */
  public MlBackend createMlBackend(long project, MlBackendSettings backend) {
    return mlBackend(api.withId(backend.call("POST", "/api/ml", project)));
  }

  /** Changes an ML backend; may be repeated. */
  public MlBackend updateMlBackend(long id, long project, MlBackendSettings backend) {
    return mlBackend(api.withId(backend.call("PATCH", "/api/ml/" + id, project)));
  }

  private static MlBackend mlBackend(JsonNode backend) {
    return new MlBackend(
        backend.path("id").asLong(0),
        backend.path("url").asString(""),
        backend.path("title").asString(""),
        backend.path("is_interactive").asBoolean(false),
        backend.path("readable_state").asString(""),
        backend.path("error_message").asString(""));
  }

  /** Returns a project's webhooks. */
  public List<Webhook> webhooks(long project) {
    return api.list(
            HttpCall.get("/api/webhooks/?project=" + project, "the webhooks of project " + project))
        .map(LabelStudioClient::webhook)
        .toList();
  }

  /**
   * Adds a webhook. Where the outcome is unknown, look at {@link #webhooks} before adding again.
   */
  public Webhook createWebhook(long project, WebhookSettings webhook) {
    return webhook(api.withId(webhook.create(project)));
  }

  /** Changes a webhook, such as the one without secret that connecting a backend makes. */
  public Webhook updateWebhook(long id, WebhookSettings webhook) {
    return webhook(api.withId(webhook.update(id)));
  }

  private static Webhook webhook(JsonNode webhook) {
    return new Webhook(
        webhook.path("id").asLong(0),
        webhook.path("url").asString(""),
        webhook.path("is_active").asBoolean(true));
  }
}
