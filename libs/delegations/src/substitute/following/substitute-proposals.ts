import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OpenProposals, type MeetingRow, type OpenProposal } from '@samrad/meetings';
import type { Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { SubstituteFinder, type SubstitutionRow } from '../substitute.finder.js';
import { whyNotDecide } from '../substitute.rules.js';
import { SubstituteService } from '../substitute.service.js';

/** Substitutes that were proposed for a date and not decided: a new date ends the proposal. */
@Injectable()
export class SubstituteProposals implements OnModuleInit {
  constructor(
    private readonly open: OpenProposals,
    private readonly finder: SubstituteFinder,
    private readonly substitutes: SubstituteService,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.open.offer((meeting) => this.of(meeting));
  }

  private async of({ id }: MeetingRow): Promise<OpenProposal[]> {
    const waiting = (await this.finder.standing(id)).filter((row) => whyNotDecide(row) === null);
    return waiting.map((row) => ({
      invitationId: row.invitationId,
      text: (language: Language) => this.say(language, 'mail.lapsed', row),
      about: (language: Language) => this.say(language, 'note.lapses', row),
      lapse: () => this.substitutes.lapse(row),
    }));
  }

  private say(language: Language, key: string, { name }: SubstitutionRow): string {
    return this.views.i18n.t(language, `delegations.substitute.${key}`, { name });
  }
}
