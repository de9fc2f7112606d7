import { Injectable } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, newId, sql } from '@samrad/platform/database';
import { demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canNameHead } from '../substitute/substitute.policy.js';
import { HeadOfDelegation } from './head-of-delegation.entity.js';
import { RosterFinder } from './roster.finder.js';

/** Heads of delegation: named by the secretariat or the contact of the State. */
@Injectable()
export class HeadService {
  constructor(
    private readonly db: Db,
    private readonly meetings: MeetingFinder,
    private readonly finder: RosterFinder,
    private readonly persons: PersonFinder,
    private readonly events: Events,
  ) {}

  /**
   * @param personId of somebody on the list for that State; null: nobody leads it
   * @throws NotFound, Forbidden, Invalid for somebody who is not on the list
   */
  async name(actor: Actor, meetingId: string, head: { stateCode: string; personId: string | null }): Promise<void> {
    demand(canNameHead(actor, head));
    const { stateCode, personId } = head;
    await this.db.tx(async () => {
      found(await this.meetings.one(actor, meetingId));
      const before = (await this.finder.heads(meetingId)).get(stateCode) ?? null;
      if (before === personId) return;
      if (personId) await this.refuseStranger(meetingId, { stateCode, personId });
      await this.db.run(sql`
        DELETE FROM head_of_delegation WHERE meeting_id = ${meetingId} AND state_code = ${stateCode}`);
      if (personId) await this.db.repo(HeadOfDelegation).insert({ id: newId(), meetingId, stateCode, personId });
      const name = personId ? await this.persons.nameOf(personId) : '–';
      await this.events.record('meeting.head_named', meetingId, actor, { state: stateCode, name });
    });
  }

  private async refuseStranger(meetingId: string, head: { stateCode: string; personId: string }): Promise<void> {
    const rows = await this.finder.of(meetingId);
    const isOnList = rows.some((row) => row.personId === head.personId && row.stateCode === head.stateCode);
    if (!isOnList) throw new Invalid({ personId: { key: 'platform.invalid.format' } });
  }
}
