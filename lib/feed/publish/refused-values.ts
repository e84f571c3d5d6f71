import { parse } from 'tldts';
import type { Refusal } from '#lib/core/entry.ts';

/**
 * What cannot be read may be anything: in a column that moved stand names, mailboxes, telephone numbers. It must come
 * neither into the report, which is read in pull requests, nor into the list, which everybody fetches.
 */

/** Letters and digits in one word, longer than any number of a document; a network's name may stand before it. */
const MAY_BE_ADDRESS = /^(?:[a-z]{2,20}:)?(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{25,200}$/i;
/** An account at a bank (ISO 13616) is somebody's, and some are as long as an address. */
const IBAN = /^[a-z]{2}\d{2}[0-9a-z]{11,30}$/i;

/** The refusals of a source without values that are neither a host nor of the form of an address: these stay empty. */
export function withoutPersonal(refusals: readonly Refusal[]): Refusal[] {
  return refusals.map((refusal) => ({ ...refusal, value: mayBeShown(refusal.value) ? refusal.value : '' }));
}

function mayBeShown(value: string): boolean {
  return (MAY_BE_ADDRESS.test(value) && !IBAN.test(value)) || isHost(value);
}

/** What the parser lets through besides are signs of other scripts, the wide `＠` of a mailbox among them. */
const HOST_LETTERS = /^[\p{L}\p{M}\p{N}._-]+$/u;

/** Below a top level that there is: `anna.smith` is a name. */
function isHost(value: string): boolean {
  const { hostname, isIcann } = parse(value);
  return isIcann === true && hostname === value.toLowerCase() && HOST_LETTERS.test(value);
}
