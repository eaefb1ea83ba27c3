-- Prelabel's own tables. Times are instants, set by the program's clock. States are spelled as in DESIGN.md.

create table dataset (
  id         bigint generated always as identity primary key,
  name       text not null unique check (name = btrim(name) and name <> ''),
  root_uri   text not null,
  created_at timestamptz not null
);
comment on table dataset is 'A named set of images from one folder.';
comment on column dataset.root_uri is 'Absolute URI of the folder that was walked, as Path.toUri gives it.';

create table image (
  id            bigint generated always as identity primary key,
  dataset_id    bigint not null references dataset,
  uri           text not null,
  uri_digest    text not null generated always as (md5(uri)) stored,
  file_name     text not null check (file_name <> ''),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  byte_count    bigint not null check (byte_count >= 0),
  modified_at   timestamptz not null,
  width         integer check (width >= 1),
  height        integer check (height >= 1),
  registered_at timestamptz not null,
  retired_at    timestamptz,
  check ((width is null) = (height is null))
);
comment on table image is
  'One content of one file: never changed once a run may have seen it. New bytes under the same URI are a new row, and the old row is retired, as is the row of a file that is gone; the same bytes under the same URI again are the old row again.';
comment on column image.uri_digest is 'Stands for the URI in indexes, whose entries are limited to 2704 bytes: each letter of a Chinese name is nine in a URI.';
comment on column image.file_name is 'Path relative to the dataset''s root, with /, exactly as the file system spells it.';
comment on column image.width is 'Pixels as shown, orientation applied; null where the header could not be read.';
comment on column image.retired_at is 'When other bytes were found under the same URI, or no file any more; null while this row is the current one.';
create unique index image_current on image (dataset_id, uri_digest) where retired_at is null;
create index image_current_by_id on image (dataset_id, id) where retired_at is null;
create unique index image_by_content on image (sha256, dataset_id, uri_digest);
comment on index image_by_content is 'A content that comes back finds its row; equal contents of other files are found by the hash.';

create table prompt_set (
  id              bigint generated always as identity primary key,
  version         text not null,
  name            text not null check (name = btrim(name) and name <> ''),
  document        jsonb not null,
  document_digest text generated always as (md5(document::text)) stored,
  created_at      timestamptz not null,
  unique (version, name, document_digest)
);
comment on table prompt_set is 'Classes and prompts; immutable. Rows of one version give the same answers and may differ in name and colours.';
comment on column prompt_set.document is 'The whole content, colours included.';
comment on column prompt_set.document_digest is 'Stands for the document in the unique constraint, whose entries are limited to 2704 bytes.';

create table model (
  id         bigint generated always as identity primary key,
  version    text not null unique,
  name       text not null,
  checkpoint text not null,
  created_at timestamptz not null
);
comment on table model is 'A checkpoint that has been loaded at least once; its version is a digest of what changes answers.';
comment on column model.checkpoint is 'Where it was loaded from first; informs people, identifies nothing.';

create table process (
  id           uuid primary key,
  host         text not null,
  pid          bigint not null,
  command      text not null,
  address      text,
  started_at   timestamptz not null,
  heartbeat_at timestamptz not null
);
comment on table process is 'Who is alive: a process writes heartbeat_at every few seconds and deletes its row when it ends in good order.';

create table run (
  id            bigint generated always as identity primary key,
  dataset_id    bigint not null references dataset,
  prompt_set_id bigint not null references prompt_set,
  model_id      bigint not null references model,
  state         text not null
    check (state in ('created', 'running', 'completed', 'completed_with_failures', 'stopped', 'failed')),
  owner         uuid,
  reason        text,
  created_at    timestamptz not null,
  started_at    timestamptz,
  ended_at      timestamptz,
  constraint run_owner_while_running check ((state = 'running') = (owner is not null)),
  constraint run_started_unless_created check ((state = 'created') = (started_at is null)),
  constraint run_ended_where_final check ((state in ('created', 'running')) = (ended_at is null)),
  constraint run_failed_with_reason check (state <> 'failed' or reason is not null)
);
comment on table run is 'One prompt set and one model applied to one dataset.';
comment on column run.owner is 'The process that works on it. No foreign key: a row of a dead process may be gone before its runs are swept.';
comment on column run.reason is 'Why it failed, or stopped without being asked to.';
comment on column run.started_at is 'The first start; resuming does not change it.';
create unique index run_unfinished on run (dataset_id, prompt_set_id, model_id)
  where state in ('created', 'running', 'stopped', 'failed');
comment on index run_unfinished is 'Starting the same run again finds the unfinished one.';

