import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LookAlikes, nameOf, type LookAlike, type LookAlikeSearch } from '@samrad/network';
import { join, sql } from '@samrad/platform/database';
import {
  personLikeness,
  personPoints,
  prepared,
  sharpKeys,
  type PreparedPerson,
} from '../rule/person-likeness.rules.js';
import { thresholds } from '../rule/rule-sets.rules.js';
import { reasonView } from '../scan/reason.presenter.js';
import { TraitsFinder } from '../scan/traits.finder.js';

/** So many are told of one person, and so many compared with them. */
const [most, looked] = [3, 30];

/** The rows of a list beside what the register has. */
@Injectable()
export class ManyLookAlikes implements OnModuleInit {
  constructor(
    private readonly traits: TraitsFinder,
    private readonly lookAlikes: LookAlikes,
  ) {}

  onModuleInit(): void {
    this.lookAlikes.registerMany(() => this.begin());
  }

  /** Only keys and ids are held, so that a large register fits. */
  private async begin(): Promise<LookAlikeSearch> {
    const ids: string[] = [];
    const places = new Map<string, number[]>();
    for await (const some of this.traits.persons()) {
      for (const one of some) {
        const place = ids.push(one.id) - 1;
        for (const key of sharpKeys(prepared(one))) {
          const known = places.get(key);
          if (!known) places.set(key, [place]);
          else if (known.length < looked) known.push(place);
        }
      }
    }
    const candidates = (one: PreparedPerson) => {
      const found = new Set(sharpKeys(one).flatMap((key) => places.get(key) ?? []));
      return [...found].slice(0, looked).map((place) => ids[place]!);
    };
    return { find: (persons) => this.find(persons.map(prepared), candidates) };
  }

  private async find(persons: readonly PreparedPerson[], candidates: (one: PreparedPerson) => string[]) {
    const wanted = persons.map(candidates);
    const known = await this.known([...new Set(wanted.flat())]);
    return persons.map((one, at) =>
      alike(
        one,
        wanted[at]!.flatMap((id) => known.get(id) ?? []),
      ),
    );
  }

  private async known(ids: readonly string[]): Promise<Map<string, Known>> {
    const known = new Map<string, Known>();
    for (let at = 0; at < ids.length; at += 500) {
      const some = await this.traits.personsWhere(sql`p.id IN (${join(ids.slice(at, at + 500))})`);
      for (const one of some) known.set(one.id, { ...prepared(one), id: one.id });
    }
    return known;
  }
}

type Known = PreparedPerson & { id: string };

function alike(one: PreparedPerson, others: readonly Known[]): LookAlike[] {
  return others
    .filter((other) => personPoints(one, other) >= thresholds.usual)
    .map((other) => ({ other, likeness: personLikeness(one, other) }))
    .sort((a, b) => b.likeness.score - a.likeness.score)
    .slice(0, most)
    .map(({ other, likeness }) => ({
      ...{ id: other.id, name: nameOf(other), href: `/persons/${other.id}` },
      reasons: likeness.reasons.filter(({ weight }) => weight > 0).map((reason) => reasonView('person', reason)),
    }));
}
