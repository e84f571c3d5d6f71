import { v5 as uuidv5 } from 'uuid';
import type { SeenItem } from '#lib/core/review.ts';
import { NAMESPACE } from '../case-id.ts';
import { SYMBOLS } from './symbols.ts';

/** Attributes and objects of a MISP event (core format, 2.3 and 2.5). */

export interface MispAttribute {
  uuid: string;
  type: string;
  category: string;
  value: string;
  to_ids: boolean;
  distribution: string;
  sharing_group_id: string;
  timestamp: string;
  comment: string;
  deleted: boolean;
  disable_correlation: boolean;
  object_relation?: string;
}

export interface MispObject {
  uuid: string;
  name: string;
  'meta-category': string;
  description: string;
  template_uuid: string;
  template_version: string;
  distribution: string;
  sharing_group_id: string;
  timestamp: string;
  comment: string;
  deleted: boolean;
  Attribute: MispAttribute[];
  ObjectReference: MispReference[];
}

interface MispReference {
  uuid: string;
  timestamp: string;
  object_uuid: string;
  referenced_uuid: string;
  relationship_type: string;
  comment: string;
  deleted: boolean;
}

/** What is said of a part. */
export interface Said {
  timestamp: string;
  isActionable: boolean;
  comment: string;
}

/** Categories of the types that are written (core format, 2.3.2.3). */
const CATEGORIES = {
  url: 'Network activity',
  domain: 'Network activity',
  dash: 'Financial fraud',
  btc: 'Financial fraud',
  xmr: 'Financial fraud',
  text: 'Financial fraud',
  comment: 'Other',
} as const;
export type MispType = keyof typeof CATEGORIES;

/** Goes no further than its event. */
const INHERITED = { distribution: '5', sharing_group_id: '0', deleted: false };

/** The template as published (MISP/misp-objects, objects/coin-address/definition.json, version 7). */
const COIN_ADDRESS = {
  name: 'coin-address',
  'meta-category': 'financial',
  description: 'An address used in a cryptocurrency',
  template_uuid: 'd0e6997e-78da-4815-a6a1-cfc1c1cb8a46',
  template_version: '7',
};

/** `holder` is the event, or the object within it: an id stands for one value in one place. */
export function plainAttribute(holder: string, type: MispType, value: string, said: Said): MispAttribute {
  const { timestamp, isActionable, comment } = said;
  return {
    uuid: partId(holder, type, value),
    type,
    category: CATEGORIES[type],
    value,
    to_ids: isActionable,
    timestamp,
    comment,
    disable_correlation: false,
    ...INHERITED,
  };
}

/** An address as an object, and the pages that showed it. */
export function coinAddress(
  event: string,
  { text, chain }: SeenItem,
  said: Said,
  pages: readonly string[],
): MispObject {
  const uuid = partId(event, 'coin-address', `${chain} ${text}`);
  const type = addressType({ text, chain });
  const relation = PLACES[type];
  const context = { ...said, isActionable: false, comment: '' };
  const symbol = chain && {
    ...plainAttribute(uuid, 'text', SYMBOLS[chain] ?? chain, context),
    object_relation: 'symbol',
    disable_correlation: true,
  };
  return {
    uuid,
    ...COIN_ADDRESS,
    timestamp: said.timestamp,
    comment: said.comment,
    ...INHERITED,
    Attribute: [
      { ...plainAttribute(uuid, type, text, said), object_relation: relation },
      ...(symbol ? [symbol] : []),
    ],
    ObjectReference: pages.map((page) => ({
      uuid: partId(uuid, 'reference', page),
      timestamp: said.timestamp,
      object_uuid: uuid,
      referenced_uuid: page,
      relationship_type: 'related-to',
      comment: '',
      deleted: false,
    })),
  };
}

type AddressType = 'btc' | 'xmr' | 'dash' | 'text';

const TYPES: Partial<Record<NonNullable<SeenItem['chain']>, AddressType>> = {
  bitcoin: 'btc',
  monero: 'xmr',
  dash: 'dash',
};

/** Where the template has an address of each type; it has no place for one of Dash. */
const PLACES: Record<AddressType, string> = {
  btc: 'address',
  xmr: 'address-xmr',
  dash: 'address-crypto',
  text: 'address-crypto',
};

/** Types of their own take letters and digits only, and refuse the event otherwise: an output descriptor has more. */
export function addressType({ text, chain }: Pick<SeenItem, 'text' | 'chain'>): AddressType {
  return (chain && /^[0-9a-zA-Z]+$/.test(text) && TYPES[chain]) || 'text';
}

/** Derived from what it stands for, so that whoever has the event can tell which parts of it came from here. */
export function partId(holder: string, type: string, value: string): string {
  return uuidv5(`misp-part ${holder} ${type} ${value}`, NAMESPACE);
}
