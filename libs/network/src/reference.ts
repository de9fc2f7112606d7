import { type INestApplicationContext, Injectable } from '@nestjs/common';
import { Db } from '@samrad/platform/database';
import { GroupService } from './group/group.service.js';
import { MethodFinder } from './person/expertise/method.finder.js';
import { StateService } from './state/state.service.js';
import { TopicService } from './topic/topic.service.js';

/** What every installation starts with: States, topics, and the groups REG, national network and contact points. */
@Injectable()
export class ReferenceData {
  constructor(
    private readonly db: Db,
    private readonly states: StateService,
    private readonly topics: TopicService,
    private readonly groups: GroupService,
    private readonly methods: MethodFinder,
  ) {}

  /** Adds what is missing; changes nothing that is there. */
  async load(): Promise<void> {
    await this.db.tx(async () => {
      await this.states.load();
      await this.topics.load();
      await this.groups.load();
      await this.methods.load();
    });
  }
}

export const loadReferenceData = (app: INestApplicationContext): Promise<void> => app.get(ReferenceData).load();
