import { v5 as uuidv5 } from 'uuid';
import type { IsoTime } from '#lib/core/review.ts';
import { NAMESPACE } from '../case-id.ts';
import { type Tlp, tlpMarking } from './tlp.ts';

/** A STIX 2.1 object. */
export interface StixObject {
  type: string;
  id: string;
  [property: string]: unknown;
}

/** Who writes, and how far it may go. */
export interface StixOptions {
  /** Name of the organisation that vouches for what it says. */
  team: string;
  tlp: Tlp;
}

/** Namespace of the ids of observables (STIX 2.1, section 2.9): everybody gives one thing the same id. */
const OBSERVABLES = '00abedb4-aa42-466c-9c01-fed23315a9b7';
/**
 * STIX has no object for a wallet. This one is published by muchdogesec/stix2extensions, and OpenCTI writes the same
 * type and property; what contributes to the id is `value` there, too.
 */
const WALLETS = 'extension-definition--be78509e-6958-51b1-8b26-d17ee0eba2d7';
/**
 * `created` of everything that has versions. It must be the same in each of them (section 3.2), and their ids are the same
 * for a whole team: so it may not rest on anything that one of them knows and another does not, or learns later. When a
 * page was added does: that moves when an earlier adding is merged in. The creator chooses the time (sections 3.2, 3.6.1).
 * What is read as one is told where it belongs: `published`, `valid_from`, `first_observed`.
 */
export const CREATED = '2026-01-01T00:00:00.000Z';

export type ObservableType = 'url' | 'domain-name' | 'cryptocurrency-wallet';

/** Marked by itself: the marking of what refers to it covers nothing of it (section 7.2.2). */
export function observable(type: ObservableType, value: string, tlp: Tlp): StixObject {
  // Canonical JSON (RFC 8785) of what contributes to the id: of one text it is what JavaScript writes.
  const name = JSON.stringify({ value });
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${uuidv5(name, OBSERVABLES)}`,
    object_marking_refs: [tlpMarking(tlp).id],
    value,
    ...(type === 'cryptocurrency-wallet' && { extensions: { [WALLETS]: { extension_type: 'new-sco' } } }),
  };
}

/**
 * An account at a donation service (section 6.16). What contributes to the id is in order, as canonical JSON has it. The
 * vocabulary of types is open, and has none for such services: it is the provider, as Almsguard writes it.
 */
export function account(type: string, id: string, tlp: Tlp): StixObject {
  const contributes = { account_type: type, user_id: id };
  return {
    type: 'user-account',
    spec_version: '2.1',
    id: `user-account--${uuidv5(JSON.stringify(contributes), OBSERVABLES)}`,
    object_marking_refs: [tlpMarking(tlp).id],
    ...contributes,
  };
}

export function identityOf({ team }: StixOptions): StixObject {
  return {
    type: 'identity',
    spec_version: '2.1',
    id: ownId('identity', team),
    created: CREATED,
    modified: CREATED,
    name: team,
    identity_class: 'organization',
  };
}

/**
 * Id of what a team says of something. Only who created an object may write a new version of it (section 3.6), and what
 * may go less far is another object: so team and marking are part of it.
 */
export function statementId(
  type: string,
  about: string,
  options: StixOptions,
  author = identityOf(options).id,
): string {
  return ownId(type, `${author} ${options.tlp} ${about}`);
}

/** Writes the objects that say something. `modified`: when this version of one was made. */
export function statements(options: StixOptions) {
  const author = identityOf(options).id;
  return (type: string, about: string, modified: IsoTime, said: object): StixObject => ({
    type,
    spec_version: '2.1',
    id: statementId(type, about, options, author),
    created_by_ref: author,
    created: CREATED,
    modified,
    object_marking_refs: [tlpMarking(options.tlp).id],
    ...said,
  });
}

export function ownId(type: string, name: string): string {
  return `${type}--${uuidv5(`${type} ${name}`, NAMESPACE)}`;
}

/** `[a:value = 'x' OR b:value = 'y']` (section 9). */
export function patternOf(observables: readonly StixObject[]): string {
  const parts = observables.map(({ type, value }) => `${type}:value = '${quoted(String(value))}'`);
  return `[${parts.join(' OR ')}]`;
}

function quoted(value: string): string {
  return value.replace(/[\\']/g, '\\$&');
}
