import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvitationFinder, MeetingPanels, whenText, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { HomePanels, Views } from '@samrad/platform/views';
import { RosterFiles } from '../roster/roster-files.js';
import { RosterFinder, type RosterRow } from '../roster/roster.finder.js';
import { standingTag } from '../roster/roster.presenter.js';
import { mayCertify, waitsForCertificate } from '../roster/roster.rules.js';

/** Meetings that ended so long ago leave the first page. */
const shownDays = 60;

interface Ended {
  meetingId: string;
  invitationId: string;
  title: string;
  startWall: string;
  endWall: string;
  zone: string;
}

/** Where those who are signed in find their own attendance and certificate: beside the meeting, and on the first page. */
@Injectable()
export class OwnAttendance implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly panels: MeetingPanels,
    private readonly home: HomePanels,
    private readonly invitations: InvitationFinder,
    private readonly finder: RosterFinder,
    private readonly files: RosterFiles,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    const onMeeting = this.onMeeting.bind(this);
    this.panels.offer({ name: 'own-attendance', column: 'side', order: 4, render: onMeeting });
    this.home.offer({ name: 'own-attendance', column: 'side', order: 30, render: (ctx) => this.onHome(ctx) });
  }

  private async onMeeting(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!meeting.isInvited || !hasBegun(meeting, this.clock.instant())) return null;
    const invitation = await this.invitations.own(ctx.actor, meeting.id);
    const row = (await this.finder.of(meeting.id)).find(({ personId }) => personId === invitation?.personId);
    return invitation && row ? this.beside(ctx, meeting, { row, invitationId: invitation.id }) : null;
  }

  private beside(ctx: Ctx, meeting: MeetingRow, own: { row: RosterRow; invitationId: string }): string {
    const { row, invitationId } = own;
    const now = this.clock.instant();
    const isCertified = this.files.isAvailable && mayCertify(row, meeting, now);
    return this.views.markup(ctx, 'delegations/check-in/_beside', {
      tag: row.presence && standingTag(row),
      certificate: isCertified ? `/meetings/${meeting.id}/certificates/${row.personId}` : null,
      isWaiting: waitsForCertificate(row, meeting, now),
      href: `/invitations/${invitationId}/reply`,
    });
  }

  private async onHome(ctx: Ctx): Promise<string | null> {
    const { personId } = ctx.actor;
    const rows = personId ? await this.ended(personId) : [];
    if (!rows.length) return null;
    return this.views.markup(ctx, 'delegations/check-in/_home', {
      rows: rows.map(({ meetingId, invitationId, title, ...times }) => ({
        title,
        day: whenText(ctx.lang, times).day,
        href: `/invitations/${invitationId}/reply`,
        certificate: this.files.isAvailable ? `/meetings/${meetingId}/certificates/${personId}` : null,
      })),
    });
  }

  /** Meetings that somebody was at, as the secretariat knows; the last one first. */
  private ended(personId: string): Promise<Ended[]> {
    return this.db.rows<Ended>(sql`
      SELECT m.id AS meetingId, i.id AS invitationId, m.title, m.start_wall AS startWall, m.end_wall AS endWall, m.zone
      FROM attendance t JOIN meeting m ON m.id = t.meeting_id
      JOIN invitation i ON i.meeting_id = m.id AND i.person_id = t.person_id AND i.removed_at IS NULL
      WHERE t.person_id = ${personId} AND t.is_present = 1 AND t.is_own_word = 0 AND i.sent_at IS NOT NULL
        AND m.end_at <= ${this.clock.instant()} AND m.end_at > ${this.clock.instantIn(-shownDays * 86_400)}
        AND m.status IN ('called', 'held', 'minutes_published')
      ORDER BY m.end_at DESC, m.id LIMIT 5`);
  }
}

const hasBegun = ({ startAt, status }: MeetingRow, now: string): boolean => startAt <= now && status !== 'cancelled';
