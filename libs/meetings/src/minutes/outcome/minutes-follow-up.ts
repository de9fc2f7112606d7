import { Injectable, Optional } from '@nestjs/common';
import type { Audience } from '@samrad/library';
import type { Actor } from '@samrad/platform/auth';
import { AgendaFinder } from '../../agenda/agenda.finder.js';
import { isCovered, onlyActions } from '../../agenda/carried/carried.rules.js';
import type { FollowUp } from '../../agenda/carried/carried.types.js';
import { FollowUps } from '../../agenda/carried/follow-ups.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { MinutesFinder, type MinutesRow, type SectionRow } from '../minutes.finder.js';

export type UnderSection = (section: Pick<SectionRow, 'id' | 'itemId'>) => FollowUp | null;

/** What stands in minutes because of the meetings before: as it is while they are written, and as it was from then on. */
@Injectable()
export class MinutesFollowUp {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly agenda: AgendaFinder,
    @Optional() private readonly followUps?: FollowUps,
  ) {}

  /** @param audience only what all its readers may see */
  async under(
    actor: Actor,
    meeting: MeetingRow,
    { minutes, audience }: { minutes: Pick<MinutesRow, 'id' | 'adoptedNumber'>; audience: Audience },
  ): Promise<UnderSection> {
    const kept = await this.kept(minutes);
    if (kept) {
      return ({ id }) => {
        const followUp = kept.get(id) ?? null;
        return followUp && onlyActions(followUp, (action) => isCovered(audience, meeting.groupId, action));
      };
    }
    const items = await this.agenda.items(meeting.id);
    const now = await this.followUps?.under(actor, meeting, { items, audience });
    return ({ itemId }) => now?.get(itemId ?? '') ?? null;
  }

  /** As the minutes were closed; null while they never were. */
  private async kept(
    minutes: Pick<MinutesRow, 'id' | 'adoptedNumber'>,
  ): Promise<Map<string | null, FollowUp | null> | null> {
    const closed = (await this.finder.version(minutes.id))?.snapshot ?? (await this.finder.adopted(minutes));
    return closed && new Map(closed.parts.map(({ sectionId, followUp }) => [sectionId, followUp]));
  }
}
