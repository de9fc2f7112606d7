import { Injectable } from '@nestjs/common';
import { FacetFinder, nameIn, shownCode, StateFinder, stateName, TopicFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { intlTag, type Language } from '@samrad/platform/i18n';
import { PresentationFinder } from '../presentation/presentation.finder.js';
import { matrixOf, type Matrix } from './matrix.rules.js';

export interface NamedMatrix extends Matrix {
  topicName: (code: string) => string;
  stateName: (code: string) => string;
  /** The code that readers know. */
  shown: (code: string) => string;
  /** Persons with any topic, by State. */
  persons: ReadonlyMap<string, number>;
}

/** What the network knows, topic by topic and State by State: the same persons as the finder finds. */
@Injectable()
export class MatrixFinder {
  constructor(
    private readonly counts: FacetFinder,
    private readonly topics: TopicFinder,
    private readonly states: StateFinder,
    private readonly presentations: PresentationFinder,
  ) {}

  /** States that take part, in the order of the reader's alphabet. @param isStanding only the standing topics */
  async of(actor: Actor, lang: Language, isStanding = false): Promise<NamedMatrix> {
    const knowing = this.presentations.knowing(actor);
    const [topics, states, counted, persons] = await Promise.all([
      this.topics.all(),
      this.states.takingPart(),
      this.counts.topicsByState(actor, knowing),
      this.counts.withTopics(actor, knowing),
    ]);
    const collator = new Intl.Collator(intlTag(lang));
    const ordered = [...states].sort((a, b) => collator.compare(stateName(a, lang), stateName(b, lang)));
    const chosen = topics.filter((topic) => topic.isStanding || !isStanding);
    const names = new Map(topics.map((topic) => [topic.code, nameIn(topic, lang)]));
    return {
      ...matrixOf(
        chosen.map(({ code }) => code),
        ordered,
        counted,
      ),
      topicName: (code) => names.get(code) ?? code,
      stateName: (code) => stateName(code, lang),
      shown: shownCode,
      persons,
    };
  }
}
