import { Injectable } from '@nestjs/common';
import { whenText } from '@samrad/meetings';
import type { Language } from '@samrad/platform/i18n';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { formatLongDay, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { PollFinder, type PollRow, type SlotRow, type VoterRow } from '../poll/poll.finder.js';
import { timeIn } from './state-zones.rules.js';
import { VoteLink } from './vote-link.js';

/** What a mail about a poll is for. */
export type PollLetterKind = 'ask' | 'reminder' | 'closed' | 'reopened' | 'cancelled' | 'decided';

/** These want an answer. */
const asking: PollLetterKind[] = ['ask', 'reminder', 'reopened'];

/** Writes the mails about polls, one to each person in their language. */
@Injectable()
export class VoteLetters {
  constructor(
    private readonly finder: PollFinder,
    private readonly link: VoteLink,
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** Joins the open transaction. */
  async send(poll: PollRow, kind: PollLetterKind, people: readonly VoterRow[]): Promise<void> {
    const slots = await this.slotsFor(poll, kind);
    await this.outbox.queueAll(people.map((person) => this.letter({ poll, kind, slots }, person)));
  }

  private async slotsFor({ id, chosenSlotId }: PollRow, kind: PollLetterKind): Promise<SlotRow[]> {
    if (kind === 'closed' || kind === 'cancelled') return [];
    const slots = await this.finder.slots(id);
    return kind === 'decided' ? slots.filter((slot) => slot.id === chosenSlotId) : slots;
  }

  private letter(matter: { poll: PollRow; kind: PollLetterKind; slots: SlotRow[] }, person: VoterRow): Letter {
    const { poll, kind, slots } = matter;
    const lang = person.language;
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(lang, `planning.vote.mail.${key}`, params);
    const wantsAnswer = asking.includes(kind);
    const mail = this.views.mail(lang, 'planning/vote/mail/poll', {
      subject: say(`subject.${kind}`, { title: poll.title }),
      heading: poll.title,
      greeting: say('greeting', { name: person.name }),
      lead: say(`lead.${kind}`, { owner: this.env.ownerName(lang) }),
      description: wantsAnswer ? poll.description : null,
      why: ['closed', 'reopened', 'cancelled'].includes(kind) ? poll.statusReason : null,
      slots: slots.map((slot) => slotText(lang, slot, person.stateCode)),
      answerBy: wantsAnswer ? say('answerBy', { day: formatLongDay(poll.respondBy, lang) }) : null,
      url: wantsAnswer ? this.link.urlOf(person.id) : null,
      reason: say('reason', { title: poll.title }),
    });
    return {
      ...mail,
      to: { name: person.name, address: person.address },
      about: { noun: 'poll', id: poll.id },
      personId: person.personId,
    };
  }
}

/** A time in words, and the same on the clocks of the reader's State where they differ. */
export function slotText(lang: Language, slot: SlotRow, stateCode: string | null) {
  const own = timeIn(stateCode, slot);
  return {
    ...whenText(lang, slot),
    zone: own?.zone ?? slot.zone,
    own: own && Object.values(whenText(lang, own)).join(', '),
  };
}
