import { Injectable } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import type { ProgressRow } from '../progress/progress.finder.js';
import { askedName } from '../progress/progress.presenter.js';
import { ResponsibleFinder, type ResponsiblePerson } from '../progress/responsible.finder.js';
import { referenceOf } from '../action/action.rules.js';
import type { ExtensionDecision } from './extension.dto.js';

type Decided = Pick<ExtensionDecision, 'decision' | 'reason'>;

/** Tells those who answer for a line what became of the later date they asked for. Inside the transaction of the decision. */
@Injectable()
export class ExtensionLetters {
  constructor(
    private readonly responsible: ResponsibleFinder,
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  async send(line: ProgressRow, decided: Decided): Promise<void> {
    const people = ((await this.responsible.answering([line])).get(line.id) ?? []).filter(
      ({ address }) => address !== null,
    );
    await this.outbox.queueAll(people.map((person) => this.letter(person, line, decided)));
  }

  private letter(person: ResponsiblePerson, line: ProgressRow, { decision, reason }: Decided): Letter {
    const { mailLanguage: lang, name } = person;
    const { i18n } = this.views;
    const ref = referenceOf(line.number);
    const say = (key: string, params: Record<string, unknown> = {}) =>
      i18n.t(lang, `actions.extension.mail.${key}`, { ref, ...params });
    const mail = this.views.mail(lang, 'actions/extension/mail/decision', {
      subject: say(`subject.${decision}`),
      reason: i18n.t(lang, 'actions.reminder.mail.reason'),
      name,
      lead: say(`lead.${decision}`),
      title: line.title,
      asked: askedName(line, { i18n, lang, today: this.clock.today(), actor: system }),
      why: reason,
      dueOn: decision === 'agreed' ? line.askedDueOn : line.dueOn,
      href: `${this.env.publicUrl}/actions/${line.actionId}`,
    });
    return { to: { name, address: person.address! }, ...mail, personId: person.personId };
  }
}
