import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Command } from '../../../../scripts/feed/command.ts';
import { rotate } from '../../../../scripts/feed/rotate.ts';
import { sign } from '../../../../scripts/feed/sign.ts';
import { verify } from '../../../../scripts/feed/verify.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hearCommands } from './hear.ts';
import { DAY, FILES, type KeyBox, makeKeys, NOW, publishedFeed } from './support.ts';

let box: KeyBox;
const heard = hearCommands();
beforeAll(async () => {
  box = await makeKeys();
});

it('tells what to do about each file whose time is over, and that is what helps', async () => {
  const { folder } = await publishedFeed(box);
  const files = tempFolder();
  for (const { path, bytes } of FILES) {
    mkdirSync(dirname(join(files, path)), { recursive: true });
    if (path.endsWith('.json')) writeFileSync(join(files, path), bytes);
  }
  const after = (days: number) => {
    const run = (command: Command, ...more: string[]) =>
      command.run([folder, '--now', new Date(NOW + days * DAY).toISOString(), ...more]);
    const keys = (...names: string[]) => names.flatMap((name) => ['--key', join(box.folder, `${name}.pem`)]);
    return {
      verified: async () => {
        heard.told = '';
        return (await run(verify)) === 0 ? 'verified' : heard.told;
      },
      date: () => run(sign, '--online', ...keys('snapshot', 'timestamp')),
      signed: (...names: string[]) => run(sign, ...keys(...names)),
      stage: () => run(sign, '--files', files),
      nextRoot: () => run(rotate),
    };
  };
  const week = after(7);
  expect(await week.verified()).toMatch(/\(expired\): timestamp .*sign FEED --online/s);
  await week.date();
  expect(await week.verified()).toBe('verified');

  const quarter = after(90);
  await quarter.date();
  expect(await quarter.verified()).toMatch(/\(expired\): targets .*sign FEED --files FILES.* editors sign/s);
  await quarter.stage();
  await quarter.signed('dora', 'emil');
  await quarter.date();
  expect(await quarter.verified()).toBe('verified');

  const year = after(365);
  expect(await year.verified()).toMatch(/\(expired\): root .*rotate FEED/s);
  await year.nextRoot();
  await year.signed('alice', 'bob');
  await year.stage();
  await year.signed('dora', 'emil');
  await year.date();
  expect(await year.verified()).toBe('verified');
});
