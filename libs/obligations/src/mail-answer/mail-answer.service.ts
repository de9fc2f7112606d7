import { Injectable } from '@nestjs/common';
import { ProgressFinder, ProgressService, ReminderMails, type ProgressRow } from '@samrad/actions';
import type { WrittenAnswer } from '@samrad/meetings';
import { PersonFinder } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MailAnswerLetters } from './mail-answer-letters.js';
import type { Acceptance, Refusal } from './mail-answer.dto.js';
import { MailAnswer, MailAnswerLine, type AnswerStatus } from './mail-answer.entity.js';
import { MailAnswerFinder, type AnswerRow } from './mail-answer.finder.js';
import { proposalsIn, type Proposal } from './mail-answer.rules.js';
import { ownWords } from './own-words.rules.js';

/** Answers to reminders, written by mail: kept as proposals, and decided by those who report for the lines. */
@Injectable()
export class MailAnswerService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: MailAnswerFinder,
    private readonly reminders: ReminderMails,
    private readonly lines: ProgressFinder,
    private readonly progress: ProgressService,
    private readonly persons: PersonFinder,
    private readonly letters: MailAnswerLetters,
  ) {}

  /** In the transaction that records the mail. @returns false when nothing is left of what the reminder named */
  async take(answer: WrittenAnswer): Promise<boolean> {
    const named = await this.reminders.namedIn(answer.mailId);
    if (!named.length) return false;
    const person = answer.personId ? await this.persons.byId(answer.personId) : undefined;
    const byName = (person?.name ?? answer.fromAddress ?? '').slice(0, 200);
    for (const proposal of proposalsIn(ownWords(answer.text), named)) {
      if (!(await this.waits(answer, proposal))) await this.propose(answer, byName, proposal);
    }
    return true;
  }

  /**
   * Reports what was proposed, or what the actor makes of it, for the chosen lines.
   * @throws NotFound for those who report for none of it; Conflict when it was decided or a line has changed meanwhile
   */
  async accept(actor: Actor, id: string, { lines, status, note, version }: Acceptance): Promise<AnswerRow> {
    return this.db.tx(async () => {
      const answer = await this.open(actor, id);
      await this.decide(actor, { ...answer, version }, { status: 'accepted' });
      for (const chosen of lines) await this.report(actor, answer, { chosen, status, note });
      return answer;
    });
  }

  /** Changes nothing; whoever wrote it is told why. */
  async refuse(actor: Actor, id: string, { reason, version }: Refusal): Promise<AnswerRow> {
    return this.db.tx(async () => {
      const answer = await this.open(actor, id);
      await this.decide(actor, { ...answer, version }, { status: 'refused', reason });
      const [line, ...others] = answer.lines;
      if (line && !others.length) {
        const facts = { ...about(line), ...written(answer), note: reason };
        await this.events.record('progress.proposal_refused', line.id, actor, facts);
      }
      await this.letters.refused(answer, reason);
      return answer;
    });
  }

  /** The same words about the same, sent again under another Message-ID, wait already. */
  private async waits({ mailId, personId }: WrittenAnswer, { lineIds, status, note }: Proposal): Promise<boolean> {
    const rows = await this.db.rows<{ id: string; progressId: string }>(sql`
      SELECT m.id, l.progress_id AS progressId FROM mail_answer m JOIN mail_answer_line l ON l.answer_id = m.id
      WHERE m.mail_id = ${mailId} AND m.status = 'open' AND COALESCE(m.person_id, '') = ${personId ?? ''}
        AND COALESCE(m.said_status, '') = ${status ?? ''} AND COALESCE(m.note, '') = ${note ?? ''}`);
    const known = new Map<string, string[]>();
    for (const { id, progressId } of rows) known.set(id, [...(known.get(id) ?? []), progressId]);
    return [...known.values()].some((ids) => ids.sort().join() === [...lineIds].sort().join());
  }

  private async propose(
    answer: WrittenAnswer,
    byName: string,
    { lineIds, status, note, others }: Proposal,
  ): Promise<void> {
    const { mailId, incomingId, personId, fromAddress, text: body, at: writtenAt, takenBy } = answer;
    const id = newId();
    await this.db.insert(MailAnswer, {
      ...{ id, mailId, incomingId, personId, byName, body, writtenAt, note, saidStatus: status, status: 'open' },
      otherRefs: others.length ? others.join(', ').slice(0, 200) : null,
      ...{ fromAddress: fromAddress?.slice(0, 254) ?? null, takenBy: takenBy?.name.slice(0, 200) ?? null },
    });
    for (const progressId of lineIds) await this.db.insert(MailAnswerLine, { answerId: id, progressId });
    const writer: Actor = { ...system, personId, name: byName };
    await this.events.record('mail_answer.arrived', id, writer, { mailId });
    const [line] = lineIds.length === 1 ? await this.lines.byIds(lineIds) : [];
    if (!line) return;
    await this.events.record('progress.proposed', line.id, writer, { ...about(line), status });
  }

  private async open(actor: Actor, id: string): Promise<AnswerRow> {
    const answer = found(await this.finder.one(actor, id));
    if (answer.status !== 'open') throw new Conflict('obligations.mailAnswer.refused.done');
    return answer;
  }

  private async decide(
    actor: Actor,
    { id, version }: AnswerRow,
    decision: { status: AnswerStatus; reason?: string },
  ): Promise<void> {
    const by = { decidedBy: actor.name.slice(0, 200), decidedAt: this.clock.instant() };
    await this.db.update(MailAnswer, { id, version }, { ...decision, ...by });
    await this.events.record(`mail_answer.${decision.status}`, id, actor);
  }

  private async report(
    actor: Actor,
    answer: AnswerRow,
    { chosen, ...said }: Pick<Acceptance, 'status' | 'note'> & { chosen: string },
  ): Promise<void> {
    const [lineId, version] = chosen.split(':') as [string, string];
    const line = answer.lines.find(({ id }) => id === lineId);
    if (!line) throw new Invalid({ lines: { key: 'obligations.mailAnswer.invalid.lines' } });
    const report = { status: said.status ?? line.status, note: said.note ?? line.note, version: Number(version) };
    await this.progress.report(actor, line.id, report);
    await this.events.record('progress.proposal_accepted', line.id, actor, { ...about(line), ...written(answer) });
  }
}

const about = ({ actionId, stateCode: state, personId, organisationId }: ProgressRow) => ({
  ...{ actionId, state, personId, organisationId },
});

/** Who wrote it, and when; by id, so that somebody who is erased has no name in the history. */
const written = ({ personId: byPersonId, writtenAt: at }: AnswerRow) => ({ byPersonId, at });
