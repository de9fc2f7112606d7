import { currentVersion } from './consent.rules.js';
import type { ConsentStanding } from './consents.service.js';

/** A purpose with what was said last, as locale keys. */
export const consentView = ({ purpose: name, isGiven, isOutdated, last }: ConsentStanding) => ({
  ...{ name, isGiven, at: last?.at, version: last?.textVersion },
  purpose: `network.consent.purpose.${name}`,
  text: `network.consent.text.${name}.${currentVersion(name)}`,
  standing: `network.consent.${standingOf({ isGiven, isOutdated, isKnown: last !== null })}`,
  tone: isGiven ? 'success' : isOutdated ? 'warning' : 'neutral',
  way: last && `network.consent.way.${last.way}`,
});

function standingOf({ isGiven, isOutdated, isKnown }: Record<'isGiven' | 'isOutdated' | 'isKnown', boolean>): string {
  if (isGiven) return 'given';
  if (isOutdated) return 'outdated';
  return isKnown ? 'withdrawn' : 'never';
}
