import { asIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { FeedFault } from '../body.ts';
import { nameOfParts } from './ofac-names.ts';
import {
  type About,
  listingOf,
  namesOf,
  type OfacCell,
  type OfacName,
  profileIdOf,
  SDN_LIST,
  tickerOf,
} from './ofac-party.ts';
import { childrenOf, childText, elementsAt, type XmlElement } from './xml.ts';

/** What a delta says of one party. */
export type PartyChange =
  | { kind: 'added'; profileId: number; isBlocked: boolean; about: About; cells: OfacCell[] }
  | { kind: 'removed'; profileId: number; isBlocked: boolean; subject: string | null }
  | {
      kind: 'changed';
      profileId: number;
      /** Whether something is another that every entry of the party says. */
      isTouched: boolean;
      added: OfacCell[];
      removed: OfacCell[];
    };

/** Who stands on any other of OFAC's lists stands on this one, too. */
const OTHER_LISTS = 'Consolidated List';
/** Parts of a party's record that no entry says anything of. */
const NOT_SAID = new Set([
  'generalInfo',
  'sanctionsTypes',
  'addresses',
  'identityDocuments',
  'relationships',
]);
/** Parts of which every entry of the party says something. */
const SAID = ['sanctionsLists', 'sanctionsPrograms', 'legalAuthorities', 'names'];
/** The legal basis of a party that has none, as the advanced form calls it. */
const NO_BASIS = 'Unknown';

/** Ends the reading of a delta: the whole file has to tell. */
export function cannotTell(what: string): FeedFault {
  return new FeedFault('bad-format', `OFAC's changes do not tell all of ${what}.`);
}

/** What changed of one party; `null` where it is nothing that an entry may say. */
export function readPartyChange(entity: XmlElement): PartyChange | null {
  const profileId = profileIdOf(entity.attributes.id);
  switch (entity.attributes.action) {
    case 'add':
      return readAdded(entity, profileId);
    case 'remove': {
      const { subject } = namesOf(readNames(entity));
      return { kind: 'removed', profileId, isBlocked: isBlocked(entity), subject };
    }
    case undefined:
      return readChanged(entity, profileId);
    default:
      throw cannotTell(`party ${profileId}`);
  }
}

/** A party as the whole file has it. */
function readAdded(entity: XmlElement, profileId: number): PartyChange {
  const parts = entity.children.filter(({ name }) => !NOT_SAID.has(name));
  const isNew = ({ name }: XmlElement) => name === 'features' || SAID.includes(name);
  if (!parts.every((part) => isNew(part) && actionsIn(part).every((action) => action === 'add'))) {
    throw cannotTell(`party ${profileId}`);
  }
  const names = namesOf(readNames(entity));
  if (names.subject === null) throw cannotTell('a new party, which has no name');
  return {
    kind: 'added',
    profileId,
    isBlocked: isBlocked(entity),
    about: { ...names, ...readListing(entity) },
    cells: elementsAt(entity, 'features', 'feature').flatMap((feature) => readCell(feature) ?? []),
  };
}

function readChanged(entity: XmlElement, profileId: number): PartyChange | null {
  let isTouched = false;
  const cells = { add: [] as OfacCell[], remove: [] as OfacCell[] };
  for (const part of entity.children) {
    if (NOT_SAID.has(part.name) || actionsIn(part).length === 0) continue;
    if (part.attributes.action !== undefined) throw cannotTell(`party ${profileId}`);
    if (part.name === 'features') {
      for (const feature of part.children) {
        const change = readFeature(feature);
        if (change) cells[change.action].push(change.cell);
      }
    } else if (part.name === 'names') {
      isTouched ||= part.children.some((name) => actionsIn(name).length > 0 && !isWeakAlias(name));
    } else if (part.name === 'sanctionsLists' || !SAID.includes(part.name)) {
      // A party that comes onto a list brings nothing of what it held before.
      throw cannotTell(`party ${profileId}`);
    } else {
      isTouched = true;
    }
  }
  const { add: added, remove: removed } = cells;
  if (!isTouched && added.length + removed.length === 0) return null;
  return { kind: 'changed', profileId, isTouched, added, removed };
}

/** A value that came or went; `null` where the feature is no wallet and no website, or did not change. */
function readFeature(feature: XmlElement): { action: 'add' | 'remove'; cell: OfacCell } | null {
  const actions = actionsIn(feature);
  if (actions.length === 0) return null;
  const isNamed = childrenOf(feature, 'type').every((type) => actionsIn(type).length === 0);
  if (!isNamed || childText(feature, 'type') === '') throw cannotTell('a value of some kind');
  const cell = readCell(feature);
  if (!cell) return null;
  const { action } = feature.attributes;
  const isWhole = actions.every((one) => one === action);
  if (!isWhole || (action !== 'add' && action !== 'remove')) throw cannotTell('a value that became another');
  return { action, cell };
}

function readCell(feature: XmlElement): OfacCell | null {
  const ticker = tickerOf(childText(feature, 'type'));
  if (ticker === undefined) return null;
  const [value, ...more] = childrenOf(feature, 'value');
  if (!value || more.length > 0) throw cannotTell('a value');
  return { id: `feature:${numberOf(feature)}`, ticker, text: value.text.trim() };
}

/** A name that is too common to tell anybody by comes or goes as a whole: no entry says it. */
function isWeakAlias(name: XmlElement): boolean {
  const { action } = name.attributes;
  return (
    childText(name, 'isPrimary') === 'false' &&
    childText(name, 'isLowQuality') === 'true' &&
    (action === 'add' || action === 'remove') &&
    actionsIn(name).every((one) => one === action)
  );
}

/** In the order of the advanced form: by the ids of names, their translations, and the parts of these. */
function readNames(entity: XmlElement): OfacName[] {
  return inOrder(elementsAt(entity, 'names', 'name')).flatMap((name) =>
    inOrder(elementsAt(name, 'translations', 'translation')).flatMap((translation) => {
      const script = childText(translation, 'script');
      const parts = inOrder(elementsAt(translation, 'nameParts', 'namePart')).map((part) => ({
        type: childText(part, 'type'),
        text: childText(part, 'value'),
        script,
      }));
      return nameOfParts(parts, {
        primary: childText(name, 'isPrimary') === 'true',
        lowQuality: childText(name, 'isLowQuality') === 'true',
      });
    }),
  );
}

/** As the advanced form has it: an event for each legal basis, in the order of their ids, all on one day. */
function readListing(entity: XmlElement): ReturnType<typeof listingOf> {
  const programmes = elementsAt(entity, 'sanctionsPrograms', 'sanctionsProgram').map(textOf).filter(Boolean);
  const bases = inOrder(elementsAt(entity, 'legalAuthorities', 'legalAuthority'), 'refId').map(textOf);
  const date = dayOnList(entity);
  const events = (bases.length > 0 ? bases : [NO_BASIS]).map((legalBasis) => ({ date, legalBasis }));
  return listingOf(programmes, events);
}

function listsOf(entity: XmlElement): XmlElement[] {
  return elementsAt(entity, 'sanctionsLists', 'sanctionsList');
}

/** Whether a party is on the list whose parties are blocked, among others or alone. */
function isBlocked(entity: XmlElement): boolean {
  const lists = listsOf(entity).map(textOf);
  if (lists.includes(SDN_LIST)) return true;
  if (lists.includes(OTHER_LISTS)) return false;
  throw cannotTell('a list');
}

function dayOnList(entity: XmlElement): IsoDate | null {
  const list = listsOf(entity).find((one) => textOf(one) === SDN_LIST);
  const date = asIsoDate(list?.attributes.datePublished ?? '');
  if (list && !date) throw cannotTell('when a party was listed');
  return date;
}

/** What is said to have been done to an element and to those below it. */
function actionsIn({ attributes: { action }, children }: XmlElement): string[] {
  const below = children.flatMap(actionsIn);
  return action === undefined ? below : [action, ...below];
}

function inOrder(elements: readonly XmlElement[], by = 'id'): XmlElement[] {
  return elements.toSorted((a, b) => numberOf(a, by) - numberOf(b, by));
}

function numberOf({ attributes }: XmlElement, name = 'id'): number {
  const text = attributes[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw cannotTell('a part of a party, which has no number');
  return Number(text);
}

function textOf({ text }: XmlElement): string {
  return text.trim();
}
