import { Injectable } from '@nestjs/common';
import { InvitationFinder } from '@samrad/meetings';
import { PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { CalendarProposalFinder } from './calendar-proposal.finder.js';
import { SubstituteFinder } from '../substitute.finder.js';
import { isStale } from '../substitute.rules.js';
import { SubstituteService } from '../substitute.service.js';

/** Follows the answers to a meeting: what a calendar proposed is entered, what no longer holds is withdrawn. */
@Injectable()
export class SubstituteJobs {
  constructor(
    private readonly finder: SubstituteFinder,
    private readonly calendar: CalendarProposalFinder,
    private readonly invitations: InvitationFinder,
    private readonly persons: PersonFinder,
    private readonly substitutes: SubstituteService,
  ) {}

  /** Doing it twice does nothing the second time. */
  async follow(meetingId: string): Promise<void> {
    for (const row of await this.finder.standing(meetingId)) if (isStale(row)) await this.substitutes.withdraw(row);
    for (const { mailId, invitationId, address } of await this.calendar.fresh(meetingId)) {
      const [invitation] = await this.invitations.some([invitationId]);
      if (!invitation) continue;
      const known = await this.persons.byAddress(address);
      const who = { personId: known?.personId ?? null, name: known?.name ?? address, address };
      await this.substitutes.withdraw(await this.finder.latestOf(invitationId));
      const by = { ...system, name: invitation.name };
      await this.substitutes.enter(by, invitation, { ...who, channel: 'calendar' as const, mailId });
    }
  }
}
