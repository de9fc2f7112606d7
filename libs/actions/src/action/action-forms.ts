import { Injectable } from '@nestjs/common';
import { decisionFullRefOf, DecisionFinder } from '@samrad/meetings';
import { GroupFinder, StateNames } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { formatDay, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { actionAudiences, actionPriorities, askedKinds } from './action-item.entity.js';
import type { ActionRow, Choice } from './action.finder.js';
import { referenceOf } from './action.rules.js';
import { ActionTopics } from '../overview/action-topics.js';
import { ChoiceFinder } from '../overview/choice.finder.js';

const fields = [
  ...['title', 'description', 'responsibleKind', 'stateCodes', 'organisationId', 'personIds', 'groupId'],
  ...['dueOn', 'priority', 'meetingId', 'itemId', 'decisionId', 'topicId', 'audience'],
];
const labels = {
  ...Object.fromEntries(fields.map((field) => [field, `actions.action.field.${field}`])),
  status: 'actions.progress.column.status',
  note: 'actions.progress.column.note',
};

const keyed = (values: readonly string[], prefix: string) =>
  values.map((value) => ({ value, key: `${prefix}.${value}` }));
const audiences = keyed(actionAudiences, 'actions.action.audience');
const kinds = keyed(askedKinds, 'actions.action.kind');
const priorities = keyed(actionPriorities, 'actions.action.priority');

const named = (choices: Choice[]) => choices.map(({ id, name }) => ({ value: id, label: name }));

/** The forms of an action and what can be chosen in them. */
@Injectable()
export class ActionForms {
  constructor(
    private readonly views: Views,
    private readonly states: StateNames,
    private readonly choices: ChoiceFinder,
    private readonly topics: ActionTopics,
    private readonly groups: GroupFinder,
    private readonly decisions: DecisionFinder,
  ) {}

  /** An empty form; in a meeting, or under one of its items, when the address says so. */
  fresh({ query }: Ctx): FormState {
    const one = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
    const meetingId = one('meeting');
    const audience = meetingId ? 'organisers' : 'network';
    const place = { meetingId, itemId: one('item'), decisionId: one('decision'), topicId: one('topic') };
    const asked = { responsibleKind: 'states', stateCodes: [], personIds: [] };
    return freshForm({ ...asked, priority: 'normal', audience, ...place, next: one('next') });
  }

  async newPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    const lists = {
      stateCodes: [form.values.stateCodes ?? []].flat(),
      personIds: [form.values.personIds ?? []].flat(),
    };
    const values = { ...form.values, ...lists };
    const data = {
      title: this.say(ctx, 'newTitle'),
      crumbs: this.crumbs(),
      action: '/actions',
      cancel: form.values.next || '/actions',
      submit: this.say(ctx, 'create'),
      form: { ...form, values },
    };
    const chosen = typeof form.values.meetingId === 'string' ? form.values.meetingId : '';
    const more = { ...(await this.asked(ctx)), ...(await this.place(ctx, chosen)) };
    return this.views.page(ctx, 'actions/action/form', { ...data, ...more, labels, audiences, priorities }, status);
  }

  /** After a conflict the form is based on what is saved now. */
  async editPage(ctx: Ctx, action: ActionRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { form = freshForm(action), status = 200 } = given;
    const data = {
      title: this.say(ctx, 'editTitle', { ref: referenceOf(action.number) }),
      crumbs: this.crumbs(action),
      action: `/actions/${action.id}/edit`,
      cancel: `/actions/${action.id}`,
      version: form.conflict ? action.version : (form.values.version ?? action.version),
      form: this.readable(ctx, form),
      topics: await this.topics.options(action.topicId),
    };
    return this.views.page(ctx, 'actions/action/form', { ...data, labels, audiences, priorities }, status);
  }

  closingPage(ctx: Ctx, action: ActionRow, form: FormState = freshForm({ status: 'done' }), status = 200): Answer {
    const data = {
      title: this.say(ctx, 'closingTitle', { ref: referenceOf(action.number), title: action.title }),
      text: this.say(ctx, 'closingText'),
      crumbs: this.crumbs(action),
      action: `/actions/${action.id}/closing`,
      cancel: `/actions/${action.id}`,
      statuses: keyed(['done', 'not_applicable'], 'actions.progress.status'),
    };
    return this.views.page(ctx, 'actions/action/closing', { ...data, labels, form }, status);
  }

  removalPage(ctx: Ctx, action: ActionRow): Answer {
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removalTitle', { ref: referenceOf(action.number), title: action.title }),
      text: this.say(ctx, 'removalText'),
      crumbs: this.crumbs(action),
      action: `/actions/${action.id}/removal`,
      submit: this.views.i18n.t(ctx.lang, 'platform.form.delete'),
      cancel: `/actions/${action.id}`,
    });
  }

  crumbs(action?: { id: string; number: number }) {
    const list = { href: '/actions', key: 'actions.action.listTitle' };
    return action ? [list, { href: `/actions/${action.id}`, text: referenceOf(action.number) }] : [list];
  }

  /** Both texts of a conflict in words. */
  private readable(ctx: Ctx, form: FormState): FormState {
    const words = (texts: unknown) => {
      const { dueOn, audience, priority, ...rest } = texts as Record<string, string>;
      const who = audience && this.say(ctx, `audience.${audience}`);
      const how = priority && this.say(ctx, `priority.${priority}`);
      return { ...rest, dueOn: dueOn && formatDay(dueOn, ctx.lang), priority: how, audience: who };
    };
    const { conflict } = form;
    if (!conflict?.theirs) return form;
    return { ...form, conflict: { ...conflict, theirs: words(conflict.theirs), yours: words(conflict.yours) } };
  }

  private async asked({ lang }: Ctx) {
    const [organisations, persons, groups] = await Promise.all([
      this.choices.organisations(),
      this.choices.persons(),
      this.groups.options(lang),
    ]);
    const people = { organisations: named(organisations), persons: named(persons), groups };
    return { kinds, states: this.states.options(lang), ...people };
  }

  private async place({ actor, lang }: Ctx, meetingId: string) {
    const [topics, meetings, items, decisions] = await Promise.all([
      this.topics.options(),
      this.choices.meetings(),
      meetingId ? this.choices.items(meetingId) : [],
      meetingId ? this.decisions.ofMeeting(actor, meetingId) : [],
    ]);
    const options = meetings.map(({ id, name, startWall }) => ({
      value: id,
      label: `${name}, ${formatDay(startWall, lang)}`,
    }));
    const decided = decisions.map((row) => ({ value: row.id, label: `${decisionFullRefOf(row)} ${row.text}` }));
    return { topics, meetings: options, items: named(items), decisions: decided };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `actions.action.${key}`, params);
  }
}
