import { createHash } from 'node:crypto';
import { COMMON, KINDS, OPEN } from './stix-kinds.ts';

/**
 * Rules of the STIX 2.1 OASIS standard (10 June 2021, docs.oasis-open.org/cti/stix/v2.1/os; numbers of sections as there
 * and in Errata 01), as far as they concern the objects that Almsguard writes. Rebuilt from the text, section by section,
 * and from nothing of lib; compared with the project's schemas (oasis-open/cti-stix2-json-schemas) and the checks of its
 * validator (oasis-open/cti-stix-validator, musts and shoulds of v21). Of those one is left out: ids of UUIDv4.
 */

type Fields = Record<string, unknown>;
const ID =
  /^([a-z][a-z0-9-]{1,248}[a-z0-9])--[0-9a-f]{8}-[0-9a-f]{4}-([1-5])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** 2.16 timestamp: RFC 3339 in UTC. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
/** 2.9: namespace of deterministic ids of observables, which nobody else may use. */
const SCO_NAMESPACE = '00abedb4aa42466c9c01fed23315a9b7';

/** Published elsewhere, so that a bundle may refer to them without bringing them. */
const PUBLISHED = ['extension-definition--be78509e-6958-51b1-8b26-d17ee0eba2d7'];

/** Every rule that a bundle breaks, with the section that makes it; none where it is as it should be. */
export function stixFaults(bundle: unknown): string[] {
  const faults: string[] = [];
  const { type, id, objects, ...others } = bundle as Fields;
  // 8.1: a bundle has nothing but type, id and objects (spec_version left it with 2.1), and objects is not empty.
  if (type !== 'bundle') faults.push('8 type');
  if (idKind(id) !== 'bundle') faults.push('8 id');
  if (Object.keys(others).length > 0) faults.push(`8 ${Object.keys(others)}`);
  if (!Array.isArray(objects) || objects.length === 0) return [...faults, '8 objects'];
  const all = objects as Fields[];
  const ids = new Set(all.map((object) => object.id));
  // 3.6: a bundle may hold versions of an object, each only once; here there is one of each.
  if (ids.size !== all.length) faults.push('3.6 two of one id');
  const uuids = new Set(all.map((object) => String(object.id).split('--')[1]));
  // 2.9: a producer must not use one UUID for objects of different types.
  if (uuids.size !== all.length) faults.push('2.9 two of one uuid');
  // 7.2.2: a marking covers the object that refers to it, and no other. Who writes is not what is told.
  for (const { type, id, object_marking_refs } of all) {
    if (type !== 'identity' && type !== 'marking-definition' && !object_marking_refs)
      faults.push(`${id}: 7.2.2 is not marked`);
  }
  for (const object of all) {
    for (const fault of objectFaults(object)) faults.push(`${object.id}: ${fault}`);
    for (const ref of refsOf(object)) {
      if (!ids.has(ref) && !PUBLISHED.includes(ref))
        faults.push(`${object.id}: refers to ${ref}, which is not there`);
    }
  }
  return faults;
}

