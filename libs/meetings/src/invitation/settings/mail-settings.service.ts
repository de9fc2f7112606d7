import { daysAsText } from '@samrad/platform/pure';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Meeting } from '../../meeting/meeting.entity.js';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { canInvite } from '../invitation.policy.js';

import type { MailSettingsInput } from './mail-settings.dto.js';

/** Sets what the mails about a meeting are like. They change nothing for mails that have gone out. */
@Injectable()
export class MailSettings {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly events: Events,
  ) {}

  /** @throws NotFound, Conflict when somebody else changed the meeting first */
  async set(actor: Actor, id: string, { version, reminderDays, ...flags }: MailSettingsInput): Promise<void> {
    demand(canInvite(actor));
    await this.db.tx(async () => {
      const before = found(await this.meetings.one(actor, id));
      if (before.version !== version) throw new Conflict();
      const patch = { ...flags, reminderDays: daysAsText(reminderDays), updatedAt: this.clock.instant() };
      await this.db.update(Meeting, { id, version }, patch);
      await this.events.record('meeting.mail_settings_changed', id, actor);
    });
  }
}
