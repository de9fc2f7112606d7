import { Injectable } from '@nestjs/common';
import { ResponsibleFinder, TaskLink, type TaskHolder } from '@samrad/actions';
import { PersonalDoor, type Actor, type Ctx } from '@samrad/platform/auth';
import { LinkActors } from '../state-page/link-actors.js';

/** Who works by the personal link of a reminder. */
export interface TaskSession {
  holder: TaskHolder;
  actor: Actor;
}

/** The door that the personal link of a reminder opens. */
@Injectable()
export class TaskDoor {
  constructor(
    private readonly door: PersonalDoor,
    private readonly link: TaskLink,
    private readonly responsible: ResponsibleFinder,
    private readonly actors: LinkActors,
  ) {}

  /** @throws NotFound for a link that opens nothing (any more), TooMany after many of them */
  async open(ctx: Ctx, token: string): Promise<TaskSession> {
    return this.behind(await this.door.open(ctx, this.link.lock(token)));
  }

  /** For what is sent by form. @throws the same, and TooMany after many changes */
  async enter(ctx: Ctx, token: string): Promise<TaskSession> {
    return this.behind(await this.door.enter(ctx, this.link.lock(token)));
  }

  private async behind(holder: TaskHolder): Promise<TaskSession> {
    return { holder, actor: await this.actors.of(holder, await this.speaks(holder)) };
  }

  /** The contact of a State reports for it; where there is none, its members who are written to. */
  private async speaks({ personId, stateCode }: TaskHolder): Promise<boolean> {
    if (stateCode === null) return false;
    const people = (await this.responsible.ofStates([stateCode])).get(stateCode) ?? [];
    const contacts = people.filter(({ isContact }) => isContact);
    return (contacts.length ? contacts : people).some((one) => one.personId === personId);
  }
}
