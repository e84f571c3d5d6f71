import type { IsoDate } from '#lib/core/entry.ts';
import { dayOf } from './days.ts';
import { parseJson } from './json.ts';
import { type Fields, fieldsOf, listOf, textOf, textsOf } from './json-fields.ts';
import { WARNING_TOPICS } from './opensanctions-words.ts';

/** One entity of a FollowTheMoney file (followthemoney.tech), as OpenSanctions writes it. */
export interface FtmEntity {
  id: string;
  schema: string;
  /** Its best name. */
  caption: string | null;
  /** The lists that it stands on. */
  datasets: string[];
  /** The day on which OpenSanctions saw it for the first time. */
  firstSeen: IsoDate | null;
  lastSeen: IsoDate | null;
  /** The day on which what OpenSanctions knows of it changed last. */
  lastChange: IsoDate | null;
  texts(property: string): string[];
}

/** Ids stand inside those of claims, between slashes. */
export const isId = (text: string) => /^[\w.:-]{1,200}$/.test(text);

export function readEntity(line: string): FtmEntity | null {
  return entityOf(parseJson(line));
}

/** `null` for what is no entity, or has an id that could be taken for several. */
export function entityOf(json: unknown): FtmEntity | null {
  const fields = fieldsOf(json);
  const id = textOf(fields?.id);
  const schema = textOf(fields?.schema);
  if (!fields || !id || !isId(id) || !schema) return null;
  const properties: Fields = fieldsOf(fields.properties) ?? {};
  return {
    id,
    schema,
    caption: textOf(fields.caption),
    datasets: textsOf(fields.datasets),
    firstSeen: dayOf(textOf(fields.first_seen)),
    lastSeen: dayOf(textOf(fields.last_seen)),
    lastChange: dayOf(textOf(fields.last_change)),
    texts: (property) => (Object.hasOwn(properties, property) ? textsOf(listOf(properties[property])) : []),
  };
}

/** The category of the gravest topic that speaks against the entity. */
export function warningOf(entity: FtmEntity): string | null {
  const topics = entity.texts('topics');
  return WARNING_TOPICS.find(([topic]) => topics.includes(topic))?.[1] ?? null;
}
