import { Injectable } from '@nestjs/common';
import { PersonFinder, stateName, type Contact, type Member } from '@samrad/network';
import { stateOptions } from '@samrad/meetings';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { PollFinder, type PollRow, type VoterRow } from '../poll.finder.js';
import { groupName } from '../poll.presenter.js';
import { crumbsOf } from './poll-forms.js';

interface Ticked {
  person: readonly string[];
  key: readonly string[];
  q: string;
}

/** The page on which those to be asked are chosen. */
@Injectable()
export class AskedPage {
  constructor(
    private readonly finder: PollFinder,
    private readonly persons: PersonFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  /** @param form what was ticked and typed before; without it: who is chosen, or the members of the group */
  async page(ctx: Ctx, poll: PollRow, { form, status = 200 }: { form?: FormState; status?: number } = {}) {
    const rows = await this.finder.voters(poll.id);
    const members = await this.membersOf(poll);
    const ticked = form ? tickedIn(form.values, rows) : freshTicks(rows, members);
    const boxes = boxesFor(rows, ticked);
    const others = await this.others(ctx.actor, ticked, members);
    const data = {
      title: this.views.i18n.t(ctx.lang, 'planning.poll.people.title'),
      crumbs: crumbsOf(poll),
      poll,
      group: groupName(ctx.lang, poll),
      states: byState(ctx.lang, members, boxes),
      found: others.map(boxes),
      q: ticked.q,
      form: form ?? freshForm(),
      stateOptions: stateOptions(ctx.lang),
    };
    return this.views.page(ctx, 'planning/poll/people', data, status);
  }

  /** Persons outside the group: those who are ticked, and those who match the search. */
  async found(ctx: Ctx, poll: PollRow, ticked: Ticked): Promise<Answer> {
    const rows = await this.finder.voters(poll.id);
    const others = await this.others(ctx.actor, ticked, await this.membersOf(poll));
    return this.views.fragment(ctx, 'planning/poll/_found', { found: others.map(boxesFor(rows, ticked)), q: ticked.q });
  }

  private membersOf({ groupId }: PollRow): Promise<Member[]> {
    return groupId ? this.persons.membersOn(groupId, this.clock.today()) : Promise.resolve([]);
  }

  private async others(actor: Actor, { person, q }: Ticked, members: readonly Member[]): Promise<Contact[]> {
    const inGroup = new Set(members.map(({ personId }) => personId));
    const ticked = await this.persons.byIds(person.filter((id) => !inGroup.has(id)));
    const known = new Set([...inGroup, ...ticked.map(({ personId }) => personId)]);
    const matches = q ? await this.persons.personsForPicker(actor, q) : [];
    return [...ticked, ...matches.filter(({ personId }) => !known.has(personId))];
  }
}

const listOf = (value: unknown) => [value ?? []].flat().filter((one): one is string => typeof one === 'string');

/** Those who were asked stay ticked: their boxes send nothing. */
function tickedIn(values: Record<string, unknown>, rows: readonly VoterRow[]): Ticked {
  const asked = rows.filter(({ sentAt }) => sentAt).map(({ personId }) => personId);
  return {
    person: [...new Set([...asked, ...listOf(values.person)])],
    key: listOf(values.key),
    q: listOf(values.q)[0] ?? '',
  };
}

const membersByHabit = ['chair', 'member', 'secretariat'];

function freshTicks(rows: readonly VoterRow[], members: readonly Member[]): Ticked {
  const first = members.filter(({ role }) => membersByHabit.includes(role));
  return {
    person: (rows.length ? rows : first).map(({ personId }) => personId),
    key: rows.filter(({ isKey }) => isKey).map(({ personId }) => personId),
    q: '',
  };
}

function boxesFor(rows: readonly VoterRow[], { person, key }: Ticked) {
  const asked = new Set(rows.filter(({ sentAt }) => sentAt).map(({ personId }) => personId));
  return (contact: Contact & { role?: string }) => ({
    personId: contact.personId,
    name: contact.name,
    sub: [contact.function, contact.organisation].filter(Boolean).join(', ') || null,
    address: contact.address,
    isAsked: asked.has(contact.personId),
    checked: person.includes(contact.personId),
    isKey: key.includes(contact.personId),
  });
}

function byState(lang: Language, members: readonly Member[], box: ReturnType<typeof boxesFor>) {
  const codes = [...new Set(members.map(({ stateCode }) => stateCode))];
  const name = (code: string | null) => (code ? stateName(code, lang) : '\uffff');
  return codes
    .sort((a, b) => name(a).localeCompare(name(b), lang))
    .map((code) => ({ code, people: members.filter(({ stateCode }) => stateCode === code).map(box) }));
}
