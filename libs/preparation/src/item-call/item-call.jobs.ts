import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LostLink, MeetingFinder } from '@samrad/meetings';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { AskedFinder, type AskedRow } from '../asked/asked.finder.js';
import { AskedLink } from '../asked/asked-link.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ProposalFinder } from '../item-proposal/item-proposal.finder.js';
import { ItemCallFinder, type ItemCallRow } from './item-call.finder.js';
import { ItemCallLetters } from './item-call-letters.js';
import { windowOf } from './item-call.rules.js';

/** What calls for items do by themselves: remind those who have proposed nothing, and send lost links anew. */
@Injectable()
export class ItemCallJobs implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly finder: ItemCallFinder,
    private readonly proposals: ProposalFinder,
    private readonly asked: AskedFinder,
    private readonly link: AskedLink,
    private readonly lost: LostLink,
    private readonly letters: ItemCallLetters,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.reminders.offer('item_call', {
      respondBy: (id) => this.respondBy(id),
      waiting: (id) => this.waiting(id),
      send: (actor, id, people) => this.send(actor, id, people),
    });
    this.lost.offer(({ personId }) => this.linksOf(personId));
  }

  private async respondBy(id: string): Promise<string | null> {
    const { call, window } = await this.known(id);
    return window === 'open' ? call!.respondBy : null;
  }

  /** Those whose State has proposed nothing. */
  private async waiting(id: string): Promise<AskedRow[]> {
    const proposals = (await this.proposals.ofCall(id)).filter(({ status }) => status !== 'withdrawn');
    const states = new Set(proposals.map(({ stateCode }) => stateCode).filter(Boolean));
    const persons = new Set(proposals.map(({ askedId }) => askedId));
    const all = await this.asked.all('item_call', id);
    return all.filter((one) => !persons.has(one.id) && !(one.stateCode && states.has(one.stateCode)));
  }

  private async send(actor: Actor, id: string, people: AskedRow[]): Promise<void> {
    const { call, meeting } = await this.known(id);
    if (!call || !meeting) return;
    await this.letters.remind(call, meeting, people);
    await this.events.record('item_call.reminded', id, actor, { count: people.length });
  }

  private async linksOf(personId: string) {
    const rows = await this.asked.of('item_call', personId);
    const links = await Promise.all(
      rows.map(async (row) => {
        const { meeting, window } = await this.known(row.aboutId);
        return meeting && window !== 'closed' ? [{ text: meeting.title, href: this.link.urlOf(row) }] : [];
      }),
    );
    return links.flat();
  }

  private async known(id: string) {
    const call: ItemCallRow | undefined = await this.finder.one(id);
    const meeting = call && (await this.meetings.one(system, call.meetingId));
    const times = { now: this.clock.instant(), today: this.clock.today(meeting?.zone) };
    return { call, meeting, window: call && meeting ? windowOf(call, meeting, times) : 'closed' };
  }
}
