import type { Fault } from '@samrad/platform/errors';
import type { StateParticipation } from './known-states.js';

type Period = Pick<StateParticipation, 'validFrom' | 'validTo'>;

/** No period ends before it begins, and no day lies in two of them. Named by `periods.<index>.<field>`. */
export function periodFaults(periods: readonly Period[]): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  periods.forEach((period, index) => {
    const ends = period.validTo ?? '9999';
    if (ends < period.validFrom) faults[`periods.${index}.validTo`] = { key: 'network.invalid.periodOrder' };
    const meets = periods.slice(0, index).some((other) => overlaps(other, period));
    if (meets) faults[`periods.${index}.validFrom`] = { key: 'network.state.invalid.overlap' };
  });
  return faults;
}

const overlaps = (a: Period, b: Period): boolean =>
  a.validFrom <= (b.validTo ?? '9999') && b.validFrom <= (a.validTo ?? '9999');
