import { MAX_ENTRIES, MAX_STIX_REMEMBERED } from '#lib/core/limits.ts';
import { ok } from '#lib/core/result.ts';
import type { Steps } from '#lib/core/steps.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { FeedFault } from '../body.ts';
import type { Adapter, Sink, Source } from './adapter.ts';
import { communityClaim, publisherOf } from './community-list.ts';
import { dayOfTime, newestDay } from './days.ts';
import { evidenceUrls } from './intel-value.ts';
import { type Fields, fieldsOf, nameOf, textOf } from './json-fields.ts';
import { type Indicator, readIndicator } from './stix-indicator.ts';
import { bundleItems } from './stix-objects.ts';
import { observed, valuePaths } from './stix-value.ts';

/** Says it is a bundle before anything nested begins; some tools sort keys, and then only the id does. */
const BUNDLE = /^\uFEFF?\s*\{[^[{]*?"(type"\s*:\s*"bundle"|id"\s*:\s*"bundle--)/;

/**
 * A bundle of STIX 2.1 (OASIS standard) or 2.0. What accuses is an indicator whose pattern names a value; its objects
 * stand in any order, so they are put into the sink when all of them are known.
 */
export const stix: Adapter = {
  format: 'stix',

  recognises: (head) => BUNDLE.test(new TextDecoder().decode(head)),

  async read(body, source, sink) {
    const bundle = createBundle(sink);
    for await (const { n, value } of bundleItems(body)) bundle.add(value, `object ${n}`);
    const publisher = publisherOf(source);
    const turn = createTurn();
    const { authors, changed } = await inTurns(bundle.finish(source), turn);
    return ok({
      id: source.id,
      ...publisher,
      // A bundle that one organisation wrote is that organisation's.
      publisher: authors.size === 1 ? ([...authors][0] ?? publisher.publisher) : publisher.publisher,
      date: newestDay([changed > 0 ? dayOfTime(changed) : null], source.today),
      closed: false,
    });
  },
};

function createBundle(sink: Sink) {
  const organisations = new Map<string, string>();
  const indicators = new Map<string, Indicator>();
  /** Observables by what they name, until an indicator turns out to name it too. */
  const bare = new Map<string, { where: string; value: string }>();

  function addIndicator(indicator: Indicator) {
    const known = indicators.get(indicator.id);
    const [kept, other] = known && !isNewer(indicator, known) ? [known, indicator] : [indicator, known];
    indicators.set(indicator.id, kept);
    if (other) sink.refuse(other.id, '', 'superseded');
    if (indicators.size > MAX_ENTRIES) {
      throw new FeedFault('too-large', `The bundle holds more than ${MAX_ENTRIES} indicators.`, {
        code: 'entries',
        params: { limit: String(MAX_ENTRIES) },
      });
    }
  }

  function addObservable(object: Fields, type: string, where: string) {
    for (const path of valuePaths(type)) {
      const value = textOf(object[path]);
      if (value === null) continue;
      const found = observed(type, path, value);
      if ('reason' in found) return sink.refuse(where, value, found.reason);
      const name = `${found.kind} ${found.value}`;
      if (bare.has(name)) return sink.refuse(where, value, 'duplicate');
      if (bare.size >= MAX_STIX_REMEMBERED) return sink.refuse(where, value, 'bare-observable');
      bare.set(name, { where, value });
      return;
    }
    if (valuePaths(type).length > 0) sink.refuse(where, '', 'bad-record');
  }

  return {
    /** Objects that are neither indicators nor observables of a kind that a list can hold are context. */
    add(item: unknown, n: string) {
      if (item === undefined) return sink.refuse(n, '', 'too-long');
      const object = fieldsOf(item);
      const type = textOf(object?.type);
      if (!object || type === null) return sink.refuse(n, '', 'bad-record');
      const where = nameOf(object.id) ?? n;
      const indicator = readIndicator(object, where);
      if (indicator) return addIndicator(indicator);
      addObservable(object, type, where);
      const name = organisationOf(object);
      if (name !== null && organisations.size < MAX_STIX_REMEMBERED) organisations.set(where, name);
    },

    *finish(source: Source): Steps<{ authors: ReadonlySet<string>; changed: number }> {
      const publisher = publisherOf(source);
      const authors = new Set<string>();
      let changed = 0;
      for (const { id, modified, author, said, links, parts } of indicators.values()) {
        yield;
        const authority = organisations.get(author ?? '') ?? publisher.publisher;
        authors.add(authority);
        changed = Math.max(changed, modified);
        for (const part of parts) {
          if ('reason' in part) {
            sink.refuse(id, part.value, part.reason);
            continue;
          }
          bare.delete(`${part.kind} ${part.value}`);
          const claim = communityClaim(publisher, id, {
            authority,
            ...said,
            urls: evidenceUrls(links, part),
          });
          sink.entry({ ...part, flags: [], claims: [claim], where: id });
        }
      }
      // An observable was seen somewhere: by itself it accuses nobody.
      for (const { where, value } of bare.values()) sink.refuse(where, value, 'bare-observable');
      return { authors, changed };
    },
  };
}

function isNewer(a: Indicator, b: Indicator): boolean {
  return a.modified === b.modified ? a.revoked && !b.revoked : a.modified > b.modified;
}

/** The name of an organisation. Other identities may be people, whose names have no place in a list. */
function organisationOf(object: Fields): string | null {
  if (object.type !== 'identity' || object.identity_class !== 'organization') return null;
  return nameOf(object.name);
}
