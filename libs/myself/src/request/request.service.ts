import { Injectable } from '@nestjs/common';
import { holdPerson, PersonFinder, PersonIndex } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { I18n } from '@samrad/platform/i18n';
import { canStep } from '@samrad/platform/pure';
import { formatDay } from '@samrad/platform/views';
import { ErasureService } from '../erasure/erasure.service.js';
import { OwnLinks } from '../link/own-links.service.js';
import { PrivacyLetters } from '../link/privacy-letters.js';
import type { DecisionInput, RequestInput } from './request.dto.js';
import { PrivacyRequest } from './request.entity.js';
import { canAskFor, canDecideRequests } from './request.policy.js';
import { next, oneMonthAfter, type RequestKind } from './request.rules.js';

/** So long the link in the mail works: while an answer is waited for. */
const linkDays = 30;

/** People ask that their data be erased, left alone, or used again; the coordinator decides within a month. */
@Injectable()
export class RequestService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly persons: PersonFinder,
    private readonly index: PersonIndex,
    private readonly erasures: ErasureService,
    private readonly letters: PrivacyLetters,
    private readonly links: OwnLinks,
    private readonly i18n: I18n,
  ) {}

  /** @throws Invalid when the same was asked and waits */
  async ask(actor: Actor, personId: string, { kind, words }: RequestInput): Promise<string> {
    demand(canAskFor(actor, personId));
    return this.db.tx(async () => {
      await holdPerson(this.db, personId);
      const waits = await this.db.row(sql`
        SELECT id FROM privacy_request WHERE person_id = ${personId} AND kind = ${kind} AND status = 'waiting'`);
      if (waits) throw new Invalid({ kind: { key: 'myself.request.waits' } });
      const [id, askedAt] = [newId(), this.clock.instant()];
      const dueOn = oneMonthAfter(this.clock.today());
      await this.db.insert(PrivacyRequest, { id, personId, kind, words, status: 'waiting', askedAt, dueOn });
      await this.events.record(`person.${kind}_asked`, personId, actor);
      await this.confirm(personId, kind, dueOn);
      return id;
    });
  }

  /** Taken back by whoever asked. @throws Conflict when it was decided already; NotFound for that of somebody else */
  async withdraw(actor: Actor, personId: string, id: string): Promise<void> {
    demand(canAskFor(actor, personId));
    await this.db.tx(async () => {
      const { version, status, kind } = found(await this.db.repo(PrivacyRequest).findOneBy({ id, personId }));
      if (!canStep(next, status, 'withdrawn')) throw new Conflict('myself.request.decided');
      await this.db.update(PrivacyRequest, { id, version }, { status: 'withdrawn', decidedAt: this.clock.instant() });
      await this.events.record(`person.${kind}_withdrawn`, personId, actor);
    });
  }

  /**
   * Granted, it happens at once. The mail that says so is written before the address goes.
   * @throws Conflict when it was decided already or somebody must stay, Forbidden
   */
  async decide(actor: Actor, id: string, { decision, reason, version }: DecisionInput): Promise<void> {
    demand(canDecideRequests(actor));
    await this.db.tx(async () => {
      await this.hold(id);
      const request = found(await this.db.repo(PrivacyRequest).findOneBy({ id }));
      if (!canStep(next, request.status, decision)) throw new Conflict('myself.request.decided');
      const decided = { decidedById: actor.personId, decidedAt: this.clock.instant(), reason };
      await this.db.update(PrivacyRequest, { id, version }, { status: decision, ...decided });
      await this.tell(request, decision, reason);
      if (decision === 'granted') await this.carryOut(actor, request);
      else await this.events.record(`person.${request.kind}_refused`, request.personId, actor);
    });
  }

  /** Whoever edits or merges the person was there before, or waits. */
  private async hold(id: string): Promise<void> {
    await this.db.hold(sql`
      SELECT r.id FROM privacy_request r JOIN person p ON p.id = r.person_id WHERE r.id = ${id}`);
  }

  private async carryOut(actor: Actor, { kind, personId }: PrivacyRequest): Promise<void> {
    if (kind === 'erasure') return this.erasures.erase(actor, personId);
    const since = kind === 'restriction' ? this.clock.instant() : null;
    await this.db.run(sql`UPDATE person SET restricted_at = ${since} WHERE id = ${personId}`);
    await this.events.record(kind === 'restriction' ? 'person.restricted' : 'person.released', personId, actor);
    await this.index.put([personId]);
  }

  /** So that somebody learns of it who did not ask, and can take it back. */
  private async confirm(personId: string, kind: RequestKind, dueOn: Day): Promise<void> {
    const person = found(await this.persons.byId(personId));
    const lang = person.mailLanguage;
    const what = this.i18n.t(lang, `myself.request.kind.${kind}`);
    const href = await this.links.issue(personId, linkDays * 24);
    const params = { what, due: formatDay(dueOn, lang), days: linkDays };
    await this.letters.send(person, { about: 'request_received', href, params });
  }

  private async tell({ personId, kind }: { personId: string; kind: RequestKind }, decision: string, reason: string) {
    const person = (await this.persons.byId(personId))!;
    const isLast = kind === 'erasure' && decision === 'granted';
    await this.letters.send(person, { about: `${kind}_${decision}`, reason, isLast });
  }
}
