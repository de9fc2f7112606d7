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

/** What a State can lack; `only`: anything at all, too few experts included. */
export const gaps = ['only', 'areas', 'members', 'alternates'] as const;
export type Gap = (typeof gaps)[number];

const lacks: Record<Exclude<Gap, 'only'>, (row: StateCoverage) => boolean> = {
  areas: (row) => lackingAreas(row).length > 0,
  members: ({ members }) => members === 0,
  alternates: ({ alternates }) => alternates === 0,
};

export const hasGap = (row: StateCoverage, gap: Gap): boolean =>
  gap === 'only' ? row.experts < fewestExperts || Object.values(lacks).some((is) => is(row)) : lacks[gap](row);
