import { Injectable } from '@nestjs/common';
import { MeetingActions, type MeetingAction } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { ActionFinder, type ActionOfMeeting } from '../action/action.finder.js';
import { referenceOf, statusOf } from '../action/action.rules.js';
import { statusTag } from '../progress/progress.presenter.js';

/** Tells the minutes of a meeting which actions it agreed on. */
@Injectable()
export class ActionsOfMeeting extends MeetingActions {
  constructor(private readonly finder: ActionFinder) {
    super();
  }

  override async forMeeting(actor: Actor, meetingId: string): Promise<MeetingAction[]> {
    const actions = await this.finder.ofMeeting(actor, meetingId);
    return actions.map(present);
  }
}

function present({
  id,
  number,
  title,
  itemId,
  dueOn,
  responsibleKind,
  groupCode,
  lines,
}: ActionOfMeeting): MeetingAction {
  const { key, color } = statusTag(statusOf(lines.map(({ status }) => status)));
  const stateCodes = lines.map((line) => line.stateCode).filter((code) => code !== null);
  const personIds = lines.map(({ personId }) => personId).filter((personId) => personId !== null);
  const names = lines.map((line) => line.organisationName ?? line.personName).filter((name) => name !== null);
  const kind = responsibleKind === 'group' ? ('person' as const) : responsibleKind;
  const name = groupCode ?? (names.join(', ') || null);
  const responsible = { kind, stateCodes: stateCodes.sort(), name, personId: personIds[0] ?? null, personIds };
  return { id, ref: referenceOf(number), title, itemId, responsible, dueOn, status: { key, color } };
}
