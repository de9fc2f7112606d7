import { Injectable } from '@nestjs/common';
import { changesOf } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canRunLists } from '../mailing/mailing.policy.js';
import type { ListChange, ListInput } from './mailing-list.dto.js';
import { MailingList } from './mailing-list.entity.js';
import { MailingListFinder, type ListRow } from './mailing-list.finder.js';

@Injectable()
export class MailingListService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: MailingListFinder,
  ) {}

  /** @returns the new id. @throws Invalid when the short name is taken */
  async create(actor: Actor, input: ListInput): Promise<string> {
    demand(canRunLists(actor));
    return this.unique(async () => {
      const id = newId();
      await this.db.insert(MailingList, { id, ...input, createdAt: this.clock.instant() });
      await this.events.record('mailing_list.created', id, actor);
      return id;
    });
  }

  /** @throws Conflict with both texts when somebody else changed it first */
  async change(actor: Actor, id: string, { version, why, ...input }: ListChange): Promise<void> {
    demand(canRunLists(actor));
    await this.unique(async () => {
      const before = found(await this.finder.one(id));
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: fieldsOf(before), yours: input, version: before.version });
      }
      await this.db.update(MailingList, { id, version }, input);
      await this.events.record('mailing_list.updated', id, actor, changesOf(fieldsOf(before), input, why));
    });
  }

  private unique<T>(work: () => Promise<T>): Promise<T> {
    return this.db.tx(work).catch((error: unknown) => {
      throw isDuplicate(error) ? new Invalid({ code: { key: 'mailings.list.invalid.codeTaken' } }) : error;
    });
  }
}

const fieldsOf = ({ id: _, version: _version, ...fields }: ListRow): object => fields;
