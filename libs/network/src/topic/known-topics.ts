import data from './data/topics.json' with { type: 'json' };

export interface TopicRecord {
  /** One word for the machine; never shown. */
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  /** One of the five standing topics of REG. */
  isStanding: boolean;
}

/** The five standing topics first, then fields of expertise. */
export const knownTopics = data as readonly TopicRecord[];