function objectFaults(object: Fields): string[] {
  const faults: string[] = [];
  const kind = KINDS[String(object.type)];
  if (!kind) return [`no such type: ${object.type}`];
  const common = COMMON[kind.family];
  for (const name of [...common.required, ...kind.required])
    if (!(name in object)) faults.push(`needs ${name}`);
  const allowed = [...common.required, ...common.optional, ...kind.required, ...(kind.optional ?? [])];
  for (const name of Object.keys(object)) if (!allowed.includes(name)) faults.push(`3.2 has no ${name}`);

  // 2.9
  if (idKind(object.id) !== object.type) faults.push('2.9 id');
  if (kind.contributes && object.id !== `${object.type}--${scoUuid(object, kind.contributes)}`) {
    faults.push('2.9 id of an observable');
  }
  if ('spec_version' in object && object.spec_version !== '2.1') faults.push('3.2 spec_version');
  // 2.12: no property is null or an empty list. 3.1: names.
  for (const [name, value] of Object.entries(object)) {
    if (!/^(?:id|[a-z][a-z0-9_]{2,249})$/.test(name)) faults.push(`3.1 name ${name}`);
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
      faults.push(`2 ${name} is empty`);
    if (
      /^(created|modified|published|valid_from|valid_until|(first|last)_observed)$/.test(name) &&
      !isTime(value)
    ) {
      faults.push(`2.16 ${name}`);
    }
  }
  // 3.2: created and modified to the millisecond, and never the wrong way round.
  for (const name of ['created', 'modified']) {
    if (name in object && !/\.\d{3}Z$/.test(String(object[name]))) faults.push(`3.2 ${name} in milliseconds`);
  }
  if ('modified' in object && String(object.modified) < String(object.created))
    faults.push('3.2 modified before created');
  if (
    'confidence' in object &&
    !(
      Number.isInteger(object.confidence) &&
      Number(object.confidence) >= 0 &&
      Number(object.confidence) <= 100
    )
  ) {
    faults.push('3.2 confidence');
  }
  if ('revoked' in object && typeof object.revoked !== 'boolean') faults.push('3.2 revoked');
  if ('created_by_ref' in object && idKind(object.created_by_ref) !== 'identity')
    faults.push('3.2 created_by_ref');
  for (const ref of list(object.object_marking_refs))
    if (idKind(ref) !== 'marking-definition') faults.push('3.2 object_marking_refs');
  for (const [name, words] of Object.entries(OPEN)) {
    for (const word of list(object[name]))
      if (!words.includes(String(word))) faults.push(`10 ${name}: ${word}`);
  }
  // 7.3: an extension says what kind it is.
  for (const [name, extension] of Object.entries((object.extensions ?? {}) as Fields)) {
    if (idKind(name) !== 'extension-definition') faults.push(`3.9 extension ${name}`);
    const said = String((extension as Fields).extension_type);
    if (
      !['new-sdo', 'new-sco', 'new-sro', 'property-extension', 'toplevel-property-extension'].includes(said)
    )
      faults.push('10.5 extension_type');
  }
  if (
    object.type === 'cryptocurrency-wallet' &&
    !PUBLISHED.some((id) => id in ((object.extensions ?? {}) as Fields))
  ) {
    faults.push('7.3 extension of the wallet');
  }
  // 7.2.1: what marks is a definition, or an extension.
  if (object.type === 'marking-definition' && !('definition' in object) && !('extensions' in object))
    faults.push('7.2.1 definition');
  // 4.14.1
  if (object.type === 'observed-data') {
    const n = Number(object.number_observed);
    if (!Number.isInteger(n) || n < 1 || n > 999_999_999) faults.push('4.14.1 number_observed');
    if (String(object.last_observed) < String(object.first_observed)) faults.push('4.14.1 last_observed');
    const families = list(object.object_refs).map((ref) => KINDS[idKind(ref) ?? '']?.family);
    if (!families.includes('sco') || families.some((family) => family !== 'sco' && family !== 'sro'))
      faults.push('4.14.1 object_refs');
  }
  // 4.7.1: name and description SHOULD be there.
  if (object.type === 'indicator') {
    for (const name of ['name', 'description'])
      if (typeof object[name] !== 'string' || object[name] === '') faults.push(`4.7.1 ${name}`);
  }
  // 4.7.2, 5.1.2 and 3.7
  if (object.type === 'relationship') {
    const [from, to] = [idKind(object.source_ref), idKind(object.target_ref)];
    const how = object.relationship_type;
    if (!/^[a-z0-9-]+$/.test(String(how))) faults.push('5.1.2 relationship_type');
    if (how === 'based-on' && (from !== 'indicator' || to !== 'observed-data')) faults.push('4.7.2 based-on');
    if (!['based-on', 'related-to', 'derived-from', 'duplicate-of'].includes(String(how)))
      faults.push(`3.7 relationship_type ${how}`);
    if ([from, to].some((end) => end === 'relationship' || end === 'bundle' || end === 'marking-definition'))
      faults.push('5.1.2 ends');
  }
  // 9.2, 9.5: brackets, and strings in which only the quote and the backslash are escaped.
  if (object.type === 'indicator' && object.pattern_type === 'stix') {
    const one = String.raw`[a-z][a-z0-9-]*:[a-z_]+ = '(?:[^'\\]|\\['\\])*'`;
    if (!new RegExp(String.raw`^\[${one}(?: OR ${one})*\]$`).test(String(object.pattern)))
      faults.push('9.5 pattern');
  }
  // 6.16: one of its own properties at least. 10: words of an open vocabulary, and what takes their place.
  if (object.type === 'user-account') {
    if (!kind.optional?.some((name) => name in object)) faults.push('6.16 says nothing');
    if (!/^[a-z0-9.-]+$/.test(String(object.account_type))) faults.push('10.2 account_type');
  }
  // 6.15: RFC 3986. 6.4: a name, not an address.
  if (object.type === 'url' && !URL.canParse(String(object.value))) faults.push('6.15 value');
  if (object.type === 'domain-name' && !/^[a-z0-9_.-]+\.[a-z][a-z0-9-]*$/i.test(String(object.value)))
    faults.push('6.4 value');
  return faults;
}

function refsOf(object: Fields): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    if (name.endsWith('_ref')) return [String(value)];
    return name.endsWith('_refs') ? list(value).map(String) : [];
  });
}

function idKind(id: unknown): string | null {
  return ID.exec(String(id))?.[1] ?? null;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** UUIDv5 (RFC 4122, 4.3) of the contributing properties as canonical JSON (RFC 8785). */
function scoUuid(object: Fields, names: readonly string[]): string {
  const there = names.filter((name) => name in object).toSorted();
  const json = `{${there.map((name) => `${JSON.stringify(name)}:${JSON.stringify(object[name])}`)}}`;
  const hash = createHash('sha1').update(Buffer.from(SCO_NAMESPACE, 'hex')).update(json).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
