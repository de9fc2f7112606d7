import type { Visitor } from '../../support/chromium.js';
import type { World } from './world.js';

/** Somebody who works with the product during the story. */
export interface Colleague {
  givenName: string;
  familyName: string;
  email: string;
  role: string;
}

export const administrator = { givenName: 'Astrid', familyName: 'Berg', email: 'astrid.berg@udi.example.org' };
export const coordinator: Colleague = {
  givenName: 'Kari',
  familyName: 'Nordmann',
  email: 'kari.nordmann@jd.example.org',
  role: 'Coordinator',
};
export const secretary: Colleague = {
  givenName: 'Ola',
  familyName: 'Hansen',
  email: 'ola.hansen@udi.example.org',
  role: 'Secretariat',
};

/** What the people of the story know when they go on from each other. */
export interface Story {
  world: World;
  administrator: Visitor;
  coordinator: Visitor;
  secretary: Visitor;
  /** The address of the meeting's page. */
  meeting: string;
}

export const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }) =>
  `${givenName} ${familyName}`;
