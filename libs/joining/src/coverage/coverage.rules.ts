/** What the experts of a national contact point must cover together: Decision 2008/381/EC, Article 5(1). Codes of topics. */
export const areas = ['policymaking', 'law', 'research', 'statistics'] as const;
export type Area = (typeof areas)[number];

/** Of how many experts a national contact point consists at least: the same article. */
export const fewestExperts = 3;

export interface StateCoverage {
  stateCode: string;
  /** Experts of the contact point today. */
  experts: number;
  /** How many of them know the area. */
  areas: Record<Area, number>;
  /** In the chosen group today: chairs and members, and alternates. */
  members: number;
  alternates: number;
  /** When the next term in the group ends; null: none has an end. */
  nextEnd: string | null;
}

export const lackingAreas = ({ areas: known }: Pick<StateCoverage, 'areas'>): Area[] =>
  areas.filter((area) => known[area] === 0);

export const hasGap = (row: StateCoverage): boolean =>
  row.experts < fewestExperts || lackingAreas(row).length > 0 || row.members === 0 || row.alternates === 0;

/** How many States lack what. */
export const gapsOf = (rows: readonly StateCoverage[]) => ({
  areas: rows.filter((row) => lackingAreas(row).length > 0).length,
  members: rows.filter(({ members }) => members === 0).length,
  alternates: rows.filter(({ alternates }) => alternates === 0).length,
});
