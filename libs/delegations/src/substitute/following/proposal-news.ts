import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingFinder, whenText, type MeetingRow } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import { SubstituteFinder, type SubstitutionRow } from '../substitute.finder.js';
import { whoIs, whyNotDecide } from '../substitute.rules.js';
import { DeciderFinder, type Decider } from './decider.finder.js';
import { decidersOf } from './deciders.rules.js';

const job = 'delegations.substitutes-waiting';
/** Whoever changes their mind within this time, in seconds, causes no mail. */
const pause = 600;
/** At most one mail about a meeting to each in this time, in seconds. */
const rest = 3600;

/** Tells those who decide that substitutes wait: all that came together in one mail, not one for each click. */
@Injectable()
export class ProposalNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: SubstituteFinder,
    private readonly deciders: DeciderFinder,
    private readonly meetings: MeetingFinder,
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.events.subscribe('meeting.substitute_proposed', job, pause);
    this.jobs.on(job, ({ subjectId }: { subjectId: string }) => this.tell(subjectId));
  }

  /** Doing it twice tells nobody twice. */
  async tell(meetingId: string): Promise<void> {
    await this.db.tx(async () => {
      await this.db.run(sql`UPDATE meeting SET version = version WHERE id = ${meetingId}`);
      const [meeting, told] = [await this.meetings.one(system, meetingId), await this.lastTold(meetingId)];
      const fresh = (await this.finder.ofMeeting(system, meetingId)).filter(
        (row) => whyNotDecide(row) === null && row.createdAt > (told ?? ''),
      );
      if (!meeting || !fresh.length) return;
      if (told && told > this.clock.instantIn(-rest)) return this.again(meetingId, told);
      await this.mail(meeting, fresh);
    });
  }

  private async mail(meeting: MeetingRow, fresh: readonly SubstitutionRow[]): Promise<void> {
    const waiting = new Map<Decider, SubstitutionRow[]>();
    const all = await this.deciders.all();
    for (const row of fresh) {
      for (const decider of decidersOf(row, all)) waiting.set(decider, [...(waiting.get(decider) ?? []), row]);
    }
    await this.outbox.queueAll([...waiting].map(([decider, rows]) => this.letter(meeting, decider, rows)));
    await this.events.record('meeting.substitutes_told', meeting.id, system, { count: waiting.size });
  }

  private letter(meeting: MeetingRow, { personId, name, address, language }: Decider, rows: SubstitutionRow[]): Letter {
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(language, `delegations.substitute.mail.waiting.${key}`, { title: meeting.title, ...params });
    const { day, time } = whenText(language, meeting);
    const mail = this.views.mail(language, 'delegations/substitute/mail/waiting', {
      subject: say('subject'),
      greeting: this.views.i18n.t(language, 'delegations.substitute.mail.greeting', { name }),
      lead: say('lead', { count: rows.length, when: `${day}, ${time}` }),
      facts: rows.map((row) => ({ label: say('instead', { name: row.principalName }), text: whoIs(row) })),
      path: `/meetings/${meeting.id}/substitutes`,
      button: say('button'),
      reason: say('reason'),
    });
    const about = { noun: 'meeting', id: meeting.id };
    return { ...mail, to: { name, address }, about, personId, expiresAt: meeting.endAt };
  }

  private again(subjectId: string, told: Instant): Promise<void> {
    const at = new Date(Date.parse(told) + rest * 1000).toISOString();
    return this.jobs.later(job, { subjectId }, at);
  }

  private async lastTold(meetingId: string): Promise<Instant | undefined> {
    const row = await this.db.row<{ at: Instant }>(sql`
      SELECT at FROM event WHERE noun = 'meeting' AND subject_id = ${meetingId} AND kind = 'meeting.substitutes_told'
      ORDER BY id DESC LIMIT 1`);
    return row?.at;
  }
}
