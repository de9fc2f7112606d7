import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, newId, sql, type Sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { HandOver, type Cause } from './hand-over.entity.js';
import { isMemberOn } from './hand-over.finder.js';

const job = 'obligations.leavings';
const kinds = ['person.left', 'person.membershipEnded', 'person.membershipChanged'];

interface Left {
  progressId: string;
  actionId: string;
  personId: string;
  cause: Cause;
  causeKey: string;
  groupId: string | null;
  endedOn: Day;
}

/**
 * Notices who has left the network or a group and leaves something undone: each such line waits for a word of the
 * organisers. A day of leaving that lies ahead is seen by the hourly sweep.
 */
@Injectable()
export class Leavings implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    for (const kind of kinds) this.events.subscribe(kind, job);
    this.jobs.on(job, async () => void (await this.notice()));
    this.jobs.hourly(() => this.notice());
  }

  /** Can be repeated at any time: what waits or was decided is not asked again. @returns how many lines are new */
  async notice(): Promise<number> {
    const seen = [...(await this.ofPersonsWhoLeft()), ...(await this.ofMembershipsEnded())];
    if (!seen.length) return 0;
    return this.db.tx(async () => {
      const fresh = [...(await this.ofPersonsWhoLeft()), ...(await this.ofMembershipsEnded())];
      const known = new Set<string>();
      for (const left of fresh.filter(({ progressId }) => !known.has(progressId))) {
        known.add(left.progressId);
        await this.keep(left);
      }
      return known.size;
    });
  }

  private async keep({ actionId, ...left }: Left): Promise<void> {
    const createdAt = this.clock.instant();
    await this.db.insert(HandOver, { id: newId(), ...left, status: 'waiting', createdAt, version: 1 });
    const { personId, cause } = left;
    await this.events.record('progress.hand_over_waits', left.progressId, system, { actionId, personId, cause });
  }

  private ofPersonsWhoLeft(): Promise<Left[]> {
    const today = this.clock.today();
    return this.db.rows<Left>(sql`
      SELECT p.id AS progressId, p.action_id AS actionId, p.person_id AS personId, 'left' AS cause,
        CONCAT('left ', pe.left_on) AS causeKey, NULL AS groupId, pe.left_on AS endedOn
      FROM person pe JOIN action_progress p ON p.person_id = pe.id AND p.is_finished = 0
      WHERE pe.left_on <= ${today} AND ${notAsked(sql`pe.left_on`)} ORDER BY p.id`);
  }

  /** What comes from the group, and what comes from none when they are in no group any more. */
  private ofMembershipsEnded(): Promise<Left[]> {
    const today = this.clock.today();
    const isBack = (group: Sql) => sql`EXISTS (SELECT 1 FROM membership nm WHERE nm.person_id = p.person_id${group}
      AND ${isMemberOn(sql`nm`, today)})`;
    const comesFrom = sql`COALESCE(a.group_id, m.group_id)`;
    return this.db.rows<Left>(sql`
      SELECT p.id AS progressId, p.action_id AS actionId, p.person_id AS personId, 'membership_ended' AS cause,
        ms.id AS causeKey, ms.group_id AS groupId, ms.valid_to AS endedOn
      FROM membership ms JOIN action_progress p ON p.person_id = ms.person_id AND p.is_finished = 0
      JOIN action_item a ON a.id = p.action_id JOIN person pe ON pe.id = p.person_id
      LEFT JOIN meeting m ON m.id = a.meeting_id
      WHERE ms.valid_to < ${today} AND (SUBSTR(a.created_at, 1, 10) <= ms.valid_to OR ${wasMemberWhenAsked})
        AND (pe.left_on IS NULL OR pe.left_on > ${today})
        AND NOT ${isBack(sql` AND nm.group_id = ms.group_id`)}
        AND (${comesFrom} = ms.group_id OR (${comesFrom} IS NULL AND NOT ${isBack(sql``)}))
        AND ${notAsked(sql`ms.valid_to`)} ORDER BY ms.valid_to DESC, p.id`);
  }
}

/** Neither waiting for another reason, nor decided since they were gone. */
const notAsked = (endedOn: Sql): Sql => sql`NOT EXISTS (SELECT 1 FROM hand_over kh
  WHERE kh.progress_id = p.id AND kh.person_id = p.person_id
    AND (kh.status = 'waiting' OR kh.ended_on >= ${endedOn}))`;

/** The end was written down later than the action, for a day before it: they were asked as somebody of the group. */
const wasMemberWhenAsked = sql`EXISTS (SELECT 1 FROM event ev JOIN network_group eg ON eg.id = ms.group_id
  WHERE ev.noun = 'person' AND ev.subject_id = p.person_id AND ev.at > a.created_at
    AND ev.kind IN ('person.membershipEnded', 'person.membershipChanged')
    AND ev.data LIKE CONCAT('%"group":"', eg.code, '"%'))`;
