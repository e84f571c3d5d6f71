import { expect, it } from 'vitest';
import { MAX_MAIL_DEPTH, MAX_MAIL_PARTS } from '#lib/core/review-limits.ts';
import { readEml } from '#lib/review/lookup/eml.ts';

/** A message may be anybody's: it is read in a time and a room that do not grow faster than it does. */

const read = (text: string) => readEml(new TextEncoder().encode(text));
const multipart = (boundary: string) => `Content-Type: multipart/mixed; boundary=${boundary}\n\n`;

it.each([
  ['spaces', ' '.repeat(2_000_000), ' '.repeat(2_000_000)],
  ['spaces and tabs', ' \t'.repeat(1_000_000), ' \t'.repeat(1_000_000)],
  ['ends of lines that are none', ' =\n'.repeat(700_000), ''],
  ['spaces before such an end', `${' '.repeat(2_000_000)}=\n`, ''],
])('of %s, two million of them, is read', (_what, body, expected) => {
  const { parts } = read(`Content-Transfer-Encoding: quoted-printable\n\n<${body}>`);
  expect(parts.at(-1)?.text === `<${expected}>`).toBe(true);
});

it('takes an end that is none out with the spaces before it, and no others', () => {
  const { parts } = read('Content-Transfer-Encoding: quoted-printable\n\na b =\n c\t =\n=\n =3D =\nd ');
  expect(parts.at(-1)?.text).toBe('a b c =d ');
});

it('of more parts than anybody writes is read in part, and says so', () => {
  const having = (count: number, part = '--b\n\nx\n') =>
    read(`${multipart('b')}${part.repeat(count)}--b--\n`);
  // The message is one, and its headers are told before its parts.
  const most = having(MAX_MAIL_PARTS - 1);
  expect([most.isWhole, most.parts.length]).toEqual([true, MAX_MAIL_PARTS]);
  const more = having(MAX_MAIL_PARTS);
  expect([more.isWhole, more.parts.length]).toEqual([false, MAX_MAIL_PARTS]);
  const empty = having(400_000, '--b\n');
  expect([empty.isWhole, empty.parts.length]).toEqual([false, MAX_MAIL_PARTS]);
});

it('counts parts of parts, and those that only hold others', () => {
  const hollow = `--a\n${multipart('b')}`;
  expect(read(`${multipart('a')}${hollow.repeat(MAX_MAIL_PARTS - 1)}`).isWhole).toBe(true);
  expect(read(`${multipart('a')}${hollow.repeat(MAX_MAIL_PARTS)}`).isWhole).toBe(false);
  const full = `--a\n${multipart('b')}${'--b\n\nx\n'.repeat(99)}`;
  const mail = read(`${multipart('a')}${full.repeat(MAX_MAIL_DEPTH * 10)}`);
  expect(mail.isWhole).toBe(false);
  expect(mail.parts.length).toBeLessThan(MAX_MAIL_PARTS);
});

it('does not count what closes it', () => {
  const mail = read(`${multipart('b')}${'--b--\n'.repeat(100_000)}--b\n\nlast`);
  expect([mail.isWhole, mail.parts.at(-1)?.text]).toEqual([true, 'last']);
});
