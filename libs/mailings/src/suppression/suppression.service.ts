import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AddressStanding, PersonFinder } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { bouncedMail, type BouncedMail } from '@samrad/platform/mail';
import { canRunLists } from '../mailing/mailing.policy.js';
import { AddressHashes } from './address-hashes.js';
import type { LiftInput, SuppressInput } from './suppression.dto.js';
import { AddressScore, Suppression } from './suppression.entity.js';
import { SuppressionFinder } from './suppression.finder.js';
import { enough, everything, scored, type SuppressionReason } from './suppression.rules.js';

interface HeldBack {
  address: string;
  scope: string;
  reason: SuppressionReason;
  words: string | null;
}

/** Addresses that get no mail: because it comes back, because they were withdrawn, because an organiser says so. */
@Injectable()
export class SuppressionService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly hashes: AddressHashes,
    private readonly finder: SuppressionFinder,
    private readonly standing: AddressStanding,
    private readonly persons: PersonFinder,
  ) {}

  onModuleInit(): void {
    this.jobs.on(bouncedMail, (bounce: BouncedMail) => this.cameBack(bounce));
  }

  /** One more mail that came back; from a certain score on nothing more is sent. */
  async cameBack({ address, kind, words }: BouncedMail): Promise<void> {
    await this.db.tx(async () => {
      const before = await this.finder.score(address);
      const score = scored(before, { kind, on: this.clock.today() });
      await this.keepScore(address, { ...score, lastWords: words }, before !== undefined);
      if (score.score < enough) return;
      await this.holdBack(system, { address, scope: everything, reason: 'bounces', words });
    });
  }

  /** Somebody has left a list: nobody puts the address on it again but its owner, also when the person is forgotten. */
  withdraw(address: string, listId: string): Promise<void> {
    return this.db.tx(() => this.holdBack(system, { address, scope: listId, reason: 'withdrawn', words: null }));
  }

  /** The owner of the address subscribes again. Joins the open transaction. */
  async takeBack(address: string, listId: string): Promise<void> {
    await this.db.run(sql`
      DELETE FROM mail_suppression WHERE address_hash = ${this.hashes.of(address)} AND scope = ${listId}`);
  }

  async suppress(actor: Actor, { address, why }: SuppressInput): Promise<void> {
    demand(canRunLists(actor));
    await this.db.tx(() => this.holdBack(actor, { address, scope: everything, reason: 'by_hand', words: why }));
  }

  /** Mail goes there again. What was withdrawn from a list only its owner takes back. @throws Conflict */
  async lift(actor: Actor, id: string, { why, version }: LiftInput): Promise<void> {
    demand(canRunLists(actor));
    await this.db.tx(async () => {
      const row = found(await this.finder.one(id));
      if (row.reason === 'withdrawn') throw new Conflict('mailings.suppression.refused.withdrawn');
      if (row.liftedAt) throw new Conflict();
      const lifted = { liftedAt: this.clock.instant(), liftedBy: actor.name, liftedWhy: why };
      await this.db.update(Suppression, { id, version }, lifted);
      await this.db.run(sql`DELETE FROM address_score WHERE address_hash IN (
        SELECT address_hash FROM mail_suppression WHERE id = ${id})`);
      await this.events.record('suppression.lifted', id, actor, { why });
      const person = row.address ? await this.persons.byAddress(row.address) : undefined;
      if (person) await this.standing.works(actor, person.personId, row.address!);
    });
  }

  private async keepScore(address: string, score: Omit<AddressScore, 'addressHash'>, isKnown: boolean) {
    const addressHash = this.hashes.of(address);
    if (!isKnown) return this.db.insert(AddressScore, { addressHash, ...score });
    await this.db.run(sql`
      UPDATE address_score SET score = ${score.score}, last_on = ${score.lastOn}, last_weight = ${score.lastWeight},
        last_words = ${score.lastWords} WHERE address_hash = ${addressHash}`);
  }

  private async holdBack(actor: Actor, { address, scope, reason, words }: HeldBack): Promise<void> {
    const addressHash = this.hashes.of(address);
    const known = await this.db.row<{ id: string; version: number; liftedAt: string | null }>(sql`
      SELECT id, version, lifted_at AS liftedAt FROM mail_suppression
      WHERE address_hash = ${addressHash} AND scope = ${scope}`);
    if (known && known.liftedAt === null) return;
    const held = { reason, words, since: this.clock.instant() };
    const open = { liftedAt: null, liftedBy: null, liftedWhy: null };
    const id = known?.id ?? newId();
    if (known) await this.db.update(Suppression, keyOf(known), { ...held, ...open });
    else await this.db.insert(Suppression, { id, addressHash, scope, ...held, ...open });
    await this.events.record('suppression.held_back', id, actor, { reason });
  }
}

const keyOf = ({ id, version }: { id: string; version: number }) => ({ id, version });
