import type { Comparison } from '#lib/review/bundle/compare.ts';
import type { Verification } from '#lib/review/bundle/verify.ts';

const STATES = {
  intact: 'intact',
  changed: 'changed: other bytes than were packed',
  missing: 'missing',
  extra: 'extra: nothing says that it belongs here',
};

/** What a check of a bundle found, for a terminal. What comes out of the bundle is shown without control characters. */
export function tellVerification({ manifest, fingerprint, parts, intact }: Verification): string {
  const width = Math.max(0, ...parts.map(({ name }) => shown(name).length));
  return [
    `Page         ${shown(manifest.page.url)}`,
    `Title        ${shown(manifest.page.title)}`,
    `Taken        ${manifest.at} (as the bundle says)`,
    `Fingerprint  ${fingerprint}`,
    '',
    ...parts.map(({ name, state }) => `  ${shown(name).padEnd(width)}  ${STATES[state]}`),
    '',
    intact ? 'Every part is as it was packed.' : 'This bundle is not as it was packed.',
    '',
    'This does not show who made the bundle, nor when, nor that the page was ever as it says: whoever changes a part and',
    'packs anew gets a bundle that is intact, with another fingerprint. Compare the fingerprint with one that was published',
    'or given to somebody at the time.',
    '',
  ].join('\n');
}

export function tellComparison({ findings, text, title, lists }: Comparison): string {
  const named = ({ canonical, chain }: { canonical: string; chain: string | null }) =>
    shown(chain ? `${canonical} (${chain})` : canonical);
  const lines = [
    ...findings.added.map((one) => `+ ${named(one)}: ${one.level}`),
    ...findings.removed.map((one) => `- ${named(one)}: ${one.level}`),
    ...findings.changed.map(
      (one) =>
        `~ ${named(one)}: ${one.before} -> ${one.after}${one.claims.map(({ name, change }) => `; ${change}: ${shown(name)}`).join('')}`,
    ),
  ];
  return [
    'Findings',
    ...(lines.length > 0 ? lines : [`  the same ${findings.same}`]),
    '',
    title ? `Title  ${shown(title.before)} -> ${shown(title.after)}` : 'Title  the same',
    text.same ? 'Text   the same' : 'Text   changed',
    ...text.removed.map((line) => `- ${shown(line)}`),
    ...text.added.map((line) => `+ ${shown(line)}`),
    ...lists.map(
      ({ id, before, after }) =>
        `List   ${shown(id)}: ${shown(before ?? 'none')} -> ${shown(after ?? 'none')}`,
    ),
    '',
  ].join('\n');
}

/** A terminal obeys control characters, whoever wrote them. */
function shown(text: string): string {
  return text.replace(/[\p{C}]/gu, '\uFFFD');
}
