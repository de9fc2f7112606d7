import { Injectable } from '@nestjs/common';
import { formatLongDay, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import type { AskedRow } from '../asked/asked.finder.js';
import { AskedLetters } from '../asked/asked-letters.js';
import { ResultFinder } from '../ranking/result.finder.js';
import { aspectName, type ConsultationRow } from './consultation.finder.js';

type Kind = 'ask' | 'reminder' | 'closed';

/** Writes the mails of a consultation. */
@Injectable()
export class ConsultationLetters {
  constructor(
    private readonly results: ResultFinder,
    private readonly letters: AskedLetters,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** Joins the open transaction. */
  ask(row: ConsultationRow, people: readonly AskedRow[]): Promise<void> {
    return this.send(row, 'ask', people);
  }

  remind(row: ConsultationRow, people: readonly AskedRow[]): Promise<void> {
    return this.send(row, 'reminder', people);
  }

  /** With the aspects that came first. */
  close(row: ConsultationRow, people: readonly AskedRow[]): Promise<void> {
    return this.send(row, 'closed', people);
  }

  private async send(row: ConsultationRow, kind: Kind, people: readonly AskedRow[]): Promise<void> {
    const { aspects, states } = await this.results.of(row);
    const best = aspects.filter(({ points }) => points > 0).slice(0, row.most);
    await this.letters.send(people, ({ language, stateCode }) => {
      const say = (key: string, params: Record<string, unknown> = {}) =>
        this.views.i18n.t(language, `preparation.consultation.mail.${key}`, params);
      const params = { title: row.title, owner: this.env.ownerName(language), count: row.most, states: states.length };
      return {
        subject: say(`subject.${kind}`, params),
        heading: row.title,
        lead: say(`lead.${kind}`, params),
        text: kind === 'closed' ? null : row.description,
        lines:
          kind === 'closed'
            ? best.map((aspect) => ({
                text: aspectName(language, aspect),
                sub: say('points', { count: aspect.points }),
              }))
            : [],
        answerBy: kind === 'closed' ? null : say('answerBy', { day: formatLongDay(row.respondBy, language) }),
        button: say(kind === 'closed' ? 'see' : 'button'),
        reason: say('reason', { state: stateCode ?? '' }),
      };
    });
  }
}
