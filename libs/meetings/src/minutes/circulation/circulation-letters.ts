import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { hashOf, Secret } from '@samrad/platform/auth';
import type { Letter } from '@samrad/platform/mail';
import { formatDay, Views } from '@samrad/platform/views';
import type { MinutesHeading } from '../minutes.types.js';
import { MinutesWords } from '../reading/minutes-words.js';
import type { Circle, Procedure } from './circulation.entity.js';
import type { Reached } from './circle.js';

export type LetterKind = 'circulated' | 'revised' | 'reminder' | 'adopted' | 'objected' | 'recalled';

const asking: readonly LetterKind[] = ['circulated', 'revised', 'reminder'];

/** What all letters about one circulation share. */
export interface Round {
  meetingId: string;
  circle: Circle;
  procedureKind: Procedure;
  closesOn: string;
  note: string | null;
  snapshot: { heading: MinutesHeading };
}

/** Asks for comments, reminds and tells how it ended: one letter to a person, in their language. */
@Injectable()
export class CirculationLetters {
  constructor(
    private readonly views: Views,
    private readonly words: MinutesWords,
    private readonly secret: Secret,
    private readonly env: Env,
  ) {}

  /** What `circulation_recipient.link_hash` holds. */
  hashOf(recipientId: string): string {
    return hashOf(this.tokenOf(recipientId));
  }

  for(kind: LetterKind, to: Reached & { id: string }, round: Round): Letter {
    const lang = to.mailLanguage;
    const { heading } = round.snapshot;
    const params = {
      title: heading.title,
      day: formatDay(heading.startWall, lang),
      closes: formatDay(round.closesOn, lang),
    };
    const say = (key: string) => this.views.i18n.t(lang, `meetings.minutes.circulation.mail.${key}`, params);
    const asks = asking.includes(kind);
    const letter = this.views.mail(lang, 'meetings/minutes/mail/circulation', {
      subject: say(`${kind}Subject`),
      reason: say(`reason.${round.circle}`),
      intro: say(`${kind}Intro`),
      name: to.name,
      procedure: asks ? say(`procedure.${round.procedureKind}`) : null,
      note: asks ? round.note : null,
      href: kind === 'recalled' ? null : `${this.env.publicUrl}/c/${this.tokenOf(to.id)}`,
      button: say(asks ? 'comment' : 'look'),
      facts: this.words.facts(heading, lang),
    });
    const box = { name: to.name, address: to.address! };
    return { ...letter, to: box, about: { noun: 'meeting', id: round.meetingId }, personId: to.personId };
  }

  private tokenOf(recipientId: string): string {
    return this.secret.sign('minutes-circulation', recipientId);
  }
}
