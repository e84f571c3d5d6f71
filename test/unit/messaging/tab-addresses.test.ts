import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { MAX_TAB_ADDRESSES } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import { createTabAddresses } from '#lib/messaging/tab-addresses.ts';
import { sessionArea } from '../../support/session-area.ts';

const address = (n: number) => parseAddress(`0x${n.toString(16).padStart(40, '0')}`) as Address;
const identities = (addresses: Address[]) => addresses.map(({ identity }) => identity);

describe('addresses of a tab', () => {
  it('are kept over its pages and over the end of a worker, apart from other tabs', async () => {
    const session = sessionArea();
    expect(await createTabAddresses(session).add(1, [address(7)])).toEqual([]);
    const again = createTabAddresses(session);
    expect(identities(await again.add(1, [address(8)]))).toEqual(identities([address(7)]));
    expect(identities(await again.add(1, []))).toEqual(identities([address(7), address(8)]));
    expect(await again.add(2, [])).toEqual([]);
  });

  it('go with the tab', async () => {
    const session = sessionArea();
    const addresses = createTabAddresses(session);
    await addresses.add(1, [address(7)]);
    await addresses.drop(1);
    expect(session.items.size).toBe(0);
    expect(await addresses.add(1, [])).toEqual([]);
  });

  it('are bounded', async () => {
    const addresses = createTabAddresses(sessionArea());
    const many = Array.from({ length: MAX_TAB_ADDRESSES + 5 }, (_, i) => address(i + 1));
    await addresses.add(1, many);
    expect(identities(await addresses.add(1, []))).toEqual(identities(many.slice(5)));
  });
});
