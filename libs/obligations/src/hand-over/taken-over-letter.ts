import { Injectable } from '@nestjs/common';
import { actionReferenceOf, ProgressFinder, TaskLink } from '@samrad/actions';
import { hasLeft, PersonFinder } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import type { Letter } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';

/** One mail with everything that somebody has taken over. */
@Injectable()
export class TakenOverLetter {
  constructor(
    private readonly persons: PersonFinder,
    private readonly progress: ProgressFinder,
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly links: TaskLink,
  ) {}

  /** Null when nothing is left to be said: it went on to somebody else, is finished, or is not shared yet. */
  async of(personId: string, lineIds: readonly string[]): Promise<Letter | null> {
    const person = await this.persons.byId(personId);
    if (!person?.address || hasLeft(person, this.clock.today())) return null;
    const lines = (await this.progress.byIds(lineIds)).filter(
      (line) => line.personId === personId && !line.isFinished && line.audience !== 'organisers',
    );
    if (!lines.length) return null;
    const { mailLanguage: lang, name, address } = person;
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(lang, `obligations.handOver.mail.${key}`, params);
    const tasks = await this.links.urlFor(personId);
    const mail = this.views.mail(lang, 'obligations/hand-over/mail/taken-over', {
      subject: say('subject', { count: lines.length }),
      reason: say('reason'),
      name,
      count: lines.length,
      lines: lines.map(({ id, number, title, dueOn }) => {
        return { ref: actionReferenceOf(number), title, dueOn, href: `${tasks}#line-${id}` };
      }),
      href: tasks,
    });
    return { to: { name, address }, ...mail, personId };
  }
}
