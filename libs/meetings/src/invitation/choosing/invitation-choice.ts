import { Injectable } from '@nestjs/common';
import { PersonFinder, stateCodes, stateName, type Contact, type Member } from '@samrad/network';
import type { Actor, Ctx } from '@samrad/platform/auth';
import type { Language } from '@samrad/platform/i18n';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { crumbsOf, groupName } from '../../meeting/meeting.presenter.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { isPreselected } from '../invitation.rules.js';
import { expectedCounts, Expectations, type Expectation } from './expectations.js';

/** A person with a box to tick. */
interface Tickable {
  personId: string;
  name: string;
  sub: string | null;
  address: string | null;
  /** Locale key of the part in the group; null outside it. */
  roleKey: string | null;
  isInvited: boolean;
  checked: boolean;
  optional: boolean;
  /** Locale key of what the person said to the time before, if anybody asked. */
  expectedKey: string | null;
}

interface Ticked {
  person: readonly string[];
  optional: readonly string[];
  q: string;
}

/** The page on which those to be invited are chosen. */
@Injectable()
export class InvitationChoice {
  constructor(
    private readonly finder: InvitationFinder,
    private readonly persons: PersonFinder,
    private readonly views: Views,
    private readonly expectations: Expectations,
  ) {}

  /** @param form what was ticked and typed before; without it: what waits to be sent, or the members */
  async page(ctx: Ctx, meeting: MeetingRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const rows = await this.finder.all(meeting.id);
    const members = await this.membersOf(meeting);
    const expectation = await this.expectations.of(meeting.id);
    const ticked = given.form ? tickedIn(given.form.values) : freshTicks(rows, members, expectation);
    const boxes = boxesFor(rows, ticked, expectation);
    const others = await this.others(ctx.actor, ticked, members);
    return this.views.page(
      ctx,
      'meetings/invitation/choose',
      {
        title: this.views.i18n.t(ctx.lang, 'meetings.invitation.choose.title'),
        crumbs: crumbsOf(meeting),
        meeting,
        group: meeting.groupId ? groupName(ctx.lang, meeting) : null,
        states: byState(ctx.lang, members, boxes),
        found: others.map(boxes),
        q: ticked.q,
        expected: expectation && { ...expectedCounts(expectation), href: expectation.href },
        form: given.form ?? freshForm(),
        stateOptions: stateOptions(ctx.lang),
      },
      given.status,
    );
  }

  /** Persons outside the group: those who are ticked, and those who match the search. */
  async found(ctx: Ctx, meeting: MeetingRow, ticked: Ticked): Promise<Answer> {
    const rows = await this.finder.all(meeting.id);
    const others = await this.others(ctx.actor, ticked, await this.membersOf(meeting));
    const boxes = boxesFor(rows, ticked, await this.expectations.of(meeting.id));
    const data = { found: others.map(boxes), q: ticked.q };
    return this.views.fragment(ctx, 'meetings/invitation/_found', data);
  }

  private membersOf({ groupId, startWall }: MeetingRow): Promise<Member[]> {
    return groupId ? this.persons.membersOn(groupId, startWall.slice(0, 10)) : Promise.resolve([]);
  }

  private async others(actor: Actor, { person, q }: Ticked, members: readonly Member[]): Promise<Contact[]> {
    const inGroup = new Set(members.map(({ personId }) => personId));
    const ticked = await this.persons.byIds(person.filter((id) => !inGroup.has(id)));
    const known = new Set([...inGroup, ...ticked.map(({ personId }) => personId)]);
    const matches = q ? await this.persons.personsForPicker(actor, q) : [];
    return [...ticked, ...matches.filter(({ personId }) => !known.has(personId))];
  }
}

/** States by name, for a select. */
export function stateOptions(lang: Language) {
  const options = stateCodes.map((code) => ({ value: code, label: stateName(code, lang) }));
  return options.sort((a, b) => a.label.localeCompare(b.label, lang));
}

function tickedIn(values: Record<string, unknown>): Ticked {
  const list = (value: unknown) => [value ?? []].flat().filter((one): one is string => typeof one === 'string');
  return { person: list(values.person), optional: list(values.optional), q: list(values.q)[0] ?? '' };
}

/** First time: whoever was asked for the date and did not say no, else the members. */
function freshTicks(
  rows: readonly InvitationRow[],
  members: readonly Member[],
  expectation: Expectation | null,
): Ticked {
  const waiting = rows.filter((row) => !row.sentAt && !row.removedAt);
  const isFirst = rows.length === 0;
  const usual = members.filter(({ role }) => isPreselected(role));
  const first = expectation ? expectation.people.filter(({ answer }) => answer !== 'no') : usual;
  return {
    person: (isFirst ? first : waiting).map(({ personId }) => personId),
    optional: waiting.filter(({ role }) => role === 'optional').map(({ personId }) => personId),
    q: '',
  };
}

function boxesFor(rows: readonly InvitationRow[], { person, optional }: Ticked, expectation: Expectation | null) {
  const expected = new Map(expectation?.people.map(({ personId, answer }) => [personId, answer ?? 'none']));
  const invited = new Set(rows.filter((row) => row.sentAt && !row.removedAt).map(({ personId }) => personId));
  return (contact: Contact & { role?: string }): Tickable => ({
    personId: contact.personId,
    name: contact.name,
    sub: [contact.function, contact.organisation].filter(Boolean).join(', ') || null,
    address: contact.address,
    roleKey: contact.role ? `meetings.invitation.choose.role.${contact.role}` : null,
    isInvited: invited.has(contact.personId),
    checked: person.includes(contact.personId),
    optional: optional.includes(contact.personId),
    expectedKey: expected.has(contact.personId)
      ? `meetings.invitation.expected.answer.${expected.get(contact.personId)}`
      : null,
  });
}

function byState(lang: Language, members: readonly Member[], box: (member: Member) => Tickable) {
  const codes = [...new Set(members.map(({ stateCode }) => stateCode))];
  const name = (code: string | null) => (code ? stateName(code, lang) : '\uffff');
  return codes
    .sort((a, b) => name(a).localeCompare(name(b), lang))
    .map((code) => ({ code, people: members.filter(({ stateCode }) => stateCode === code).map(box) }));
}
