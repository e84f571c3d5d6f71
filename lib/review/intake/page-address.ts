import { getDomain, parse } from 'tldts';
import { hideSecrets } from '#lib/address/secrets.ts';
import { MAX_URL_CHARS } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { IntakeReason } from '#lib/core/review-intake.ts';
import { domainKey } from '#lib/detect/place.ts';
import { caseUrl } from '../case-id.ts';
import { refang, withDots } from './refang.ts';
import { withoutUnseen } from './tidy.ts';

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The page that one word names, as a case has it, or why it names none. Each of them will be opened in the person's own
 * browser: what stands in their own network is not for a list to open.
 */
export function pageAddress(text: string): Result<string, IntakeReason> {
  if (text.length > MAX_URL_CHARS) return refuse('too-long');
  const word = withDots(refang(withoutUnseen(text.trim())));
  if (word === '') return refuse('no-address');
  const isWeb = /^https?:\/\//i.test(word);
  if (!isWeb && !isHost(word)) return refuse(SCHEME.test(word) ? 'not-the-web' : 'no-address');
  const url = caseUrl(isWeb ? word : `https://${word}`);
  if (url === null) return refuse('bad-address');
  const { origin, hostname } = new URL(url);
  const host = domainKey(origin);
  if (!host.ok)
    return refuse(
      host.error.code === 'private-host' || !hostname.includes('.') ? 'private-host' : 'bad-address',
    );
  return hideSecrets(url) === url ? ok(url) : refuse('secret');
}

/** A host, with or without a path, whose ending exists: `node.js` is none. */
export function isHost(word: string): boolean {
  if (word.length > MAX_URL_CHARS || /[\s@,;<>"]/.test(word) || /^[^/]*:(?!\d)/.test(word)) return false;
  return getDomain(word) !== null && parse(word).isIcann === true;
}

function refuse(reason: IntakeReason) {
  return fail(reason, 'No page that could be opened');
}
