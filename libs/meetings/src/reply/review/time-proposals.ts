import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Db, fromJson, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import { wallOf } from '@samrad/platform/pure';
import { Views } from '@samrad/platform/views';
import { OpenProposals, type OpenProposal } from '../../invitation/sending/proposals/open-proposals.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { whenText } from '../../meeting/meeting.presenter.js';
import type { Ruling } from '../reply.types.js';
import { MailReviewService } from './mail-review.service.js';

interface Row {
  mailId: string;
  invitationId: string;
  name: string;
  details: unknown;
}

/** Other times that calendars proposed (COUNTER) and that nobody has looked at: a new date ends them. */
@Injectable()
export class TimeProposals implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly open: OpenProposals,
    private readonly review: MailReviewService,
    private readonly events: Events,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.open.offer((meeting) => this.of(meeting));
  }

  private async of(meeting: MeetingRow): Promise<OpenProposal[]> {
    const rows = await this.db.rows<Row>(sql`
      SELECT im.id AS mailId, i.id AS invitationId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, im.details
      FROM incoming_mail im JOIN invitation i ON i.meeting_id = im.meeting_id AND i.person_id = im.person_id
      JOIN person p ON p.id = i.person_id
      WHERE im.meeting_id = ${meeting.id} AND im.ruling = 'COUNTER' AND im.review = 'open'
      ORDER BY im.received_at, im.id`);
    return rows.map((row) => ({
      invitationId: row.invitationId,
      text: (language: Language) => this.text(meeting, row, language),
      about: (language: Language) => this.views.i18n.t(language, 'meetings.invitation.why.timeLapses'),
      lapse: () => this.lapse(meeting, row),
    }));
  }

  private text(meeting: MeetingRow, { details }: Row, lang: Language): string {
    const { start = null, end = null } = fromJson<Pick<Ruling, 'proposal'> | null>(details)?.proposal ?? {};
    const say = (key: string, params = {}) => this.views.i18n.t(lang, `meetings.invitation.mail.${key}`, params);
    if (!start) return say('lapsedTime');
    if (start === meeting.startAt && (end ?? meeting.endAt) === meeting.endAt) return say('followedTime');
    const { zone } = meeting;
    const walls = { startWall: wallOf(start, zone), endWall: wallOf(end ?? start, zone), zone };
    return say('lapsedTime', { context: 'named', time: Object.values(whenText(lang, walls)).join(', ') });
  }

  private async lapse({ id }: MeetingRow, { mailId, name }: Row): Promise<void> {
    await this.review.settle(system, mailId, 'dismissed');
    await this.events.record('meeting.proposal_lapsed', id, system, { name });
  }
}
