import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { exemptionLabels, exemptionOptions } from '@samrad/library';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { CandidateFinder } from '../../meeting/page/candidate.finder.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import type { KnownSession } from './session.finder.js';
import { attributions, sessionAccesses } from './session.types.js';

const labels = {
  ...Object.fromEntries(
    ['title', 'access', 'attribution', 'groups'].map((field) => [field, `meetings.agenda.session.field.${field}`]),
  ),
  ...exemptionLabels,
};

/** Rows for groups that are not there yet. */
const spareRows = 3;

/** What the forms about sessions show. */
@Injectable()
export class SessionPages {
  constructor(
    private readonly views: Views,
    private readonly candidates: CandidateFinder,
  ) {}

  /** @param session null: a new one. @param given the form as it was sent, when something is wrong with it */
  async form(
    ctx: Ctx,
    meeting: MeetingRow,
    session: KnownSession | null,
    given: { form?: FormState; status?: number } = {},
  ): Promise<Answer> {
    const { form = freshForm(valuesOf(session)), status = 200 } = given;
    const offered = await this.candidates.presenters(meeting);
    const leading = (session?.groups ?? []).flatMap(({ chairId: id, chair: name }) => (id && name ? { id, name } : []));
    const kept = leading.filter(({ id }) => !offered.some((one) => one.id === id));
    const people = [...offered, ...kept].map(({ id, name }) => ({ value: id, label: name }));
    const data = {
      title: session ? this.say(ctx, 'change', { title: session.title }) : this.say(ctx, 'add'),
      crumbs: this.crumbs(meeting),
      meetingId: meeting.id,
      sessionId: session?.id ?? null,
      action: session ? `/agenda-sessions/${session.id}/edit` : `/meetings/${meeting.id}/agenda/sessions`,
      version: form.conflict ? session?.version : (form.values.version ?? session?.version),
      form,
      labels,
      exemptionOptions,
      accesses: sessionAccesses.map((value) => this.option(ctx, 'access', value)),
      attributions: attributions.map((value) => this.option(ctx, 'attribution', value)),
      rows: rowsOf(form.values).map((row, at) => ({ ...row, number: at + 1, people: chosenIn(people, row) })),
    };
    return this.views.page(ctx, 'meetings/agenda/session/form', data, status);
  }

  removal(ctx: Ctx, meeting: MeetingRow, session: KnownSession): Answer {
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removeTitle', { title: session.title }),
      text: this.say(ctx, 'removeText'),
      crumbs: this.crumbs(meeting),
      action: `/agenda-sessions/${session.id}/removal`,
      submit: this.say(ctx, 'remove'),
      cancel: `/meetings/${meeting.id}/agenda/edit`,
    });
  }

  private option(ctx: Ctx, kind: 'access' | 'attribution', value: string) {
    return { value, key: `meetings.agenda.${kind}.${value}`, hint: this.say(ctx, `hint.${value}`) };
  }

  private crumbs({ id, title }: MeetingRow) {
    return [
      { href: '/meetings', key: 'meetings.meeting.listTitle' },
      { href: `/meetings/${id}`, text: title },
      { href: `/meetings/${id}/agenda/edit`, key: 'meetings.agenda.editTitle' },
    ];
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.agenda.session.${key}`, params);
  }
}

interface GroupRow {
  id: string;
  name: string;
  room: string;
  chairId: string;
}

const valuesOf = (session: KnownSession | null): Record<string, unknown> => ({
  title: session?.title ?? '',
  access: session?.access ?? 'open',
  attribution: session?.attribution ?? 'attributable',
  exemption: session?.exemption ?? '',
  exemptionReason: session?.exemptionReason ?? '',
  exemptionReviewOn: session?.exemptionReviewOn ?? '',
  groupId: session?.groups.map(({ id }) => id) ?? [],
  groupName: session?.groups.map(({ name }) => name) ?? [],
  groupRoom: session?.groups.map(({ room }) => room ?? '') ?? [],
  groupChair: session?.groups.map(({ chairId }) => chairId ?? '') ?? [],
});

/** The groups that are there, or were sent, and some blank rows. */
function rowsOf({ groupId, groupName, groupRoom, groupChair }: Record<string, unknown>): GroupRow[] {
  const list = (value: unknown) => [value ?? []].flat().map(String);
  const [ids, names, rooms, chairs] = [groupId, groupName, groupRoom, groupChair].map(list);
  const sent = names!.map((name, at) => ({
    ...{ id: ids![at] ?? '', name, room: rooms![at] ?? '', chairId: chairs![at] ?? '' },
  }));
  const filled = sent.filter(({ id, name }) => id || name);
  const blank = { id: '', name: '', room: '', chairId: '' };
  return [...filled, ...Array.from({ length: filled.length ? 1 : spareRows }, () => blank)];
}

const chosenIn = (people: readonly { value: string; label: string }[], { chairId }: GroupRow) =>
  people.map((one) => ({ ...one, isChosen: one.value === chairId }));
