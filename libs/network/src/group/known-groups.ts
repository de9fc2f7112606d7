import type { GroupInput } from './group.dto.js';

/** Groups that come with the product: every installation serves these three. */
export const knownGroups: readonly GroupInput[] = [
  {
    code: 'NCP',
    nameEn: 'National contact points',
    nameNb: 'Nasjonale kontaktpunkter',
    nameNn: 'Nasjonale kontaktpunkt',
    kind: 'contact_points',
    description: null,
  },
  {
    code: 'NEN',
    nameEn: 'National expert network',
    nameNb: 'Det nasjonale ekspertnettverket',
    nameNn: 'Det nasjonale ekspertnettverket',
    kind: 'national_network',
    description: null,
  },
  {
    code: 'REG',
    nameEn: 'Return Expert Group',
    nameNb: 'Ekspertgruppen for retur',
    nameNn: 'Ekspertgruppa for retur',
    kind: 'expert_group',
    description: null,
  },
];
