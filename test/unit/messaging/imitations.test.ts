import { beforeEach, expect, it } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Report } from '#lib/core/report.ts';
import { createHandlers, type Handlers, SENDER, scanned } from '../../support/handlers.ts';
import { candidate } from '../../support/scans.ts';

const PUBLISHED = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const LIKE = '0x5aae00112233445566778899aabbccddeeffeaed';

let h: Handlers;
beforeEach(() => {
  h = createHandlers();
});

async function list(...published: string[]): Promise<void> {
  const rows = published.map((value) => `verified,${value},ethereum,Orchard School,Example Register\n`);
  const base64 = toBase64(
    new TextEncoder().encode(['kind,value,chain,subject,authority\n', ...rows].join('')),
  );
  await h.ui({ type: 'lists.import', name: 'v.csv', base64 });
}

/** What is told of both where they stand beside each other. */
async function told(): Promise<Record<string, string[]>> {
  await h.page.scanned(scanned({ candidates: [candidate(PUBLISHED), candidate(LIKE)] }), SENDER);
  const { addresses } = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
  return Object.fromEntries(addresses.map(({ text, reasons }) => [text, reasons.map(({ code }) => code)]));
}

it('tells of both where nobody knows which imitates', async () => {
  expect(await told()).toEqual({ [PUBLISHED]: ['lookalike-seen'], [LIKE]: ['lookalike-seen'] });
});

it('tells once of what imitates a published address, and nothing of the published one', async () => {
  await list(PUBLISHED);
  expect(await told()).toEqual({ [PUBLISHED]: ['verified'], [LIKE]: ['lookalike'] });
});

it('tells of none where both are published: what a list vouches for imitates nobody', async () => {
  await list(PUBLISHED, LIKE);
  expect(await told()).toEqual({ [PUBLISHED]: ['verified'], [LIKE]: ['verified'] });
});