create table work_item (
  id               bigint generated always as identity primary key,
  run_id           bigint not null references run,
  image_id         bigint not null references image,
  state            text not null default 'queued' check (state in ('queued', 'running', 'done', 'empty', 'failed')),
  attempts         integer not null default 0 check (attempts >= 0),
  not_before       timestamptz,
  owner            uuid,
  failure_category text check (failure_category in ('BAD_INPUT', 'UNAVAILABLE', 'OVER_CAPACITY', 'BUG')),
  failure_text     text,
  notes            text[] not null default '{}',
  reused           boolean not null default false,
  started_at       timestamptz,
  ended_at         timestamptz,
  decode_ms        double precision check (decode_ms >= 0),
  wait_ms          double precision check (wait_ms >= 0),
  inference_ms     double precision check (inference_ms >= 0),
  encode_ms        double precision check (encode_ms >= 0),
  unique (run_id, image_id),
  constraint work_item_owner_while_running check ((state = 'running') = (owner is not null)),
  constraint work_item_ended_where_final check ((state in ('done', 'empty', 'failed')) = (ended_at is not null)),
  constraint work_item_failure_is_whole check ((failure_category is null) = (failure_text is null)),
  constraint work_item_failed_with_reason check (state <> 'failed' or failure_text is not null),
  constraint work_item_succeeded_without_reason check (state not in ('done', 'empty') or failure_text is null)
);
comment on table work_item is 'One image in one run, with its state.';
comment on column work_item.attempts is 'How often it has been claimed; a graceful release takes its claim back.';
comment on column work_item.not_before is 'Not claimed before this; set when a transient failure put it back, else null.';
comment on column work_item.failure_text is 'The last failure; kept while queued for another attempt.';
comment on column work_item.notes is 'What a person should know about the picture ("first of 12 frames").';
comment on column work_item.reused is 'Whether the predictions were copied from a run that had asked the same of the same bytes.';
comment on column work_item.wait_ms is 'From handing the picture to the engine until its batch began.';
create index work_item_by_state on work_item (run_id, state, id);
comment on index work_item_by_state is 'For claims (the first queued items of a run), counts and pages.';
create index work_item_by_owner on work_item (owner) where state = 'running';
create index work_item_by_image on work_item (image_id);

create table prediction (
  id                 bigint generated always as identity primary key,
  run_id             bigint not null,
  image_id           bigint not null,
  class_name         text not null,
  class_position     integer not null check (class_position >= 0),
  outcome            text not null check (outcome in ('present', 'below_threshold', 'empty', 'absent')),
  width              integer not null check (width >= 1),
  height             integer not null check (height >= 1),
  mask_counts        text,
  area               bigint not null check (area >= 0),
  box_x              integer not null,
  box_y              integer not null,
  box_width          integer not null,
  box_height         integer not null,
  mask_score         double precision not null check (mask_score between 0 and 1),
  presence           double precision check (presence between 0 and 1),
  prompt_scores      jsonb not null,
  threshold          double precision not null check (threshold > 0 and threshold < 1),
  minimum_area       integer not null check (minimum_area >= 0),
  logits             bytea,
  logit_rows         integer check (logit_rows >= 1),
  logit_columns      integer check (logit_columns >= 1),
  logit_limit        real check (logit_limit > 0),
  model_version      text not null,
  prompt_set_version text not null,
  created_at         timestamptz not null,
  unique (run_id, image_id, class_name),
  foreign key (run_id, image_id) references work_item (run_id, image_id),
  constraint prediction_present_has_pixels check ((outcome = 'present') = (area > 0)),
  constraint prediction_present_has_mask check ((outcome = 'present') = (mask_counts is not null)),
  constraint prediction_logits_unless_absent check ((outcome = 'absent') = (logits is null)),
  constraint prediction_logits_are_whole check (num_nulls(logits, logit_rows, logit_columns, logit_limit) in (0, 4))
);
comment on table prediction is 'What the model says about one class in one image. Written once; never changed by a job.';
comment on column prediction.class_position is 'Position of the class in its prompt set, which is the order of exports.';
comment on column prediction.outcome is
  'present: a mask with pixels; below_threshold: something was seen, nothing survives threshold and minimum area; empty: asked, and nothing is there; absent: ruled out by the presence question.';
comment on column prediction.mask_counts is 'COCO compressed run lengths over column-major pixels of the upright picture; null unless present.';
comment on column prediction.mask_score is 'Mean probability of the cells above the threshold, 0 to 1; 0 where none is.';
comment on column prediction.prompt_scores is 'One entry per prompt of the class: what each alone would have said.';
comment on column prediction.threshold is 'The probability that the mask was cut at.';
comment on column prediction.logits is 'Quantised low-resolution logits, compressed (QuantizedLogits.toBytes): the form that the mask was cut from and can be cut from again.';
comment on column prediction.logit_limit is 'The logit of the highest level (QuantizedLogits.limit).';
create index prediction_by_image on prediction (image_id, run_id);
