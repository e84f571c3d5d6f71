import { asIsoDate } from '#lib/core/dates.ts';
import type { Claim, Confidence, IsoDate } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import type { Steps } from '#lib/core/steps.ts';
import type { Sink, Source } from './adapter.ts';
import { communityClaim, publisherOf } from './community-list.ts';
import { dayOfTime } from './days.ts';
import { evidenceUrls } from './intel-value.ts';
import { type Fields, fieldsOf, isTrue, listOf, nameOf, numberOf, textOf } from './json-fields.ts';
import { isDisputed, isResearch, sayingOf, tagsOf } from './misp-tags.ts';
import { indicatedBy } from './misp-type.ts';

/** What an event says of itself. */
export interface MispEvent {
  uuid: string;
  info: string | null;
  /** Organisation that created it (`Orgc`; `Org` is only the one that passed it on). */
  organisation: string | null;
  /** Day of its last change. */
  changed: IsoDate | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A UUID in lower case; file names and claim ids are made of it, so nothing else will do. */
export function uuidOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return UUID.test(text) ? text : null;
}

/** The event of a `{"Event": ...}` file (MISP core format, draft-dulaunoy-misp-core-format), `null` for anything else. */
export function eventOf(json: unknown): { about: MispEvent; event: Fields } | null {
  const event = fieldsOf(fieldsOf(json)?.Event);
  const uuid = uuidOf(event?.uuid);
  if (!event || !uuid) return null;
  return {
    event,
    about: {
      uuid,
      info: nameOf(event.info),
      organisation: nameOf(fieldsOf(event.Orgc)?.name),
      changed: mispDay(event.timestamp),
    },
  };
}

/** One attribute, with what stands around it. */
interface Part {
  attribute: Fields | null;
  /** The object that it is part of. */
  object: Fields | null;
  where: string;
}

/**
 * Puts every attribute of an event into the sink. Proposals (`ShadowAttribute`) are left alone: nobody has accepted
 * them. So is the traffic light protocol: an event that may not be passed on may still be read, by its receiver.
 * `published` is no obstacle either, for what stands in a feed has been published.
 */
export function* readEvent(
  { about, event }: NonNullable<ReturnType<typeof eventOf>>,
  source: Source,
  sink: Sink,
): Steps<void> {
  const publisher = publisherOf(source);
  const parts = partsOf(event, `misp:${about.uuid}`);
  const links = parts.flatMap(({ attribute }) => linkOf(attribute));
  const eventTags = sayingOf(tagsOf(event.Tag));
  const date = textOf(event.date);

  for (const { attribute, object, where } of parts) {
    yield;
    const type = textOf(attribute?.type)?.slice(0, 60);
    if (!attribute || !type) {
      sink.refuse(where, '', 'bad-record');
      continue;
    }
    const value = textOf(attribute.value);
    const indicated = indicatedBy(type, value, attribute, object);
    // Of attributes that are none of a list's business not even the value is kept: there are names among them.
    if ('reason' in indicated && indicated.reason.startsWith('other-')) {
      sink.refuse(where, type, indicated.reason);
      continue;
    }
    const refuse = (reason: RefusalReason) => sink.refuse(where, value ?? '', reason);
    const tags = [...eventTags, ...tagsOf(attribute.Tag)];
    if (isTrue(attribute.deleted) || isTrue(object?.deleted)) refuse('deleted');
    // Without this flag an attribute is context: the site that was imitated, the exchange that was robbed.
    else if (!isTrue(attribute.to_ids)) refuse('not-actionable');
    else if ('reason' in indicated) refuse(indicated.reason);
    else {
      const claim = communityClaim(publisher, where, {
        ...(about.organisation === null ? {} : { authority: about.organisation }),
        ...standing(attribute, tags),
        confidence: confidenceOf(tags),
        listed: asIsoDate(date ?? ''),
        changed: mispDay(attribute.timestamp),
        urls: evidenceUrls(links, indicated),
      });
      sink.entry({ ...indicated, flags: [], claims: [claim], where });
    }
  }
}

function partsOf(event: Fields, id: string): Part[] {
  const named = (holder: Fields, object: Fields | null, at: string) =>
    listOf(holder.Attribute).map((item, n): Part => {
      const attribute = fieldsOf(item);
      return { attribute, object, where: `${id}/${uuidOf(attribute?.uuid) ?? `${at}${n + 1}`}` };
    });
  return [
    ...named(event, null, 'attribute '),
    ...listOf(event.Object).flatMap((item, n) => {
      const object = fieldsOf(item);
      return object
        ? named(object, object, `object ${n + 1} attribute `)
        : [{ attribute: null, object: null, where: `${id}/object ${n + 1}` }];
    }),
  ];
}

/** A `link` is by definition where one reads more; a `url` is where one must not go. */
function linkOf(attribute: Fields | null): string[] {
  if (attribute?.type !== 'link' || attribute.category !== 'External analysis' || isTrue(attribute.deleted))
    return [];
  const url = textOf(attribute.value);
  return url === null ? [] : [url];
}

function confidenceOf(tags: readonly string[]): Confidence {
  return isResearch(tags) ? 'research' : 'community';
}

/**
 * Sightings of type 1 say "false positive" and those of type 2 name the day on which an attribute expires. Whoever
 * says the former has looked at it, so the claim is disputed, which warns of nothing and keeps the history.
 * `first_seen` and `last_seen` are about the world, not about the list: they neither begin a claim nor end it.
 */
function standing(attribute: Fields, tags: readonly string[]): Pick<Claim, 'status' | 'validUntil'> {
  const sightings = listOf(attribute.Sighting).map(fieldsOf);
  const disputed = isDisputed(tags) || sightings.some((sighting) => numberOf(sighting?.type) === 1);
  const ends = sightings
    .filter((sighting) => numberOf(sighting?.type) === 2)
    .map((sighting) => mispDay(sighting?.date_sighting))
    .filter((day) => day !== null)
    .toSorted();
  return { status: disputed ? 'disputed' : 'active', validUntil: ends[0] ?? null };
}

/** MISP writes times as seconds since 1970, and 0 where it knows none. */
function mispDay(value: unknown): IsoDate | null {
  const seconds = numberOf(value);
  return seconds === null || seconds <= 0 ? null : dayOfTime(seconds * 1000);
}
