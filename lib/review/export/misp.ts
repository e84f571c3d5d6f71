import { v5 as uuidv5 } from 'uuid';
import { isoDate } from '#lib/core/dates.ts';
import type { ReviewCase, SeenItem } from '#lib/core/review.ts';
import { MAX_MISP_INFO_CHARS } from '#lib/core/review-limits.ts';
import { NAMESPACE } from '../case-id.ts';
import { isAgainst, itemUrl, leaving, pageUrls } from './leaving.ts';
import {
  addressType,
  coinAddress,
  type MispAttribute,
  type MispObject,
  plainAttribute,
} from './misp-parts.ts';
import { summaryOf } from './summary.ts';
import type { Tlp } from './tlp.ts';

/** Who writes, and how far it may go. */
export interface MispOptions {
  /** Name of the organisation: two that review the same page write events of their own. */
  team: string;
  tlp: Tlp;
  /** How far MISP passes it on: 0 own organisation, 1 community, 2 connected communities, 3 all (core format, 2.2.1). */
  distribution: '0' | '1' | '2' | '3';
}

export interface MispEvent {
  Event: {
    uuid: string;
    info: string;
    date: string;
    timestamp: string;
    publish_timestamp: string;
    first_publication: string;
    attribute_count: string;
    published: boolean;
    threat_level_id: string;
    analysis: string;
    distribution: string;
    sharing_group_id: string;
    Tag: { name: string }[];
    Attribute: MispAttribute[];
    Object: MispObject[];
  };
}

/** 4 is undefined: how grave it is nobody has said. */
const THREAT_LEVEL = '4';

/**
 * An event of the MISP core format (draft-dulaunoy-misp-core-format), to import as it is. The organisation is left
 * out: the instance puts in that of whoever imports it. Actionable (`to_ids`) are pages of confirmed cases and what
 * lists speak against on them; all else is context. Names of reviewers stay in the workspace.
 */
export function mispEvent(cases: readonly ReviewCase[], options: MispOptions): MispEvent {
  const uuid = mispEventId(cases, options);
  const times = cases.map(({ changedAt }) => Date.parse(changedAt)).sort((a, b) => a - b);
  const timestamp = String(Math.floor((times.at(-1) ?? 0) / 1000));
  const first = cases.map(({ addedAt }) => addedAt).sort()[0];
  const parts = partsOf(cases, uuid, timestamp);
  const inObjects = parts.Object.flatMap(({ Attribute }) => Attribute);
  return {
    Event: {
      uuid,
      info: infoOf(cases),
      date: isoDate(Date.parse(first ?? '1970-01-01T00:00:00.000Z')),
      timestamp,
      publish_timestamp: '0',
      first_publication: '0',
      attribute_count: String(parts.Attribute.length + inObjects.length),
      published: false,
      threat_level_id: THREAT_LEVEL,
      analysis: analysisOf(cases),
      distribution: options.distribution,
      sharing_group_id: '0',
      Tag: [{ name: `tlp:${options.tlp}` }],
      ...parts,
    },
  };
}

/** One event for the same cases, whenever it is written: what is there already is changed, and not added again. */
export function mispEventId(cases: readonly ReviewCase[], { team }: MispOptions): string {
  const ids = cases.map(({ id }) => id).sort();
  return uuidv5(`misp-event ${team} ${ids.join(' ')}`, NAMESPACE);
}

/** What one value is in all cases that show it. */
interface Told {
  isActionable: boolean;
  by: ReviewCase[];
}

function partsOf(cases: readonly ReviewCase[], event: string, timestamp: string) {
  /** `shows`: the cases whose page it is; a list may name it, and others only lead there. */
  const urls = new Map<string, Told & { shows: ReviewCase[] }>();
  const hosts = new Map<string, Told>();
  const accounts = new Map<string, Told>();
  const addresses = new Map<string, Told & { item: SeenItem }>();
  const notes: MispAttribute[] = [];
  for (const kept of cases) {
    const one = leaving(kept);
    const isConfirmed = one.state === 'confirmed';
    for (const url of pageUrls(kept)) tell(urls, url, one, isConfirmed, { shows: [] }).shows.push(one);
    for (const item of one.seen?.items ?? []) {
      const isMeant = isConfirmed && isAgainst(item);
      for (const url of itemUrl(item)) tell(urls, url, one, isMeant, { shows: [] });
      if (item.kind === 'widget') tell(accounts, item.text, one, isMeant);
      if (item.kind === 'host' && isName(item.text)) tell(hosts, item.text, one, false);
      if (item.kind !== 'address') continue;
      const name = `${item.chain} ${item.text}`;
      const told = tell(addresses, name, one, isMeant, { item });
      if (isAgainst(item)) told.item = item;
    }
    notes.push({
      ...plainAttribute(event, 'comment', summaryOf(one), {
        timestamp,
        isActionable: false,
        comment: one.host,
      }),
      // The note of a case changes, and stays one attribute.
      uuid: uuidv5(`misp-note ${event} ${one.id}`, NAMESPACE),
    });
  }
  const about = ({ isActionable, by }: Told) => ({ timestamp, isActionable, comment: commentOf(by) });
  const pages = [...urls].map(([url, told]) => ({ told, ...plainAttribute(event, 'url', url, about(told)) }));
  const coins = [...addresses.values()];
  return {
    Attribute: [
      ...pages.map(({ told: _told, ...attribute }) => attribute),
      ...[...hosts].map(([host, told]) => plainAttribute(event, 'domain', host, about(told))),
      // No type is for an account at a donation service: as `provider:account`.
      ...[...accounts].map(([name, told]) => plainAttribute(event, 'text', name, about(told))),
      // The template has no place for an address of Dash, which MISP has a type for.
      ...coins
        .filter(({ item }) => addressType(item) === 'dash')
        .map((told) => plainAttribute(event, 'dash', told.item.text, about(told))),
      ...notes,
    ],
    Object: coins
      .filter(({ item }) => addressType(item) !== 'dash')
      .map((told) => {
        const shownOn = pages.filter((page) => page.told.shows.some((one) => told.by.includes(one)));
        return coinAddress(
          event,
          told.item,
          about(told),
          shownOn.map(({ uuid }) => uuid),
        );
      }),
  };
}

function tell<T extends object = object>(
  all: Map<string, Told & T>,
  name: string,
  one: ReviewCase,
  isActionable: boolean,
  more: T = {} as T,
): Told & T {
  const told = all.get(name) ?? { isActionable: false, by: [], ...more };
  told.isActionable ||= isActionable;
  if (!told.by.includes(one)) told.by.push(one);
  all.set(name, told);
  return told;
}

function commentOf(cases: readonly ReviewCase[]): string {
  return cases
    .map(({ host, state, reason }) => `${host}: ${state}${reason ? ` (${reason})` : ''}`)
    .join(', ')
    .slice(0, MAX_MISP_INFO_CHARS);
}

function infoOf(cases: readonly ReviewCase[]): string {
  const [one] = cases;
  const what = cases.length === 1 && one ? leaving(one).title || one.host : `${cases.length} pages`;
  return `Almsguard: ${what}`.replace(/\s+/g, ' ').slice(0, MAX_MISP_INFO_CHARS);
}

/** 0 initial, 1 ongoing, 2 complete. */
function analysisOf(cases: readonly ReviewCase[]): string {
  if (cases.every(({ decidedAt }) => decidedAt !== null)) return '2';
  return cases.some(({ state }) => state !== 'new') ? '1' : '0';
}

/** `domain` is a name: an address of the network is of other types. */
function isName(host: string): boolean {
  return /[a-z]$/i.test(host);
}
