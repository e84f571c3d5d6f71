import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../scripts/browser/sites.ts';

const TOWN = join(import.meta.dirname, '..', '..', 'pages', 'town');
const INDEX = 'town.almsguard.example';
/** Hosts that others lead to. */
const BEHIND = ['link.trustwallet.com', 'pay-widget.example'];

describe('the index of the demo town', () => {
  const hosts = readdirSync(TOWN);
  const html = readFileSync(join(TOWN, INDEX, 'index.html'), 'utf8');
  const links = [...html.matchAll(/href="(https:[^"]+)"/g)].flatMap(([, href]) => href ?? []);

  it('leads to pages that are there', async () => {
    const sites = new Map(hosts.map((host) => [host, join(TOWN, host)]));
    for (const link of links)
      expect(await answerRequest(sites, new URL(link)), link).toHaveProperty('status', 200);
  });

  it('leads to every host that is not behind another', () => {
    const linked = links.map((link) => new URL(link).hostname);
    expect([...linked, ...BEHIND, INDEX].sort()).toEqual(hosts.sort());
  });
});
