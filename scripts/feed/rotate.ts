import { parseArgs } from 'node:util';
import { readPublicKey } from '#lib/feed/publish/keygen.ts';
import { openRepository } from '#lib/feed/publish/repository.ts';
import { type Rotation, stageRoot, TOP_ROLES, type TopRole } from '#lib/feed/publish/rotate.ts';
import { type Command, only, orRefuse, pathOf, Refusal, say, timeOf } from './command.ts';

const text = { type: 'string' } as const;

export const rotate: Command = {
  usage: `  rotate FEED    stage the next root.json: the first one, other keys, or the same keys for another year
    --root A.pub,B.pub,C.pub   --targets D.pub,E.pub   --snapshot F.pub   --timestamp G.pub
                   the keys of a role; one that is left out keeps its own
    --root-threshold N   --targets-threshold N   signatures that it takes (at first: 2)
    --now TIME
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        root: text,
        targets: text,
        snapshot: text,
        timestamp: text,
        'root-threshold': text,
        'targets-threshold': text,
        now: text,
      },
    });
    const keys: Rotation['keys'] = {};
    for (const role of TOP_ROLES) {
      const files = values[role]?.split(',');
      if (files)
        keys[role] = await Promise.all(
          files.map(async (file) => orRefuse(await readPublicKey(pathOf(file)))),
        );
    }
    const thresholds: Rotation['thresholds'] = {};
    for (const role of ['root', 'targets'] as const) {
      const given = values[`${role}-threshold`];
      if (given !== undefined) thresholds[role] = thresholdOf(given);
    }
    const repository = openRepository(pathOf(only(positionals, "the feed's folder")));
    const staged = await stageRoot(repository, { keys, thresholds, now: timeOf(values.now) });
    const { signed } = orRefuse(staged);
    say(`Staged root ${signed.version}, valid until ${signed.expires}:`);
    for (const role of TOP_ROLES) say(`  ${describe(role, signed.roles[role])}`);
    say(
      signed.version === 1
        ? 'Its signers sign it now: npm run feed -- sign FEED --key THEIR.pem'
        : `Signers of root ${signed.version - 1} and of this one sign it now: npm run feed -- sign FEED --key THEIR.pem`,
    );
    return 0;
  },
};

function describe(role: TopRole, keys: { keyIDs: string[]; threshold: number } | undefined): string {
  const ids = (keys?.keyIDs ?? []).map((id) => id.slice(0, 8));
  return `${role.padEnd(9)}  ${keys?.threshold} of ${ids.length}   ${ids.join(' ')}`;
}

function thresholdOf(given: string): number {
  if (!/^[1-9]\d?$/.test(given)) throw new Refusal(`${given} is no number of signatures.`);
  return Number(given);
}
