import type { AnyDocument, FindingDocument } from './document.ts';
import { plain } from './terminal.ts';

/** One page in a few lines, for people. */
export function summarise(document: AnyDocument): string {
  return `${describe(document).map(plain).join('\n')}\n`;
}

function describe(document: AnyDocument): string[] {
  if ('error' in document) {
    return [document.url, `  not scanned: ${document.error.message} (${document.error.code})`];
  }
  const shown = document.addresses.filter(({ level }) => level !== 'none');
  const others = document.addresses.length - shown.length;
  return [
    document.url,
    `  ${document.level}${document.title ? ` · ${document.title}` : ''}`,
    ...[...document.page, ...shown].flatMap(describeFinding),
    ...(others > 0 ? [`  ${others} address${others === 1 ? '' : 'es'} not on the lists`] : []),
    ...document.widgets.map(({ provider, host }) => `  widget ${provider} (${host})`),
    ...document.unread.map(({ what, count, why }) => `  not read: ${count} × ${what} (${why})`),
  ];
}

function describeFinding(finding: FindingDocument): string[] {
  const where = [...new Set(finding.places.map(({ how, context }) => `${context} in ${how}`))].join(', ');
  const head = [finding.level, finding.text, finding.chain, where].filter(Boolean).join(' · ');
  const claims = finding.claims.map((claim) => {
    const dates = [claim.listed && `listed ${claim.listed}`, claim.delisted && `delisted ${claim.delisted}`];
    const parts = [claim.authority, claim.subject, claim.programme, ...dates, claim.match, claim.status];
    return `      ${parts.filter(Boolean).join(' · ')}`;
  });
  return [`  ${head}`, ...claims];
}
