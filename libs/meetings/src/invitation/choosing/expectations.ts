import { Injectable } from '@nestjs/common';

/** What somebody said about the time of a meeting before they were invited. Never an answer to the invitation. */
export interface Expected {
  personId: string;
  /** Null: asked, and no answer. */
  answer: 'yes' | 'if_needed' | 'no' | null;
}

export interface Expectation {
  people: Expected[];
  /** Page that shows how it came about. */
  href: string;
}

type Source = (meetingId: string) => Promise<Expectation | null>;

/** Who is expected at a meeting. A context above this one fills it at start (`onModuleInit`); without it nobody is. */
@Injectable()
export class Expectations {
  private readonly sources: Source[] = [];

  offer(source: Source): void {
    this.sources.push(source);
  }

  async of(meetingId: string): Promise<Expectation | null> {
    for (const source of this.sources) {
      const expectation = await source(meetingId);
      if (expectation) return expectation;
    }
    return null;
  }
}

/** How many said what: for the sentence above the choice. */
export function expectedCounts({ people }: Expectation) {
  const count = (wanted: Expected['answer']) => people.filter(({ answer }) => answer === wanted).length;
  return { yes: count('yes'), ifNeeded: count('if_needed'), no: count('no'), unanswered: count(null) };
}
