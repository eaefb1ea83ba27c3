-- Presence is asked for and can rule a class out; pictures have attributes; what was asked has a version per class, so that
-- an answer is found again by it, whatever else its prompt set held. Versions are those of PromptSet.questionVersion.

update prompt_set
set document = '{"attributes": [], "templates": [], "tiling": {"most": 1}}' || document
  || jsonb_build_object('classes', (
       select jsonb_agg('{"presenceThreshold": null}' || class order by place)
       from jsonb_array_elements(document -> 'classes') with ordinality as c (class, place)));
comment on column prompt_set.version is
  'PromptSet.version of the content. Sets from before presence could be asked for keep the version that they were stored under.';

alter table prediction
  add column presence_threshold double precision check (presence_threshold between 0 and 1),
  add column question_version   text;

-- What there is was asked in the model's own template, of one tile.
with asked as (
  select prompt_set.id as prompt_set_id, place - 1 as class_position,
         'q-' || left(encode(sha256(convert_to(prompts.spelled || 'tiles:1:1', 'UTF8')), 'hex'), 16) as question_version
  from prompt_set
    cross join jsonb_array_elements(document -> 'classes') with ordinality as c (class, place)
    cross join lateral (
      select string_agg(
               format('%s:%s:%s', prompt ->> 'kind', octet_length(convert_to(prompt ->> 'text', 'UTF8')), prompt ->> 'text'),
               '' order by number) as spelled
      from jsonb_array_elements(class -> 'prompts') with ordinality as p (prompt, number)
    ) as prompts
)
update prediction
set question_version = asked.question_version
from run join asked using (prompt_set_id)
where run.id = prediction.run_id and asked.class_position = prediction.class_position;

alter table prediction
  alter column question_version set not null,
  drop constraint prediction_logits_unless_absent,
  add constraint prediction_logits_unless_absent check (outcome = 'absent' or logits is not null),
  add constraint prediction_absent_for_a_reason
    check (outcome <> 'absent' or logits is null or coalesce(presence < presence_threshold, false));
comment on column prediction.presence is
  'Probability that the thing is there at all, the highest among the prompts; null where none was asked.';
comment on column prediction.presence_threshold is
  'The presence below which the class is absent; null where the presence was not to be asked (off).';
comment on column prediction.question_version is
  'Version of what the model was asked: prompts, templates, tiling. An answer to it answers every class that asks the same.';
comment on column prediction.prompt_scores is
  'One entry per prompt of the class: what each alone would have said. maskScore is null where its mask was not asked for.';
comment on column prediction.logits is
  'Quantised low-resolution logits, compressed (QuantizedLogits.toBytes): the form that the mask was cut from and can be cut from again. Missing logits imply absent; an absent class may keep those that are known.';

drop index prediction_by_image;
create index prediction_by_question on prediction (image_id, question_version, model_version);
comment on index prediction_by_question is 'For what is known of an image: all of it, or the answers to a question.';

create table attribute_answer (
  run_id           bigint not null,
  image_id         bigint not null,
  name             text not null,
  position         integer not null check (position >= 0),
  question         text not null,
  answers          text[] not null check (cardinality(answers) >= 2),
  shares           double precision[] not null check (0 <= all (shares) and 1 >= all (shares)),
  best             text not null,
  model_version    text not null,
  question_version text not null,
  created_at       timestamptz not null,
  primary key (run_id, image_id, name),
  foreign key (run_id, image_id) references work_item (run_id, image_id),
  constraint attribute_answer_has_all_shares check (cardinality(shares) = cardinality(answers)),
  constraint attribute_answer_best_is_one check (best = any (answers))
);
comment on table attribute_answer is
  'What the model says to a question about one image as a whole. Written once; never changed by a job.';
comment on column attribute_answer.position is 'Position of the attribute in its prompt set.';
comment on column attribute_answer.shares is 'One per answer, in their order, together 1.';
comment on column attribute_answer.best is 'The answer with the largest share; the first of equals.';
comment on column attribute_answer.question_version is 'Version of what the model was asked: question, answers, tiling.';
create index attribute_answer_by_question on attribute_answer (image_id, question_version, model_version);
