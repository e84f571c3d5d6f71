import { MAX_XML_KEPT_CHARS } from '#lib/core/limits.ts';
import { FeedFault } from '../body.ts';
import type { XmlElement, XmlReader } from './xml.ts';

/** Takes a copy of a value, as JSON would bring it, for as long as the file is read. */
export type Keep = <T>(value: T) => T;

/**
 * Bounds what is kept of a file. The copy is what makes the bound true: a part of a string can hold the whole chunk
 * that it was cut from.
 */
export function createKeep(limit = MAX_XML_KEPT_CHARS): Keep {
  let kept = 0;
  return <T>(value: T): T => {
    const text = JSON.stringify(value);
    kept += text.length;
    if (kept > limit) {
      throw new FeedFault('too-large', `The file holds more than ${limit} characters that belong together.`);
    }
    return JSON.parse(text) as T;
  };
}

/** The tables that names are looked up in, by the elements of their rows. */
const TABLES = ['FeatureType', 'NamePartType', 'Script', 'LegalBasis', 'List', 'SanctionsType'] as const;
type Table = (typeof TABLES)[number];

export interface Tables {
  /** What reads the tables, for `readXml`. */
  records: XmlReader['records'];
  /** The name behind an id; `null` where the table has no such row. */
  name(table: Table, id: string | undefined): string | null;
}

/** The reference value sets at the beginning of the advanced form: every id used later has its name there. */
export function createTables(root: string, keep: Keep): Tables {
  const rows = new Map<string, string>();
  const readRow = ({ name, attributes, text }: XmlElement) => {
    // A legal basis has a short name beside the long one.
    const row = keep([`${name} ${attributes.ID}`, attributes.LegalBasisShortRef ?? text.trim()] as const);
    rows.set(...row);
  };
  return {
    records: new Map(TABLES.map((table) => [`${root}/ReferenceValueSets/${table}Values/${table}`, readRow])),
    name: (table, id) => rows.get(`${table} ${id}`) ?? null,
  };
}
