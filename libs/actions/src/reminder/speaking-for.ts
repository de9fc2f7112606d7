import { Injectable } from '@nestjs/common';
import { stateName } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import type { ProgressRow } from '../progress/progress.finder.js';
import { ResponsibleFinder } from '../progress/responsible.finder.js';

/** Tells those who are reminded for a State, and do not report for it, who does. */
@Injectable()
export class SpeakingFor {
  constructor(
    private readonly responsible: ResponsibleFinder,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** @returns what is said below a line; null where the person reports it */
  async notes(
    personId: string,
    lang: Language,
    rows: readonly ProgressRow[],
  ): Promise<(row: ProgressRow) => string | null> {
    const codes = [...new Set(rows.map(({ stateCode }) => stateCode).filter((code) => code !== null))];
    const people = await this.responsible.ofStates(codes);
    return ({ stateCode }) => {
      const contacts = (people.get(stateCode ?? '') ?? []).filter(({ isContact }) => isContact);
      if (!contacts.length || contacts.some((one) => one.personId === personId)) return null;
      const params = { name: contacts[0]!.name, state: stateName(stateCode!, lang) };
      return this.views.i18n.t(lang, `actions.reminder.mail.${this.env.takesMail ? 'contact' : 'contactOnly'}`, params);
    };
  }
}
